package io.stripejdbc.plan.runtime;

import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.plan.memory.RetainedRowCounter;
import io.stripejdbc.plan.memory.RowRetention;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** What generated code calls to count rows that an operator keeps. */
public final class RowRetentionRuntime {
  private RowRetentionRuntime() {}

  /**
   * The same rows, counted as they come; called by generated code.
   *
   * @param retention a {@link RowRetention}
   * @param offset rows left out by the operator, null for none
   * @param fetch rows it gives out at most, null for all
   */
  public static <T extends @Nullable Object> Enumerable<T> counted(
      DataContext context,
      Enumerable<T> rows,
      Object retention,
      @Nullable Object offset,
      @Nullable Object fetch) {
    RowRetention kept = (RowRetention) retention;
    long most = sum(number(offset, 0), number(fetch, Long.MAX_VALUE));
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<T> enumerator() {
        MemoryReservation reservation = ScanRuntime.of(context).reservation(kept, kept.operation());
        if (!kept.accumulates()) {
          reservation.release(); // Who read it before has ended.
        }
        RetainedRowCounter counter = new RetainedRowCounter(kept, reservation, most);
        return new Counted<>(rows.enumerator(), counter, context);
      }
    };
  }

  /**
   * Counts a joined pair that the join keeps, and says that it is one; called by generated code.
   */
  public static boolean joined(DataContext context, long bytes) {
    ScanRuntime.of(context).pairs().add(bytes);
    return true;
  }

  private static long number(@Nullable Object value, long otherwise) {
    return value instanceof Number number ? Math.max(0, number.longValue()) : otherwise;
  }

  private static long sum(long offset, long fetch) {
    return fetch > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + fetch;
  }

  private static final class Counted<T extends @Nullable Object> implements Enumerator<T> {
    private final Enumerator<T> rows;
    private final RetainedRowCounter counter;
    private final DataContext context;
    private @Nullable T current;

    Counted(Enumerator<T> rows, RetainedRowCounter counter, DataContext context) {
      this.rows = rows;
      this.counter = counter;
      this.context = context;
    }

    @Override
    public boolean moveNext() {
      if (!rows.moveNext()) {
        return false;
      }
      // Generated code computes a row whenever it is asked for it: once is enough.
      T row = rows.current();
      current = row;
      counter.count(row);
      return ScanRuntime.running(context);
    }

    @Override
    @SuppressWarnings("NullAway") // A row is asked for only after moveNext found one.
    public T current() {
      return current;
    }

    @Override
    public void reset() {
      rows.reset();
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
