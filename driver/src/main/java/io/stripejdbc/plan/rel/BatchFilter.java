package io.stripejdbc.plan.rel;

import io.stripejdbc.plan.batch.BatchCondition;
import io.stripejdbc.plan.batch.BatchFilterRuntime;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/**
 * The rows of one scan that meet a condition, which is computed over their columns in batches. No
 * code is generated for it but the call of {@link BatchFilterRuntime}.
 */
public final class BatchFilter extends SingleRel implements EnumerableRel {
  private final BatchCondition condition;

  /** Creates one. */
  public BatchFilter(StripeTableScan scan, BatchCondition condition) {
    super(scan.getCluster(), scan.getTraitSet(), scan);
    this.condition = condition;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new BatchFilter((StripeTableScan) inputs.get(0), condition);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("condition", condition.expression());
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
    return ScanCodeGenerator.batches(
        implementor, this, BatchFilterRuntime.class, "rows", condition);
  }
}
