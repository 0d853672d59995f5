package io.stripejdbc.query.direct;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.plan.runtime.FirstRows;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.direct.SimpleSelect.Item;
import io.stripejdbc.query.direct.SimpleSelect.SortKey;
import io.stripejdbc.query.validate.ParameterSlot;
import io.stripejdbc.scan.Scanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * A query that is the read of one table: its result's columns, and where in a row of the read each
 * of them is. The planner makes the same read of the same text; a test compares them.
 */
public final class DirectSelect {
  static final String SCHEMA = "stripe";
  private static final String CREATED = "created";

  private final TableSpec table;
  private final DirectRead read;
  private final List<ParameterSlot> parameters;
  private final List<ResultColumn> columns;
  private final List<DirectValue> values;
  private final long limit;

  DirectSelect(
      TableSpec table,
      DirectRead read,
      List<ParameterSlot> parameters,
      List<ResultColumn> columns,
      List<DirectValue> values,
      long limit) {
    this.table = table;
    this.read = read;
    this.parameters = parameters;
    this.columns = columns;
    this.values = values;
    this.limit = limit;
  }

  /**
   * The query, if it is one of this kind.
   *
   * @param schema of names that have none
   */
  public static Optional<DirectSelect> of(String sql, String schema, Catalog catalog) {
    return SimpleSelectParser.read(sql).flatMap(select -> resolved(select, schema, catalog));
  }

  /** Whether a text may be such a query: names are not looked up. */
  public static boolean mayBe(String sql) {
    return SimpleSelectParser.read(sql).isPresent();
  }

  private static Optional<DirectSelect> resolved(
      SimpleSelect select, String schema, Catalog catalog) {
    String named = select.schema() == null ? schema : select.schema();
    boolean known = named.equals(SCHEMA) && catalog.names().contains(select.table());
    if (!known || select.limit() == 0) {
      return Optional.empty(); // LIMIT 0 reads nothing, which is the planner's to know.
    }
    TableSpec table = catalog.table(select.table()).orElseThrow();
    SimpleSelect whole = select.items().isEmpty() ? select.of(all(table)) : select;
    Set<String> names = table.columns().stream().map(ColumnSpec::name).collect(Collectors.toSet());
    return names.containsAll(whole.columns()) && isOrderPlain(whole, table)
        ? made(whole, table)
        : Optional.empty();
  }

  private static List<Item> all(TableSpec table) {
    return table.columns().stream().map(c -> new Item(c.name(), c.name())).toList();
  }

  /**
   * Whether rows are put in order here, or lists are in the order of {@code created} already, and
   * leave no ties to settle.
   */
  private static boolean isOrderPlain(SimpleSelect select, TableSpec table) {
    List<String> keys = select.order().stream().map(SortKey::column).distinct().toList();
    boolean known =
        table.columns().stream().noneMatch(c -> c.isKnownByFilterOnly() && keys.contains(c.name()));
    if (keys.size() < select.order().size() || !known) {
      return false; // The planner refuses to order by what only a parameter tells.
    }
    boolean lists =
        table.newestFirst()
            && table.column(CREATED).filter(DirectColumns::isWholeSeconds).isPresent();
    return select.newestFirst() ? lists : keys.isEmpty() || !keys.get(0).equals(CREATED);
  }

  private static Optional<DirectSelect> made(SimpleSelect select, TableSpec table) {
    if (select.aggregates()) {
      return AggregatedSelect.of(select, table);
    }
    if (!select.conditions().isEmpty()) {
      return FilteredSelect.of(select, table).map(found -> made(select, table, found));
    }
    Set<String> names = select.columns();
    boolean streams = select.order().isEmpty() || select.newestFirst();
    List<ColumnSpec> columns =
        table.columns().stream().filter(column -> names.contains(column.name())).toList();
    DirectRead read =
        streams
            ? new UnfilteredRead(table, columns, select.newestFirst(), select.limit())
            : FilteredRead.whole(table, names);
    return Optional.of(made(select, table, new FilteredSelect(read, Map.of(), List.of())));
  }

  private static DirectSelect made(SimpleSelect select, TableSpec table, FilteredSelect found) {
    List<String> places = found.read().columns().stream().map(ColumnSpec::name).toList();
    List<ResultColumn> columns = new ArrayList<>();
    List<DirectValue> values = new ArrayList<>();
    for (Item item : select.items()) {
      DirectValue constant = found.constants().get(item.column());
      values.add(constant == null ? DirectValue.column(places.indexOf(item.column())) : constant);
      ColumnSpec column = table.column(item.column()).orElseThrow();
      columns.add(DirectColumns.column(item.label(), SCHEMA, table, column));
    }
    boolean sorted = !select.order().isEmpty() && !select.newestFirst();
    DirectRead read =
        sorted ? SortedRead.of(found.read(), select.order(), select.limit()) : found.read();
    return new DirectSelect(
        table, read, found.parameters(), List.copyOf(columns), values, select.limit());
  }

  /** The table that is read. */
  public TableSpec table() {
    return table;
  }

  /** The result's columns. */
  public List<ResultColumn> columns() {
    return columns;
  }

  /** What is given for each {@code ?}. */
  public List<ParameterSlot> parameters() {
    return parameters;
  }

  /**
   * Opens the read; the first calls go out when the first row is asked for.
   *
   * @param given internal values of the parameters
   * @param maxRows the statement's row limit, 0 for none
   */
  public Enumerator<@Nullable Object[]> open(
      Scanner scanner, CallControl control, List<@Nullable Object> given, long maxRows) {
    Enumerator<@Nullable Object[]> rows =
        new DirectRows(
            read.open(new DirectContext(scanner, control, given, maxRows)), read.width(), values);
    return limit < 0 ? rows : new FirstRows<>(rows, limit);
  }
}
