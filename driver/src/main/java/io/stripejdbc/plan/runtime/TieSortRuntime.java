package io.stripejdbc.plan.runtime;

import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.plan.memory.RowSize;
import io.stripejdbc.plan.rel.StripeTieSort;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** What generated code calls to run a {@link StripeTieSort}. */
public final class TieSortRuntime {
  private TieSortRuntime() {}

  /**
   * Sorts rows within each second; called by generated code.
   *
   * @param context of the execution
   * @param rows rows as arrays, or the bare value where there is one column; newest second first
   * @param order a {@link TieOrder}
   * @param columns number of columns
   */
  public static Enumerable<@Nullable Object> sort(
      DataContext context, Enumerable<? extends @Nullable Object> rows, Object order, int columns) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        MemoryReservation memory = ScanRuntime.of(context).reservation(order, "ORDER BY");
        memory.release(); // Who read it before has ended.
        return new Ties(rows.enumerator(), (TieOrder) order, columns, memory);
      }
    };
  }

  private static final class Ties implements Enumerator<@Nullable Object> {
    private final Enumerator<? extends @Nullable Object> rows;
    private final TieOrder order;
    private final int columns;
    private final MemoryReservation memory;
    private List<@Nullable Object[]> ties = List.of();
    private int next;
    private @Nullable Object @Nullable [] ahead;
    private boolean started;

    Ties(
        Enumerator<? extends @Nullable Object> rows,
        TieOrder order,
        int columns,
        MemoryReservation memory) {
      this.rows = rows;
      this.order = order;
      this.columns = columns;
      this.memory = memory;
    }

    @Override
    public @Nullable Object current() {
      @Nullable Object[] row = ties.get(next - 1);
      return columns == 1 ? row[0] : row;
    }

    @Override
    public boolean moveNext() {
      if (next == ties.size()) {
        ties = nextSecond();
        next = 0;
      }
      return next++ < ties.size();
    }

    private List<@Nullable Object[]> nextSecond() {
      List<@Nullable Object[]> second = new ArrayList<>();
      memory.release();
      @Nullable Object @Nullable [] row = started ? ahead : read();
      started = true;
      @Nullable Object @Nullable [] first = row;
      while (row != null && first != null && order.isTie(first, row)) {
        memory.add(RowSize.of(row));
        second.add(row);
        row = read();
      }
      ahead = row;
      second.sort(order.comparator());
      return second;
    }

    private @Nullable Object @Nullable [] read() {
      return rows.moveNext() ? LookupJoinRuntime.array(rows.current(), columns).clone() : null;
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("rows put in order as they come cannot be rewound");
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
