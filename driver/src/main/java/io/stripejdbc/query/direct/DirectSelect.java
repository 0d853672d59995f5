package io.stripejdbc.query.direct;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.direct.SimpleSelect.Item;
import io.stripejdbc.scan.ScanConditions;
import io.stripejdbc.scan.ScanExtent;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.FetchHint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query that is the read of one table: its result's columns, and where in a row of the read each
 * of them is. The planner makes the same read of the same text; a test compares them.
 */
public final class DirectSelect {
  private static final String SCHEMA = "stripe";
  private static final String CREATED = "created";

  private final TableSpec table;
  private final List<ColumnSpec> read;
  private final List<ResultColumn> columns;
  private final int[] positions;
  private final boolean newestFirst;
  private final long limit;

  private DirectSelect(
      TableSpec table,
      List<ColumnSpec> read,
      List<ResultColumn> columns,
      int[] positions,
      SimpleSelect select) {
    this.table = table;
    this.read = read;
    this.columns = columns;
    this.positions = positions;
    this.newestFirst = select.newestFirst();
    this.limit = select.limit();
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
    List<Item> items =
        select.items().isEmpty()
            ? table.columns().stream().map(c -> new Item(c.name(), c.name())).toList()
            : select.items();
    boolean ordered = !select.newestFirst() || isNewestFirst(table);
    Set<String> names = table.columns().stream().map(ColumnSpec::name).collect(Collectors.toSet());
    boolean whole = items.stream().allMatch(item -> names.contains(item.column()));
    return ordered && whole ? Optional.of(made(select, table, items)) : Optional.empty();
  }

  /** Whether its lists are in the order of {@code created} already, and leave no ties to settle. */
  private static boolean isNewestFirst(TableSpec table) {
    return table.newestFirst()
        && table.column(CREATED).filter(DirectColumns::isWholeSeconds).isPresent();
  }

  private static DirectSelect made(SimpleSelect select, TableSpec table, List<Item> items) {
    Set<String> names = items.stream().map(Item::column).collect(Collectors.toSet());
    List<ColumnSpec> read = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (ColumnSpec column : table.columns()) {
      boolean orders = select.newestFirst() && column.name().equals(CREATED);
      if (orders || names.contains(column.name())) {
        places.put(column.name(), read.size());
        read.add(column);
      }
    }
    List<ResultColumn> columns = new ArrayList<>();
    int[] positions = new int[items.size()];
    for (Item item : items) {
      int place = Objects.requireNonNull(places.get(item.column()));
      positions[columns.size()] = place;
      columns.add(DirectColumns.column(item.label(), SCHEMA, table, read.get(place)));
    }
    return new DirectSelect(table, List.copyOf(read), List.copyOf(columns), positions, select);
  }

  /** The table that is read. */
  public TableSpec table() {
    return table;
  }

  /** The result's columns. */
  public List<ResultColumn> columns() {
    return columns;
  }

  /** The most rows it gives, -1 for all. */
  public long limit() {
    return limit;
  }

  /**
   * The read.
   *
   * @param maxRows the statement's row limit, 0 for none
   */
  public ScanSpec scan(long maxRows) {
    long most = maxRows > 0 && (limit < 0 || maxRows < limit) ? maxRows : limit;
    FetchHint toTheEnd = new FetchHint(-1, -1, false, false);
    return new ScanSpec(
        table, read, ScanConditions.NONE, new ScanExtent(newestFirst, most, toTheEnd));
  }

  /** The result's values in a row of the read. */
  public @Nullable Object[] row(@Nullable Object[] read) {
    @Nullable Object[] row = new @Nullable Object[positions.length];
    for (int i = 0; i < positions.length; i++) {
      row[i] = read[positions[i]];
    }
    return row;
  }
}
