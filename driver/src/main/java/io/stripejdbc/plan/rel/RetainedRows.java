package io.stripejdbc.plan.rel;

import io.stripejdbc.plan.memory.RowRetention;
import io.stripejdbc.plan.runtime.RowRetentionRuntime;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.BuiltInMethod;
import org.jspecify.annotations.Nullable;

/** Rows as they are, counted for the operator above, which keeps them. */
public final class RetainedRows extends SingleRel implements EnumerableRel {
  private final RowRetention retention;
  private final @Nullable RexNode offset;
  private final @Nullable RexNode fetch;

  /**
   * Creates one.
   *
   * @param offset rows that the operator leaves out, null for none
   * @param fetch rows that it gives out at most, null for all
   */
  public RetainedRows(
      RelNode input, RowRetention retention, @Nullable RexNode offset, @Nullable RexNode fetch) {
    super(input.getCluster(), input.getTraitSet(), input);
    this.retention = retention;
    this.offset = offset;
    this.fetch = fetch;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new RetainedRows(inputs.get(0), retention, offset, fetch);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    BlockBuilder block = new BlockBuilder();
    Result child = implementor.visitChild(this, 0, (EnumerableRel) getInput(), pref);
    Expression rows = block.append("child", child.block);
    block.add(
        Expressions.return_(
            null,
            Expressions.call(
                RowRetentionRuntime.class,
                "counted",
                DataContext.ROOT,
                rows,
                implementor.stash(retention, Object.class),
                number(offset),
                number(fetch))));
    return implementor.result(child.physType, block.toBlock());
  }

  /** A number of rows, as an object; null where there is none. */
  static Expression number(@Nullable RexNode rows) {
    if (rows instanceof RexDynamicParam parameter) {
      return Expressions.call(
          DataContext.ROOT,
          BuiltInMethod.DATA_CONTEXT_GET.method,
          Expressions.constant("?" + parameter.getIndex()));
    }
    return rows instanceof RexLiteral literal
        ? Expressions.box(Expressions.constant(RexLiteral.bigDecimalValue(literal).longValue()))
        : Expressions.constant(null, Object.class);
  }
}
