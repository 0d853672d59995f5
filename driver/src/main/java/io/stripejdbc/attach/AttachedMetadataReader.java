package io.stripejdbc.attach;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the tables of an attached database out of its driver's metadata. */
final class AttachedMetadataReader {
  private final Connection connection;
  private final DatabaseMetaData metaData;
  private final DatabaseProduct product;

  AttachedMetadataReader(Connection connection) throws SQLException {
    this.connection = connection;
    this.metaData = connection.getMetaData();
    this.product = DatabaseProduct.named(metaData.getDatabaseProductName());
  }

  /** Where the tables stand that are shown; each null where the database has no such thing. */
  record Place(@Nullable String catalog, @Nullable String schema) {
    boolean holds(@Nullable String foundCatalog, @Nullable String foundSchema) {
      return (schema == null || schema.equals(foundSchema))
          && (catalog == null || foundCatalog == null || catalog.equals(foundCatalog));
    }
  }

  /** A table before its columns are read. */
  record Named(Place place, String name, boolean isView, String remarks) {}

  /** The place named by the settings, or the one that connections begin in. */
  Place place(AttachmentSettings settings) throws SQLException {
    boolean catalogs = product == DatabaseProduct.MYSQL;
    String wanted = settings.schema();
    if (wanted == null) {
      String schema = catalogs ? null : connection.getSchema();
      return new Place(connection.getCatalog(), schema);
    }
    List<String> all = catalogs ? catalogs() : schemas();
    String found = named(all, wanted).orElseThrow(() -> noSchema(settings, wanted, all));
    return catalogs ? new Place(found, null) : new Place(connection.getCatalog(), found);
  }

  private static DriverFailure noSchema(
      AttachmentSettings settings, String wanted, List<String> all) {
    return new DriverFailure(
        DriverError.UNKNOWN_SCHEMA,
        "The database attached as '"
            + settings.name()
            + "' has no schema '"
            + wanted
            + "' (attach."
            + settings.name()
            + ".schema); it has "
            + String.join(", ", all));
  }

  /** As it is written, else in other letter case if that is one alone. */
  private static Optional<String> named(List<String> all, String wanted) {
    if (all.contains(wanted)) {
      return Optional.of(wanted);
    }
    List<String> alike = all.stream().filter(wanted::equalsIgnoreCase).toList();
    return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
  }

  private List<String> schemas() throws SQLException {
    try (ResultSet rows = metaData.getSchemas()) {
      return first(rows);
    }
  }

  private List<String> catalogs() throws SQLException {
    try (ResultSet rows = metaData.getCatalogs()) {
      return first(rows);
    }
  }

  private static List<String> first(ResultSet rows) throws SQLException {
    Set<String> names = new TreeSet<>();
    while (rows.next()) {
      names.add(rows.getString(1));
    }
    return List.copyOf(names);
  }

  /** The tables and views of a place, by name. */
  Map<String, Named> tables(Place place) throws SQLException {
    Map<String, Named> found = new TreeMap<>();
    try (ResultSet rows = metaData.getTables(place.catalog, place.schema, "%", null)) {
      while (rows.next()) {
        String type = String.valueOf(rows.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
        String name = rows.getString("TABLE_NAME");
        Place of = new Place(rows.getString("TABLE_CAT"), rows.getString("TABLE_SCHEM"));
        if (isShown(type) && place.holds(of.catalog, of.schema)) {
          String remarks = Objects.requireNonNullElse(rows.getString("REMARKS"), "");
          found.put(name, new Named(of, name, type.contains("VIEW"), remarks));
        }
      }
    }
    return found;
  }

  private static boolean isShown(String type) {
    boolean holdsRows = type.contains("TABLE") || type.contains("VIEW");
    return holdsRows && !type.contains("SYSTEM") && !type.contains("INDEX");
  }

  /** A table with its columns and key. */
  AttachedTableSpec describe(Named table) throws SQLException {
    List<AttachedColumn> columns = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (ResultSet rows =
        metaData.getColumns(table.place.catalog, table.place.schema, escaped(table.name), "%")) {
      while (rows.next()) {
        boolean is =
            table.name.equals(rows.getString("TABLE_NAME"))
                && table.place.holds(rows.getString("TABLE_CAT"), rows.getString("TABLE_SCHEM"));
        if (is) {
          column(rows, names, columns, leftOut);
        }
      }
    }
    Set<String> read = new HashSet<>();
    columns.forEach(c -> read.add(c.name()));
    List<String> key = table.isView ? List.of() : primaryKey(table);
    return new AttachedTableSpec(
        table.place.catalog,
        table.place.schema,
        table.name,
        table.isView,
        table.remarks,
        List.copyOf(columns),
        List.copyOf(leftOut),
        read.containsAll(key) ? key : List.of());
  }

  private String escaped(String name) throws SQLException {
    String escape = metaData.getSearchStringEscape();
    return escape == null || escape.isEmpty()
        ? name
        : name.replace(escape, escape + escape)
            .replace("_", escape + "_")
            .replace("%", escape + "%");
  }

  private void column(
      ResultSet rows, Set<String> names, List<AttachedColumn> columns, List<String> leftOut)
      throws SQLException {
    String name = rows.getString("COLUMN_NAME");
    String typeName = Objects.requireNonNullElse(rows.getString("TYPE_NAME"), "");
    ColumnTypeMapper.Described described =
        new ColumnTypeMapper.Described(
            code(rows), typeName, rows.getInt("COLUMN_SIZE"), rows.getInt("DECIMAL_DIGITS"));
    boolean nullable = rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
    String remarks = Objects.requireNonNullElse(rows.getString("REMARKS"), "");
    Optional<ColumnTypeMapper.Mapped> mapped = ColumnTypeMapper.map(product, described);
    if (mapped.isEmpty()) {
      leftOut.add(name + " (" + typeName + ")");
    } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
      leftOut.add(name + " (another column has its name in other letter case)");
    } else {
      ColumnTypeMapper.Mapped as = mapped.get();
      columns.add(
          new AttachedColumn(
              name, as.type(), typeName, as.precision(), as.scale(), nullable, remarks));
    }
  }

  /** The type that a domain is made of, where the driver tells it. */
  private static int code(ResultSet rows) throws SQLException {
    int code = rows.getInt("DATA_TYPE");
    if (code != java.sql.Types.DISTINCT) {
      return code;
    }
    int source = rows.getInt("SOURCE_DATA_TYPE");
    return rows.wasNull() ? code : source;
  }

  private List<String> primaryKey(Named table) throws SQLException {
    Map<Integer, String> columns = new TreeMap<>();
    try (ResultSet rows =
        metaData.getPrimaryKeys(table.place.catalog, table.place.schema, table.name)) {
      while (rows.next()) {
        columns.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(columns.values());
  }
}
