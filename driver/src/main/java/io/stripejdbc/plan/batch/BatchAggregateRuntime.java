package io.stripejdbc.plan.batch;

import io.stripejdbc.cache.segment.ColumnVector;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.plan.memory.RowSize;
import io.stripejdbc.plan.runtime.ScanRuntime;
import io.stripejdbc.plan.runtime.ScanRuntime.OpenedScan;
import io.stripejdbc.scan.RowBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/** What generated code calls to compute an aggregate of one scan in batches. */
public final class BatchAggregateRuntime {
  /** Entry of a hash map with its key and keys of the group, as for groups of generated code. */
  private static final long GROUP = 160;

  private static final long ACCUMULATOR = 64;
  private static final String OPERATION = "GROUP BY or DISTINCT";

  private BatchAggregateRuntime() {}

  /**
   * The groups of a scan, an array each; called by generated code.
   *
   * @param call a {@code ScanCall}
   * @param values what of the scan code computes
   * @param aggregation a {@link BatchAggregation}
   */
  public static Enumerable<@Nullable Object[]> groups(
      DataContext context, Object call, @Nullable Object[] values, Object aggregation) {
    BatchAggregation all = (BatchAggregation) aggregation;
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object[]> enumerator() {
        Optional<OpenedScan> scan = ScanRuntime.openBatches(context, call, values);
        return Linq4j.iterableEnumerator(computed(context, all, scan));
      }
    };
  }

  /** The same of one column: a row is the value itself; called by generated code. */
  public static Enumerable<@Nullable Object> values(
      DataContext context, Object call, @Nullable Object[] values, Object aggregation) {
    return groups(context, call, values, aggregation).select(row -> row[0]);
  }

  private static List<@Nullable Object[]> computed(
      DataContext context, BatchAggregation aggregation, Optional<OpenedScan> scan) {
    BatchAggregation.Bound bound =
        aggregation
            .bound(parameter -> context.get(parameter.getName()))
            .orElseThrow(() -> new IllegalStateException("not computed in batches"));
    MemoryReservation reservation = ScanRuntime.of(context).reservation(aggregation, OPERATION);
    reservation.release(); // Who read it before has ended.
    long overhead = GROUP + ACCUMULATOR * bound.accumulators().size();
    GroupIndex groups =
        new GroupIndex(bound.kinds(), keys -> reservation.add(overhead + RowSize.of(keys)));
    if (scan.isPresent()) {
      try (OpenedScan open = scan.get()) {
        read(
            open,
            ScanRuntime.of(context).control(),
            new BatchRows(aggregation.width()),
            bound,
            groups);
      }
    }
    return rows(bound, groups);
  }

  private static void read(
      OpenedScan scan,
      CallControl control,
      BatchRows rows,
      BatchAggregation.Bound bound,
      GroupIndex groups) {
    List<ColumnVector> keys = new ArrayList<>();
    for (RowBatch batch = scan.nextBatch(); batch != null; batch = scan.nextBatch()) {
      control.check();
      scan.used(batch.size());
      rows.begin(batch);
      if (bound.condition() != null) {
        rows.select(bound.condition().of(rows));
      }
      if (rows.size() > 0) {
        keys.clear();
        bound.keys().forEach(key -> keys.add(key.of(rows)));
        int[] of = groups.of(keys, rows.size());
        bound.accumulators().forEach(each -> each.add(rows, of, groups.size()));
      }
    }
  }

  private static List<@Nullable Object[]> rows(BatchAggregation.Bound bound, GroupIndex groups) {
    List<@Nullable Object[]> rows = new ArrayList<>(groups.size());
    int width = bound.keys().size();
    for (int group = 0; group < groups.size(); group++) {
      @Nullable Object[] row = new @Nullable Object[width + bound.accumulators().size()];
      System.arraycopy(groups.keys(group), 0, row, 0, width);
      for (int i = 0; i < bound.accumulators().size(); i++) {
        row[width + i] = bound.accumulators().get(i).result(group);
      }
      rows.add(row);
    }
    return rows;
  }
}
