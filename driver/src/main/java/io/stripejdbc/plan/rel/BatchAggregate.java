package io.stripejdbc.plan.rel;

import io.stripejdbc.plan.batch.BatchAggregateRuntime;
import io.stripejdbc.plan.batch.BatchAggregation;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;

/**
 * An aggregate over the rows of one scan, computed over their columns in batches. No code is
 * generated for it but the call of {@link BatchAggregateRuntime}.
 */
public final class BatchAggregate extends SingleRel implements EnumerableRel {
  private final BatchAggregation aggregation;

  /**
   * Creates one.
   *
   * @param type of its rows
   */
  public BatchAggregate(
      RelTraitSet traits, StripeTableScan scan, RelDataType type, BatchAggregation aggregation) {
    super(scan.getCluster(), traits, scan);
    this.rowType = type;
    this.aggregation = aggregation;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new BatchAggregate(traits, (StripeTableScan) inputs.get(0), getRowType(), aggregation);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("aggregation", aggregation);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
    return ScanCodeGenerator.batches(
        implementor, this, BatchAggregateRuntime.class, "groups", aggregation);
  }
}
