package io.stripejdbc.catalog.generator;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.DeclaredType;
import io.stripejdbc.catalog.ColumnSpec.RequestExtras;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnSpec.TableReference;
import io.stripejdbc.catalog.ColumnSpec.ValueSource;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.generator.ApiFacts.Field;
import io.stripejdbc.catalog.generator.Curation.ClassNotes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns that the fields of an object become. */
final class ColumnDeriver {
  /** An object with more leaves than these becomes one JSON column and chosen leaves. */
  private static final int MANY = 30;

  private static final int DECIMAL_PRECISION = 38;

  /** Unit prices have up to twelve decimals; nothing else has more. */
  private static final int DECIMAL_SCALE = 12;

  private static final int ID = 255;
  private static final int TEXT = 5000;
  private static final int JSON = 1 << 20;

  private final ApiFacts apiFacts;
  private final Curation curation;

  /** Tables by the class of their rows, those whose key is {@code (connected_account, id)}. */
  private final Map<String, String> tables;

  /** Classes of objects with an id that have a table, whatever its key. */
  private final Set<String> listed;

  private final ColumnRemarks columnRemarks;

  /** Names of the table's columns so far, and the object of its rows. */
  private Set<String> names = Set.of();

  private String object = "";

  ColumnDeriver(
      ApiFacts apiFacts,
      Curation curation,
      Map<String, String> tables,
      Set<String> listed,
      ColumnRemarks columnRemarks) {
    this.apiFacts = apiFacts;
    this.curation = curation;
    this.tables = tables;
    this.listed = listed;
    this.columnRemarks = columnRemarks;
  }

  /** A place in the row while its fields are walked. */
  private record Place(
      String table, String path, String column, String expand, String include, Set<String> above) {
    Place step(Field field, String expand, String include, String target) {
      Set<String> classes = new HashSet<>(above);
      classes.add(target);
      return new Place(
          table,
          path.isEmpty() ? field.name() : path + "." + field.name(),
          column.isEmpty() ? field.name() : column + "_" + field.name(),
          expand,
          include,
          classes);
    }
  }

  /**
   * All columns of a table that are fields of its rows, in the order of the facts. A list with
   * pages of its own is none: its rows are another table's, and only a first page is here.
   */
  List<ColumnSpec> columns(String table, String model, String ofObject) {
    object = ofObject;
    names = Set.of();
    names = new HashSet<>(walk(table, model).stream().map(ColumnSpec::name).toList());
    return walk(table, model);
  }

  private List<ColumnSpec> walk(String table, String model) {
    List<ColumnSpec> columns = new ArrayList<>();
    walk(new Place(table, "", "", null, null, Set.of(model)), model, columns);
    return columns;
  }

  private void walk(Place place, String model, List<ColumnSpec> columns) {
    ClassNotes notes = curation.notes(model);
    boolean mixed = apiFacts.model(model).polymorphic() != null;
    for (Field field : apiFacts.fields(model)) {
      boolean told = (mixed && field.name().equals("object")) || curation.isAdded(model, field);
      boolean omitted =
          (curation.omitFields().containsKey(field.name()) && !told)
              || notes.omit().containsKey(field.name())
              || field.sublist();
      if (!omitted) {
        field(place, notes, field, columns);
      }
    }
  }

  private void field(Place place, ClassNotes notes, Field field, List<ColumnSpec> columns) {
    String path = place.path().isEmpty() ? field.name() : place.path() + "." + field.name();
    String expand = notes.expand().contains(field.name()) ? path : place.expand();
    String include = notes.include().getOrDefault(field.name(), place.include());
    Place at = place.step(field, expand, include, String.valueOf(field.target()));
    switch (field.kind()) {
      case "object" -> object(place, at, field, columns);
      case "polymorphic" -> large(at, field, columns);
      case "json" -> json(at, notes, field, columns);
      default -> columns.add(leaf(at, notes, field));
    }
  }

  private void object(Place place, Place at, Field field, List<ColumnSpec> columns) {
    String target = field.target();
    boolean known = apiFacts.models().containsKey(target) && !place.above().contains(target);
    ClassNotes notes = curation.notes(target);
    if (known && listed.contains(target)) {
      embedded(at, target, field, columns);
    } else if (known && (notes.open() || count(target, at.above()) <= MANY)) {
      if (apiFacts.fields(target).isEmpty()) {
        columns.add(column(at, ColumnType.JSON, JSON, field, null));
      } else {
        walk(at, target, columns);
      }
    } else {
      large(at, field, columns);
    }
  }

  /** A whole object inside another: its id under the field's own name, then its leaves. */
  private void embedded(Place at, String target, Field field, List<ColumnSpec> columns) {
    boolean few = count(target, at.above()) <= MANY;
    ColumnSpec id = column(at, ColumnType.VARCHAR, ID, field, tables.get(target));
    columns.add(id.withSource(ValueSource.of(id.role(), at.path() + ".id")));
    List<ColumnSpec> leaves = new ArrayList<>();
    walk(at, target, leaves);
    for (ColumnSpec leaf : leaves) {
      String below = leaf.jsonPath().substring(at.path().length() + 1);
      if (!below.equals("id") && (few || !below.contains("."))) {
        columns.add(leaf);
      }
    }
    if (!few) {
      for (Field part : apiFacts.fields(target)) {
        boolean deep = part.kind().equals("object");
        boolean flat =
            columns.stream().anyMatch(c -> c.name().equals(at.column() + "_" + part.name()));
        if (deep && !flat && !curation.notes(target).omit().containsKey(part.name())) {
          Place below = at.step(part, at.expand(), at.include(), part.target());
          columns.add(column(below, ColumnType.JSON, JSON, part, null));
        }
      }
    }
  }

  /** An object of any kind, with the leaves that all kinds have where a person named them. */
  private void json(Place at, ClassNotes notes, Field field, List<ColumnSpec> columns) {
    if (field.target() == null) {
      columns.add(leaf(at, notes, field));
    } else {
      large(at, field, columns);
    }
  }

  /** One JSON column and the leaves that were chosen. */
  private void large(Place at, Field field, List<ColumnSpec> columns) {
    columns.add(column(at, ColumnType.JSON, JSON, field, null));
    for (String leaf : curation.notes(field.target()).leaves()) {
      chosen(at, field.target(), List.of(leaf.split("\\.", -1)), columns);
    }
  }

  private void chosen(Place at, String model, List<String> path, List<ColumnSpec> columns) {
    Field field =
        apiFacts.fields(model).stream()
            .filter(candidate -> candidate.name().equals(path.get(0)))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(model + " has no field " + path));
    Place below = at.step(field, at.expand(), at.include(), String.valueOf(field.target()));
    if (path.size() > 1) {
      chosen(below, field.target(), path.subList(1, path.size()), columns);
    } else if (field.kind().equals("object")) {
      columns.add(column(below, ColumnType.JSON, JSON, field, null));
    } else {
      columns.add(leaf(below, curation.notes(model), field));
    }
  }

  private ColumnSpec leaf(Place at, ClassNotes notes, Field field) {
    String references = notes.elsewhere().contains(field.name()) ? null : references(field);
    ColumnType type =
        switch (field.kind()) {
          case "string", "enum", "const", "id", "expandable" -> ColumnType.VARCHAR;
          case "long" -> ColumnType.BIGINT;
          case "bool" -> ColumnType.BOOLEAN;
          case "decimal" -> ColumnType.DECIMAL;
          case "timestamp" -> ColumnType.TIMESTAMP;
          case "instant" -> ColumnType.INSTANT;
          case "list", "map", "json" -> ColumnType.JSON;
          default -> throw new IllegalArgumentException(field.kind());
        };
    boolean text = field.kind().equals("string") && field.refHint() == null;
    int length =
        switch (type) {
          case VARCHAR -> text && !columnRemarks.isShort(field.name()) ? TEXT : ID;
          case DECIMAL -> DECIMAL_PRECISION;
          case JSON -> JSON;
          case BIGINT, BOOLEAN, TIMESTAMP, INSTANT -> 0;
        };
    return column(at, type, length, field, references);
  }

  private ColumnSpec column(
      Place at, ColumnType type, int precision, Field field, String references) {
    boolean always = at.path().equals("id") || (at.path().equals("created") && !field.optional());
    ColumnSpec column =
        ColumnSpec.of(
                at.column(),
                ValueSource.of(Role.FIELD, at.path()),
                new DeclaredType(
                    type, precision, type == ColumnType.DECIMAL ? DECIMAL_SCALE : 0, !always))
            .withReference(
                new TableReference(
                    references, field.kind().equals("expandable") && references != null))
            .withExtras(new RequestExtras(at.expand(), at.include()));
    return column.withRemarks(
        at.path().equals("id")
            ? columnRemarks.id(object)
            : columnRemarks.column(at.table(), column, field, currency(at.path())));
  }

  /** The column with the currency of an amount: the nearest above it. */
  private String currency(String path) {
    for (String above = path; above.contains("."); ) {
      above = above.substring(0, above.lastIndexOf('.'));
      String name = above.replace('.', '_') + "_currency";
      if (names.contains(name)) {
        return name;
      }
    }
    return names.contains("currency") ? "currency" : "its currency";
  }

  private String references(Field field) {
    if (field.kind().equals("expandable")) {
      return tables.get(field.target());
    }
    return field.refHint() == null ? null : tables.get("object:" + field.refHint());
  }

  private int count(String model, Set<String> above) {
    int leaves = 0;
    for (Field field : apiFacts.fields(model)) {
      if (curation.omitFields().containsKey(field.name())) {
        continue;
      }
      boolean deeper =
          field.kind().equals("object")
              && apiFacts.models().containsKey(field.target())
              && !above.contains(field.target())
              && !apiFacts.fields(field.target()).isEmpty();
      if (deeper) {
        Set<String> below = new HashSet<>(above);
        below.add(field.target());
        leaves += count(field.target(), below);
      } else {
        leaves++;
      }
      if (leaves > 5 * MANY) {
        return leaves;
      }
    }
    return leaves;
  }
}
