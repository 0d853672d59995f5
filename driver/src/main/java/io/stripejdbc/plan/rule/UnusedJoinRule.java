package io.stripejdbc.plan.rule;

import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Leaves a left join out below an aggregate that uses nothing of its right side, where that side
 * has at most one row for each on the left: {@code COUNT(*)} of a view does not ask for the tables
 * its further columns come from.
 *
 * <p>Calcite's {@code AggregateJoinRemoveRule} does it for DISTINCT aggregates, whose rows may
 * double; its {@code ProjectJoinRemoveRule} below a projection, which a COUNT(*) does not have.
 */
public final class UnusedJoinRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeUnusedJoin",
          b ->
              b.operand(Aggregate.class)
                  .oneInput(
                      j ->
                          j.operand(LogicalJoin.class)
                              .predicate(join -> join.getJoinType() == JoinRelType.LEFT)
                              .anyInputs()),
          UnusedJoinRule::new);

  private UnusedJoinRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    Join join = call.rel(1);
    if (isUnused(join, RelOptUtil.getAllFields(aggregate), call.getMetadataQuery())) {
      call.transformTo(aggregate.copy(aggregate.getTraitSet(), List.of(join.getLeft())));
    }
  }

  /**
   * Whether a left join neither adds rows nor any of the columns that are used; its left side's
   * come first.
   */
  static boolean isUnused(Join join, Set<Integer> used, RelMetadataQuery metadata) {
    int left = join.getLeft().getRowType().getFieldCount();
    if (used.stream().anyMatch(field -> field >= left)) {
      return false;
    }
    JoinInfo info = join.analyzeCondition();
    // More conditions than those of the keys do no harm.
    return Boolean.TRUE.equals(
        metadata.areColumnsUnique(join.getRight(), ImmutableBitSet.of(info.rightKeys)));
  }
}
