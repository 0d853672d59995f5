package io.stripejdbc.query.direct;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.plan.batch.BatchAggregateRuntime;
import io.stripejdbc.plan.batch.BatchAggregation;
import io.stripejdbc.plan.runtime.ScanCall;
import java.util.List;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** The groups of a table's rows, in batches as in a plan: keys, and the functions behind them. */
record AggregatedRead(ScanCall call, BatchAggregation aggregation) implements DirectRead {
  private static final @Nullable Object[] NONE = {};

  /** Columns of the rows that are read for them. */
  @Override
  public List<ColumnSpec> columns() {
    return call.template().columns();
  }

  @Override
  public int width() {
    return aggregation.keys().size() + aggregation.calls().size();
  }

  @Override
  public Enumerator<@Nullable Object[]> open(DirectContext context) {
    return BatchAggregateRuntime.groups(context, call, NONE, aggregation).enumerator();
  }
}
