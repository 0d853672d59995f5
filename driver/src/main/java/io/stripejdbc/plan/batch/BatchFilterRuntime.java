package io.stripejdbc.plan.batch;

import io.stripejdbc.cache.segment.ColumnVector;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.plan.runtime.ScanRuntime;
import io.stripejdbc.plan.runtime.ScanRuntime.OpenedScan;
import io.stripejdbc.scan.RowBatch;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/** What generated code calls to filter the rows of one scan in batches. */
public final class BatchFilterRuntime {
  private BatchFilterRuntime() {}

  /**
   * The rows of a scan that meet a condition; called by generated code.
   *
   * @param call a {@code ScanCall}
   * @param values what of the scan code computes
   * @param condition a {@link BatchCondition}
   */
  public static Enumerable<@Nullable Object[]> rows(
      DataContext context, Object call, @Nullable Object[] values, Object condition) {
    BatchCondition all = (BatchCondition) condition;
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object[]> enumerator() {
        Optional<OpenedScan> scan = ScanRuntime.openBatches(context, call, values);
        return scan.isEmpty() ? Linq4j.emptyEnumerator() : opened(context, all, scan.get());
      }
    };
  }

  /** The same of one column: a row is the value itself; called by generated code. */
  public static Enumerable<@Nullable Object> values(
      DataContext context, Object call, @Nullable Object[] values, Object condition) {
    return rows(context, call, values, condition).select(row -> row[0]);
  }

  private static Enumerator<@Nullable Object[]> opened(
      DataContext context, BatchCondition condition, OpenedScan scan) {
    BatchExpression bound =
        condition
            .bound(parameter -> context.get(parameter.getName()))
            .orElseThrow(() -> new IllegalStateException("not computed in batches"));
    return new Rows(scan, ScanRuntime.of(context).control(), condition.columns(), bound);
  }

  /** The rows of one batch after another. */
  private static final class Rows implements Enumerator<@Nullable Object[]> {
    private static final @Nullable Object[][] NONE = {};

    private final OpenedScan scan;
    private final CallControl control;
    private final List<ValueKind> kinds;
    private final BatchExpression condition;
    private final BatchRows rows;
    private @Nullable Object[][] met = NONE;
    private int row = -1;

    /** Rows of the batch, and those of them that were looked at to find the rows given out. */
    private int size;

    private int used;
    private boolean ended;

    Rows(OpenedScan scan, CallControl control, List<ValueKind> kinds, BatchExpression condition) {
      this.scan = scan;
      this.control = control;
      this.kinds = kinds;
      this.condition = condition;
      this.rows = new BatchRows(kinds.size());
    }

    /** Reads no batch while there are rows of the last: it may cost a call. */
    @Override
    public boolean moveNext() {
      row++;
      while (!ended && row >= met.length) {
        use(size);
        RowBatch batch = scan.nextBatch();
        ended = batch == null;
        if (batch != null) {
          control.check();
          rows.begin(batch);
          rows.select(condition.of(rows));
          met = made();
          row = 0;
          size = batch.size();
          used = 0;
        }
      }
      if (!ended) {
        use(rows.position(row) + 1);
      }
      return !ended;
    }

    private void use(int until) {
      scan.used(until - used);
      used = until;
    }

    /** The rows that are left, a column at a time. */
    private @Nullable Object[][] made() {
      @Nullable Object[][] made = new @Nullable Object[rows.size()][kinds.size()];
      for (int column = 0; column < kinds.size() && made.length > 0; column++) {
        fill(made, column, rows.column(column), kinds.get(column));
      }
      return made;
    }

    private static void fill(
        @Nullable Object[][] made, int column, ColumnVector values, ValueKind kind) {
      boolean numbers = values.form() == ColumnVector.Form.NUMBERS && kind != ValueKind.LONG;
      for (int i = 0; i < made.length; i++) {
        Object value = values.value(i);
        made[i][column] = numbers && value != null ? kind.boxed((Long) value) : value;
      }
    }

    @Override
    public @Nullable Object[] current() {
      return met[row];
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("a scan cannot be rewound");
    }

    @Override
    public void close() {
      met = NONE;
      ended = true;
      scan.close();
    }
  }
}
