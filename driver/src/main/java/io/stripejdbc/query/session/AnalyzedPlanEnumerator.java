package io.stripejdbc.query.session;

import io.stripejdbc.plan.PlanText;
import io.stripejdbc.plan.runtime.ScanMeasurements;
import io.stripejdbc.system.QueryProgress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code EXPLAIN ANALYZE}: when the first is asked for, the statement is run to its
 * end; its rows are counted and dropped, and the lines of its plan given instead.
 */
final class AnalyzedPlanEnumerator implements Enumerator<@Nullable Object> {
  private final PlanText text;
  private final ScanMeasurements measurements;
  private final Supplier<Enumerator<?>> statement;
  private final ExecutionControl control;
  private @Nullable Iterator<String> lines;
  private @Nullable String line;

  /**
   * @param text the plan with its estimates, made before anything is read
   * @param statement opens the rows of the statement
   */
  AnalyzedPlanEnumerator(
      PlanText text,
      ScanMeasurements measurements,
      Supplier<Enumerator<?>> statement,
      ExecutionControl control) {
    this.text = text;
    this.measurements = measurements;
    this.statement = statement;
    this.control = control;
  }

  @Override
  public boolean moveNext() {
    Iterator<String> left = lines == null ? run().iterator() : lines;
    lines = left;
    line = left.hasNext() ? left.next() : null;
    return line != null;
  }

  private List<String> run() {
    long rows = 0;
    try (Enumerator<?> all = statement.get()) {
      while (all.moveNext()) {
        control.check();
        Object ignored = all.current(); // Generated code computes the row here.
        rows++;
      }
    }
    List<String> result = new ArrayList<>(text.measured(measurements));
    result.add(total(control.activity().progress(), rows));
    return result;
  }

  private static String total(QueryProgress told, long rows) {
    return "total: %d %s, %d rows read, %d rows of the result, %d ms waited, %d ms"
        .formatted(
            told.calls(),
            told.calls() == 1 ? "call" : "calls",
            told.rows().read(),
            rows,
            TimeUnit.NANOSECONDS.toMillis(told.waiting().totalNanos()),
            TimeUnit.NANOSECONDS.toMillis(told.tookNanos()));
  }

  @Override
  public @Nullable Object current() {
    return line;
  }

  @Override
  public void reset() {
    throw new UnsupportedOperationException("a statement is run once");
  }

  @Override
  public void close() {}
}
