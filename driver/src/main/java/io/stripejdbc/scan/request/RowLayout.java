package io.stripejdbc.scan.request;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.row.RowDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of rows inside a scan: the wanted ones, and behind them those that the scan itself
 * needs (id, creation, columns to check).
 */
public final class RowLayout {
  private final String table;
  private final List<ColumnSpec> columns;
  private final List<ColumnSpec> all;
  private final int width;
  private final int id;
  private final int created;
  private final int hidden;
  private final RowDecoder decoder;
  private final int[] demanded;

  private RowLayout(TableSpec table, List<ColumnSpec> columns, int width) {
    this.table = table.name();
    this.columns = columns;
    this.all = table.columns();
    this.width = width;
    this.id = ordinal("id");
    FilterSpec window = window(table);
    this.created = ordinal(window == null ? "created" : window.column());
    String hides = table.list().hides();
    this.hidden = hides == null ? -1 : ordinal(hides);
    this.decoder = new RowDecoder(columns, kind(table), hasIds(table));
    this.demanded =
        IntStream.range(0, columns.size()).filter(slot -> isDemanded(columns.get(slot))).toArray();
  }

  public static RowLayout of(TableSpec table, List<ColumnSpec> wanted, Collection<String> besides) {
    List<ColumnSpec> columns = new ArrayList<>(wanted);
    List<String> names = new ArrayList<>(besides);
    names.add("id");
    FilterSpec window = window(table);
    names.add(window == null ? "created" : window.column());
    if (table.list().hides() != null) {
      names.add(table.list().hides());
    }
    table.columns().stream().filter(RowLayout::isDemanded).forEach(c -> names.add(c.name()));
    for (String name : names) {
      if (columns.stream().noneMatch(c -> c.name().equals(name))) {
        table.column(name).ifPresent(columns::add);
      }
    }
    return new RowLayout(table, List.copyOf(columns), wanted.size());
  }

  /** What objects of a table say they are; null where they are of several kinds. */
  private static @Nullable String kind(TableSpec table) {
    boolean mixed = table.column("object").isPresent() || table.object().name().isEmpty();
    return mixed ? null : table.object().name();
  }

  private static boolean hasIds(TableSpec table) {
    return table.column("id").filter(id -> !id.nullable() && id.role() == Role.FIELD).isPresent();
  }

  /** A field that every object has: whatever a statement reads, its rows are checked for it. */
  private static boolean isDemanded(ColumnSpec column) {
    return !column.nullable() && column.role() == ColumnSpec.Role.FIELD;
  }

  /**
   * Fails when a row lacks what the tables promise every row has: plans rely on it.
   *
   * @throws DriverFailure BAD_ANSWER
   */
  public void demandValues(List<@Nullable Object[]> rows, String account) {
    for (int slot : demanded) {
      for (@Nullable Object[] row : rows) {
        if (row[slot] == null) {
          throw new DriverFailure(
              DriverError.BAD_ANSWER,
              "Stripe's answer for table '%s' of account '%s' has an object without '%s' (id: %s)"
                  .formatted(table, account, columns.get(slot).name(), id(row)));
        }
      }
    }
  }

  /** The filter that cuts the list in windows of time, null if there is none. */
  public static @Nullable FilterSpec window(TableSpec table) {
    for (FilterSpec filter : table.filters()) {
      if (filter.operator() == FilterSpec.Operator.RANGE
          && filter.parameter().equals("created")
          && table.paging() == TableSpec.Paging.CURSOR) {
        return filter;
      }
    }
    return null;
  }

  /** Position of a column, -1 if the rows do not have it. */
  public int ordinal(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  public List<ColumnSpec> columns() {
    return columns;
  }

  /** The fields of the table's objects, whether rows have them or not. */
  public List<ColumnSpec> fields() {
    return all.stream().filter(column -> column.role() == Role.FIELD).toList();
  }

  public RowDecoder decoder() {
    return decoder;
  }

  /** How many of the columns are wanted; the others are the scan's own. */
  public int width() {
    return width;
  }

  public boolean hasId() {
    return id >= 0;
  }

  /** The id of a row's object; null where the row does not have it. */
  public @Nullable String id(@Nullable Object[] row) {
    return id < 0 || id >= row.length ? null : (String) row[id];
  }

  /**
   * When the row's object was made in seconds since the epoch, {@code none} where it is not said.
   */
  public long created(@Nullable Object[] row, long none) {
    return created >= 0 && created < row.length && row[created] instanceof Long millis
        ? Math.floorDiv(millis, TimeUnit.SECONDS.toMillis(1))
        : none;
  }

  /**
   * Whether a list of the table would not show the row's object: what a value or an id brings
   * besides is no row.
   */
  public boolean isHidden(@Nullable Object[] row) {
    return hidden >= 0 && row[hidden] != null;
  }

  /** Position of the column by which {@link #isHidden} knows, -1 when nothing is hidden. */
  public int hidden() {
    return hidden;
  }

  /** The wanted columns alone. */
  public @Nullable Object[] trim(@Nullable Object[] row) {
    return row.length == width ? row : Arrays.copyOf(row, width);
  }
}
