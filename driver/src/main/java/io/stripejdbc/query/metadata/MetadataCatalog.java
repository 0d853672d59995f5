package io.stripejdbc.query.metadata;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.metadata.TableDescription.ColumnDescription;
import io.stripejdbc.query.metadata.TableDescription.Kind;
import io.stripejdbc.query.metadata.TableDescription.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of the catalogue as schema {@code stripe}, beside further ones given. */
public final class MetadataCatalog implements SchemaDirectory {
  /** Name of the schema that holds the catalogue's tables. */
  public static final String STRIPE = "stripe";

  private static final String ACCOUNT_COLUMN = "connected_account";
  private static final String ACCOUNTS = "accounts";

  private final Catalog catalog;
  private final Map<String, Supplier<List<TableDescription>>> others;
  private final List<String> schemas;
  private @Nullable List<TableDescription> tables;

  /**
   * Reads nothing yet: connecting, and running statements, need names of schemas alone.
   *
   * @param others the other schemas by name, each with what tells its tables and views
   */
  public MetadataCatalog(Catalog catalog, Map<String, Supplier<List<TableDescription>>> others) {
    this.catalog = catalog;
    this.others = others;
    TreeSet<String> names = new TreeSet<>(others.keySet());
    names.add(STRIPE);
    this.schemas = List.copyOf(names);
  }

  /** Everything that the driver has of its own. */
  public static MetadataCatalog of(Catalog catalog) {
    return new MetadataCatalog(
        catalog,
        Map.of(
            InformationSchema.NAME,
            InformationSchema::descriptions,
            "reports",
            ViewDescriptions::reports,
            "sigma",
            () -> ViewDescriptions.sigma(catalog),
            "system",
            () -> SystemDescriptions.of(catalog)));
  }

  @Override
  public List<String> schemas() {
    return schemas;
  }

  @Override
  public String defaultSchema() {
    return STRIPE;
  }

  /** Reads the whole catalogue when it is first called. */
  @Override
  public synchronized List<TableDescription> tables() {
    List<TableDescription> read = tables;
    if (read == null) {
      read = readAll();
      tables = read;
    }
    return read;
  }

  private List<TableDescription> readAll() {
    return Stream.concat(
            catalog.tables().stream().map(this::describe),
            others.values().stream().flatMap(schema -> schema.get().stream()))
        .sorted(
            Comparator.comparing(TableDescription::schema).thenComparing(TableDescription::name))
        .toList();
  }

  private TableDescription describe(TableSpec table) {
    List<String> filterable =
        table.filters().stream()
            .map(FilterSpec::column)
            .filter(column -> table.ordinal(column) >= 0)
            .filter(column -> !table.primaryKey().contains(column))
            .distinct()
            .toList();
    return new TableDescription(
        STRIPE,
        table.name(),
        Kind.TABLE,
        table.remarks(),
        table.columns().stream().map(column -> describe(table, column)).toList(),
        table.primaryKey(),
        references(table),
        filterable);
  }

  private static ColumnDescription describe(TableSpec table, ColumnSpec column) {
    boolean nullable = column.nullable() && !table.primaryKey().contains(column.name());
    return switch (column.type()) {
      case VARCHAR -> describe(column, ResultType.VARCHAR, column.precision(), nullable);
      case JSON -> describe(column, ResultType.VARCHAR, 0, nullable);
      case BIGINT -> describe(column, ResultType.BIGINT, 0, nullable);
      case BOOLEAN -> describe(column, ResultType.BOOLEAN, 0, nullable);
      case DECIMAL -> describe(column, ResultType.DECIMAL, column.precision(), nullable);
      case TIMESTAMP -> describe(column, ResultType.TIMESTAMP, 0, nullable);
      case INSTANT -> describe(column, ResultType.TIMESTAMP, 3, nullable);
    };
  }

  private static ColumnDescription describe(
      ColumnSpec column, ResultType type, int precision, boolean nullable) {
    int scale = type == ResultType.DECIMAL ? column.scale() : 0;
    return new ColumnDescription(column.name(), type, precision, scale, nullable, column.remarks());
  }

  /**
   * The foreign keys of a table: {@code (connected_account, column)} to {@code (connected_account,
   * id)}. An account's row belongs to the account itself, not to the one that speaks of it, so a
   * reference to {@code accounts} is by its id alone, and {@code connected_account} itself is one.
   */
  private List<Reference> references(TableSpec table) {
    List<Reference> found = new ArrayList<>();
    for (ColumnSpec column : table.columns()) {
      reference(table, column).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  private Optional<Reference> reference(TableSpec table, ColumnSpec column) {
    String name = column.name();
    if (name.equals(ACCOUNT_COLUMN)) {
      boolean known = !table.name().equals(ACCOUNTS) && catalog.table(ACCOUNTS).isPresent();
      return known
          ? Optional.of(new Reference(List.of(name), ACCOUNTS, List.of(name)))
          : Optional.empty();
    }
    if (column.references() == null) {
      return Optional.empty();
    }
    return catalog.table(column.references()).flatMap(target -> reference(name, target));
  }

  private static Optional<Reference> reference(String column, TableSpec target) {
    if (!target.primaryKey().equals(List.of(ACCOUNT_COLUMN, "id"))) {
      return Optional.empty();
    }
    return Optional.of(
        target.name().equals(ACCOUNTS)
            ? new Reference(List.of(column), ACCOUNTS, List.of("id"))
            : new Reference(
                List.of(ACCOUNT_COLUMN, column), target.name(), List.of(ACCOUNT_COLUMN, "id")));
  }
}
