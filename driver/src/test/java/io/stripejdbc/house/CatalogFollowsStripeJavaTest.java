package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.annotations.SerializedName;
import com.stripe.Stripe;
import com.stripe.model.ExpandableField;
import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.Kind;
import io.stripejdbc.catalog.generator.ApiAdditions;
import io.stripejdbc.catalog.generator.ColumnLines;
import io.stripejdbc.catalog.generator.Curation;
import io.stripejdbc.catalog.generator.OmissionsSection;
import io.stripejdbc.house.StripeJavaReads.Read;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Holds the catalogue against the classes of stripe-java, both ways, so that raising stripe-java
 * tells what to add: every field a column, every list a table, every parameter a filter, or an
 * omission that {@code curation.json} names with its reason.
 */
class CatalogFollowsStripeJavaTest {
  private static final Catalog CATALOG = BundledCatalog.instance();
  private static final Curation CURATION = Curation.read();

  private final Set<String> todo = new TreeSet<>();

  /** Read when the first line is wanted: it takes some seconds. */
  private ColumnLines lines;

  @Test
  void theCatalogueSaysWhatStripeJavaSays() {
    if (!Stripe.API_VERSION.equals(CATALOG.apiVersion())) {
      todo.add("index.json: \"apiVersion\": \"" + Stripe.API_VERSION + "\"");
    }
    for (TableSpec table : tables()) {
      Class<?> model = model(table.object().model());
      fieldsAreColumns(table, model, "", Set.of());
      columnsAreFields(table, model);
    }
    for (Read read : StripeJavaReads.all()) {
      readIsATable(read);
    }
    assertEquals(
        "",
        String.join("\n", todo),
        "lines to add to, or take from, the catalogue; mvn -B -q -Pgenerate -pl driver -Dquick=true"
            + " process-test-classes writes them, see docs/contributing.md");
  }

  /** The class of a name in which a dot also stands before a nested class. */
  private static Class<?> model(String name) {
    String binary = name.replaceAll("(\\.[A-Z][A-Za-z0-9]*)\\.(?=[A-Z])", "$1\\$");
    return StripeJavaReads.load(binary);
  }

  private void fieldsAreColumns(TableSpec table, Class<?> model, String path, Set<Class<?>> above) {
    for (Map.Entry<String, Field> entry : StripeJavaFields.of(model).entrySet()) {
      if (!isOmitted(model, entry.getKey())) {
        fieldIsAColumn(table, entry.getValue(), path + entry.getKey(), above);
      }
    }
  }

  private static boolean isOmitted(Class<?> model, String field) {
    boolean told = StripeJavaFields.isMixed(model) && field.equals("object");
    return (CURATION.omitFields().containsKey(field) && !told)
        || CURATION.notes(model.getCanonicalName()).omit().containsKey(field);
  }

  private void fieldIsAColumn(TableSpec table, Field field, String path, Set<Class<?>> above) {
    if (table.columns().stream().anyMatch(column -> path.equals(column.jsonPath()))) {
      return;
    }
    Class<?> inner = StripeJavaFields.inner(field).orElse(null);
    Class<?> rows = StripeJavaFields.rows(field).orElse(null);
    if (inner != null && !above.contains(inner) && !StripeJavaFields.of(inner).isEmpty()) {
      Set<Class<?>> below = new HashSet<>(above);
      below.add(inner);
      fieldsAreColumns(table, inner, path + ".", below);
    } else if (rows == null || !isRowOfATable(rows) || !isNamedList(path)) {
      todo.add(table.name() + ".json: " + line(table, path, field));
    }
  }

  /** Whether docs/tables.md says where the rows of a list inside of an object are. */
  private static boolean isNamedList(String path) {
    String field = path.substring(path.lastIndexOf('.') + 1);
    return OmissionsSection.lists(CURATION, CATALOG.tables()).keySet().stream()
        .anyMatch(list -> list.endsWith(" " + field) || list.endsWith("." + field));
  }

  private static boolean isRowOfATable(Class<?> rows) {
    return tables().stream().anyMatch(table -> model(table.object().model()) == rows);
  }

  /** Those whose objects stripe-java has. */
  private static List<TableSpec> tables() {
    return CATALOG.tables().stream()
        .filter(table -> !table.object().model().startsWith(ApiAdditions.PREFIX))
        .toList();
  }

  /** The line as the generator writes it; where it leaves the field out, what the type tells. */
  private String line(TableSpec table, String path, Field field) {
    if (lines == null) {
      lines = ColumnLines.read();
    }
    return lines
        .line(table, path)
        .orElseGet(() -> "a column, or a leaf or an omission in curation.json, for " + path)
        .concat("   (%s)".formatted(field.getGenericType().getTypeName()));
  }

  private void columnsAreFields(TableSpec table, Class<?> model) {
    for (ColumnSpec column : table.columns()) {
      String path = column.jsonPath();
      if (path != null && !isField(model, List.of(path.split("\\.", -1)), column)) {
        todo.add("%s.json: take away column %s".formatted(table.name(), column.name()));
      }
      boolean expandable = path != null && isExpandable(model, List.of(path.split("\\.", -1)));
      boolean known = column.role() == ColumnSpec.Role.FIELD && column.references() != null;
      if (known && expandable != column.expandable()) {
        todo.add(
            "%s.json: column %s: \"expandable\": %s"
                .formatted(table.name(), column.name(), expandable));
      }
    }
  }

  private static boolean isField(Class<?> model, List<String> path, ColumnSpec column) {
    boolean added =
        CURATION.add().getOrDefault(model.getCanonicalName(), List.of()).stream()
            .anyMatch(each -> each.name().equals(path.get(0)));
    Field field = StripeJavaFields.of(model).get(path.get(0));
    if (field == null || added) {
      return added;
    }
    Class<?> inner = StripeJavaFields.inner(field).orElse(null);
    if (path.size() > 1) {
      return inner != null && isField(inner, path.subList(1, path.size()), column);
    }
    boolean asked = column.role() == ColumnSpec.Role.CONDITION;
    return asked || StripeJavaFields.types(field).contains(column.type());
  }

  /** Whether the API can put the object in the place of the id. */
  private static boolean isExpandable(Class<?> model, List<String> path) {
    Field field = StripeJavaFields.of(model).get(path.get(0));
    if (field == null) {
      return false;
    }
    return path.size() == 1
        ? field.getType() == ExpandableField.class
        : StripeJavaFields.inner(field)
            .filter(inner -> isExpandable(inner, path.subList(1, path.size())))
            .isPresent();
  }

  private void readIsATable(Read read) {
    List<TableSpec> tables =
        CATALOG.tables().stream()
            .filter(table -> table.kind() != Kind.EMBEDDED)
            .filter(table -> plain(table.path()).equals(read.path()))
            .toList();
    boolean search =
        CATALOG.tables().stream().anyMatch(table -> read.path().equals(table.searchPath()));
    if (tables.isEmpty() && !search && !CURATION.omitPaths().containsKey(read.path())) {
      todo.add("index.json: a table for GET " + read.path());
    }
    for (TableSpec table : tables) {
      parameters(read.parameters(), "").stream()
          .filter(parameter -> !isKnown(table, parameter))
          .forEach(
              parameter ->
                  todo.add(
                      "%s.json: {\"column\": \"%s\", \"operator\": \"EQUAL\", \"exact\": true}"
                          .formatted(table.name(), parameter)));
    }
  }

  private static String plain(String path) {
    return path.replaceAll("\\{[a-z_]+}", "{}");
  }

  /** Names of parameters, those of nested ones in brackets. */
  private static List<String> parameters(Class<?> type, String prefix) {
    List<String> names = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      SerializedName name = field.getAnnotation(SerializedName.class);
      if (name != null && !name.value().equals("_stripe_java_extra_param_key")) {
        String full = prefix.isEmpty() ? name.value() : prefix + "[" + name.value() + "]";
        Class<?> nested = field.getType();
        boolean map = nested.getName().startsWith("com.stripe.param") && !nested.isEnum();
        names.addAll(map ? parameters(nested, full) : List.of(full));
      }
    }
    return names;
  }

  private static boolean isKnown(TableSpec table, String parameter) {
    String outer = parameter.replaceAll("\\[.*", "");
    Map<String, String> omitted = new HashMap<>(CURATION.table(baseName(table)).omit());
    if (CURATION.made().containsKey(table.name())) {
      omitted.putAll(CURATION.made().get(table.name()).omit());
    }
    return CURATION.omitParameters().containsKey(outer)
        || omitted.containsKey(parameter)
        || omitted.containsKey(outer)
        || table.parents().stream().anyMatch(parent -> parameter.equals(parent.parameter()))
        || table.filters().stream()
            .anyMatch(filter -> sends(filter, parameter) || filter.parameter().equals(outer));
  }

  private static boolean sends(FilterSpec filter, String parameter) {
    return switch (filter.operator()) {
      case EQUAL, ANY_OF, RANGE -> filter.parameter().equals(parameter);
      case RANGE_SUFFIX, AFTER_BEFORE -> parameter.startsWith(filter.parameter());
    };
  }

  /** The table whose omissions hold: for a list by another parameter that of the list. */
  private static String baseName(TableSpec table) {
    return CURATION.made().containsKey(table.name())
        ? CATALOG.tables().stream()
            .filter(other -> other.path().equals(table.path()))
            .filter(other -> !CURATION.made().containsKey(other.name()))
            .findFirst()
            .map(TableSpec::name)
            .orElse(table.name())
        : table.name();
  }
}
