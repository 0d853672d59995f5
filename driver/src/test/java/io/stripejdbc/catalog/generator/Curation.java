package io.stripejdbc.catalog.generator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.ListTraits;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.SearchSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * What a person decided about the catalogue, with the reasons; read from {@code curation.json}.
 *
 * <p>Classes are named without {@code com.stripe.model.}.
 *
 * @param byHand tables whose files a person writes, because no facts lead to them, with the reason
 * @param omitParameters parameters that no table has as a filter, with the reason
 * @param omitFields fields that no table has as a column, with the reason
 * @param omitPaths GETs that are no table, with the reason
 * @param lists lists inside of objects, by table and field, with the table that has their rows; not
 *     those that a table names as where its rows come with
 * @param classes decisions about the fields of a class, wherever it occurs
 * @param add fields that objects have and stripe-java's class has not
 * @param tables decisions about a table
 * @param made tables that are no list of their own: by parameter and embedded ones
 * @param search fields that the Search API looks for, by table (Stripe docs: search)
 * @param kinds kinds of a class's fields that neither Java type nor words tell: {@code timestamp},
 *     and {@code sometimes} for a time of creation that not every object shows
 * @param events how the types of events begin that tell of an object, where its name does not say
 */
public record Curation(
    Map<String, String> byHand,
    Map<String, String> omitParameters,
    Map<String, String> omitFields,
    Map<String, String> omitPaths,
    Map<String, String> lists,
    Map<String, ClassNotes> classes,
    Map<String, List<ApiFacts.Field>> add,
    Map<String, TableNotes> tables,
    Map<String, MadeTable> made,
    Map<String, List<SearchSpec>> search,
    Map<String, Map<String, String>> kinds,
    Map<String, List<String>> events) {

  /**
   * What was decided about a class.
   *
   * @param leaves dotted paths of a large object's leaves that are columns beside its JSON
   * @param open a large object whose parts are judged one by one instead
   * @param omit fields that are no column, with the reason
   * @param expand fields that are there only when expanded
   * @param include v2 fields that are there only when included, with the include's value
   * @param elsewhere references to objects of another account
   */
  public record ClassNotes(
      List<String> leaves,
      boolean open,
      Map<String, String> omit,
      List<String> expand,
      Map<String, String> include,
      List<String> elsewhere) {
    static final ClassNotes NONE = new ClassNotes(null, false, null, null, null, null);

    public ClassNotes {
      leaves = leaves == null ? List.of() : leaves;
      omit = omit == null ? Map.of() : omit;
      expand = expand == null ? List.of() : expand;
      include = include == null ? Map.of() : include;
      elsewhere = elsewhere == null ? List.of() : elsewhere;
    }
  }

  /**
   * What was decided about a table.
   *
   * @param remarks what a row is
   * @param parent the table's parent, where it has one
   * @param variants fixed parameters that lift hidden defaults
   * @param hides as {@link ListTraits}
   * @param required columns that must be given beside the parent
   * @param filters parameters whose filter is not the plain one
   * @param omit parameters that are no filter, with the reason
   * @param parameters columns that are parameters and no fields, with their type
   * @param asked the same, of parameters that the list can be read without
   * @param conditions columns that tell whether a field has a value: its path, {@code =} and the
   *     value
   */
  public record TableNotes(
      String remarks,
      ParentNotes parent,
      List<Map<String, String>> variants,
      String hides,
      List<String> required,
      Map<String, FilterNotes> filters,
      Map<String, String> omit,
      Map<String, String> parameters,
      Map<String, String> asked,
      Map<String, String> conditions) {
    static final TableNotes NONE =
        new TableNotes(null, null, null, null, null, null, null, null, null, null);

    public TableNotes {
      variants = variants == null ? List.of(Map.of()) : variants;
      required = required == null ? List.of() : required;
      filters = filters == null ? Map.of() : filters;
      omit = omit == null ? Map.of() : omit;
      parameters = parameters == null ? Map.of() : parameters;
      asked = asked == null ? Map.of() : asked;
      conditions = conditions == null ? Map.of() : conditions;
    }
  }

  /** As {@link ParentSpec}; what is left out follows from the path. */
  public record ParentNotes(
      String table,
      String parentColumn,
      String column,
      ParentSpec.Via via,
      String parameter,
      String embedded,
      String expand,
      Map<String, String> childless) {
    public ParentNotes {
      childless = childless == null ? Map.of() : childless;
    }
  }

  /**
   * What was decided about a filter.
   *
   * @param column the column that the parameter filters
   * @param parameter the common part of parameters that are ends of one range
   * @param exact null for what follows from the parameter's type
   * @param values null for what follows from the parameter's type
   * @param reveals whether it brings rows that are hidden without it, null for no
   * @param terms under which Stripe takes it
   */
  public record FilterNotes(
      String column,
      String parameter,
      FilterSpec.Operator operator,
      Boolean exact,
      List<String> values,
      Boolean reveals,
      TermNotes terms) {
    static final FilterNotes NONE = new FilterNotes(null, null, null, null, null, null, null);

    public FilterNotes {
      terms = terms == null ? new TermNotes(null, 0, null, null, null) : terms;
    }
  }

  /**
   * Under which terms a parameter is taken.
   *
   * @param with parameters that have to go along
   * @param most rows that the answer holds at most, 0 for no such bound
   * @param needs values that are taken beside another parameter alone, with its name
   * @param excludes parameters that cannot go along
   * @param aligns of some values, the seconds that times beside them are whole multiples of
   */
  public record TermNotes(
      Map<String, String> with,
      int most,
      Map<String, String> needs,
      List<String> excludes,
      Map<String, String> aligns) {
    public TermNotes {
      with = with == null ? Map.of() : with;
      needs = needs == null ? Map.of() : needs;
      excludes = excludes == null ? List.of() : excludes;
      aligns = aligns == null ? Map.of() : aligns;
    }

    FilterSpec.Terms terms(boolean closed) {
      return new FilterSpec.Terms(with, most, closed, needs, excludes, aligns);
    }
  }

  /**
   * A table that is no list of its own.
   *
   * @param list path of the list that is asked, null for embedded rows
   * @param model class of an embedded row
   * @param object the API's name of an embedded row
   * @param parents one, or several for a table that gathers
   * @param parentType name of the column with the parent's kind
   * @param primaryKey after {@code connected_account}
   * @param required columns that must be given, because not all parents can be gone through
   * @param variants fixed parameters, null for those of the list's own table
   * @param omit parameters that are no filter here, with the reason
   */
  public record MadeTable(
      String list,
      String model,
      String object,
      String remarks,
      List<ParentNotes> parents,
      String parentType,
      boolean position,
      List<String> primaryKey,
      List<String> required,
      List<Map<String, String>> variants,
      Map<String, String> omit) {
    public MadeTable {
      required = required == null ? List.of() : required;
      omit = omit == null ? Map.of() : omit;
    }
  }

  /** The curation that is kept beside the generator. */
  public static Curation read() {
    ObjectMapper mapper =
        new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    try (InputStream in = Curation.class.getResourceAsStream("curation.json")) {
      return mapper.readValue(in, Curation.class);
    } catch (IOException e) {
      throw new IllegalStateException("curation.json", e);
    }
  }

  /** What was decided about a class, by its full name. */
  public ClassNotes notes(String model) {
    return classes.getOrDefault(shortName(model), ClassNotes.NONE);
  }

  /** What was decided about a table; nothing about most. */
  public TableNotes table(String name) {
    return tables.getOrDefault(name, TableNotes.NONE);
  }

  /** Whether a person added the field, so that it is a column whatever its name. */
  boolean isAdded(String model, ApiFacts.Field field) {
    return add.getOrDefault(model, List.of()).contains(field);
  }

  static String shortName(String model) {
    return model.replaceFirst("^com\\.stripe\\.model\\.", "");
  }
}
