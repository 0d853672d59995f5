package io.stripejdbc.plan.runtime;

import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.plan.memory.RowSize;
import io.stripejdbc.plan.rel.BufferedInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/** What generated code calls to run a {@link BufferedInput}. */
public final class BufferedInputRuntime {
  private BufferedInputRuntime() {}

  /**
   * The rows, noticing when there is none; called by generated code.
   *
   * @param join number of the join
   * @param held whether they are kept and given again, instead of being read again
   */
  public static <T extends @Nullable Object> Enumerable<T> watched(
      DataContext context, Enumerable<T> rows, int join, boolean held) {
    SideState state = ScanRuntime.of(context).side(join);
    state.watch();
    if (!held) {
      return noticing(rows, state);
    }
    Held<T> once = new Held<>(rows, state);
    state.read = once::rows;
    return once;
  }

  /**
   * The rows, none when the watched side has none; called by generated code.
   *
   * @param behind whether the watched side is to be read first
   */
  public static <T extends @Nullable Object> Enumerable<T> gated(
      DataContext context, Enumerable<T> rows, int join, boolean behind) {
    SideState state = ScanRuntime.of(context).side(join);
    return of(() -> new WaitingEnumerator<>(rows.enumerator(), state, behind));
  }

  private static <T extends @Nullable Object> Enumerable<T> noticing(
      Enumerable<T> rows, SideState state) {
    return of(() -> new Notice<>(rows.enumerator(), state));
  }

  /** Makes an enumerator. */
  private interface EnumeratorFactory<T extends @Nullable Object> {
    Enumerator<T> make();
  }

  private static <T extends @Nullable Object> Enumerable<T> of(
      EnumeratorFactory<T> enumeratorFactory) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<T> enumerator() {
        return enumeratorFactory.make();
      }
    };
  }

  /** Whether the watched side of a join was read and had no row. */
  static final class SideState {
    private final MemoryReservation memory;
    private boolean empty;
    private Runnable read = () -> {};

    /**
     * @param memory the account of rows that are kept
     */
    SideState(MemoryReservation memory) {
      this.memory = memory;
    }

    private void watch() {
      empty = false;
      read = () -> {};
    }
  }

  private static final class Held<T extends @Nullable Object> extends AbstractEnumerable<T> {
    private final Enumerable<T> source;
    private final SideState state;
    private @Nullable List<T> rows;

    Held(Enumerable<T> source, SideState state) {
      this.source = source;
      this.state = state;
    }

    @Override
    public Enumerator<T> enumerator() {
      return Linq4j.iterableEnumerator(rows());
    }

    private List<T> rows() {
      List<T> all = rows;
      if (all == null) {
        all = new ArrayList<>();
        state.memory.release(); // The join may run once more for each row of another.
        try (Enumerator<T> each = source.enumerator()) {
          while (each.moveNext()) {
            T row = each.current();
            state.memory.add(RowSize.of(row));
            all.add(row);
          }
        }
        rows = all;
        state.empty = all.isEmpty();
      }
      return all;
    }
  }

  private static final class Notice<T extends @Nullable Object> extends Passing<T> {
    private boolean found;

    Notice(Enumerator<T> rows, SideState state) {
      super(rows, state);
    }

    @Override
    public boolean moveNext() {
      boolean more = rows.moveNext();
      found |= more;
      state.empty = !found;
      return more;
    }
  }

  private static final class WaitingEnumerator<T extends @Nullable Object> extends Passing<T> {
    private boolean waits;

    WaitingEnumerator(Enumerator<T> rows, SideState state, boolean waits) {
      super(rows, state);
      this.waits = waits;
    }

    @Override
    public boolean moveNext() {
      if (waits) {
        waits = false;
        state.read.run();
      }
      return !state.empty && rows.moveNext();
    }
  }

  private abstract static class Passing<T extends @Nullable Object> implements Enumerator<T> {
    final Enumerator<T> rows;
    final SideState state;

    Passing(Enumerator<T> rows, SideState state) {
      this.rows = rows;
      this.state = state;
    }

    @Override
    public T current() {
      return rows.current();
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
