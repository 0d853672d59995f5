package io.stripejdbc.plan;

import io.stripejdbc.plan.PlannerSettings.Pushing;
import io.stripejdbc.plan.pass.BatchAggregatePass;
import io.stripejdbc.plan.pass.LimitPass;
import io.stripejdbc.plan.runtime.CancellationPass;
import org.apache.calcite.adapter.enumerable.EnumerableRel;

/**
 * A physical plan as code is generated for it: in batches where that is possible, with its memory
 * counted, and looking at the statement's cancellation. EXPLAIN shows the plan without all of that.
 */
public final class ExecutablePlan {
  private ExecutablePlan() {}

  /** The plan to generate code for. */
  public static EnumerableRel of(EnumerableRel plan, PlannerSettings settings) {
    EnumerableRel batched = settings.has(Pushing.BATCH) ? BatchAggregatePass.of(plan) : plan;
    return CancellationPass.of(MemoryAccounting.of(LimitPass.of(batched)));
  }
}
