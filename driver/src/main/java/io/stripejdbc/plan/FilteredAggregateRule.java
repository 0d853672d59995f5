package io.stripejdbc.plan;

import io.stripejdbc.plan.rule.RuleConfig;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Reads no more rows for aggregates over all rows than one of them counts: {@code SUM(amount)
 * FILTER (WHERE created > t), COUNT(*) FILTER (WHERE created > u)} needs those that meet either
 * condition. Not of groups, which would be missing without rows.
 */
final class FilteredAggregateRule extends RelRule<RuleConfig> {
  static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeFilteredAggregate",
          b -> b.operand(Aggregate.class).predicate(FilteredAggregateRule::isFiltered).anyInputs(),
          FilteredAggregateRule::new);

  private FilteredAggregateRule(RuleConfig config) {
    super(config);
  }

  private static boolean isFiltered(Aggregate aggregate) {
    return aggregate.getGroupType() == Aggregate.Group.SIMPLE
        && aggregate.getGroupCount() == 0
        && !aggregate.getAggCallList().isEmpty()
        && aggregate.getAggCallList().stream().allMatch(AggregateCall::hasFilter);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    RelNode input = aggregate.getInput();
    if (input.stripped() instanceof Filter) {
      return; // Its conditions, or those of this rule, are there.
    }
    RexBuilder rex = aggregate.getCluster().getRexBuilder();
    List<RexNode> any =
        aggregate.getAggCallList().stream()
            .map(each -> each.filterArg)
            .distinct()
            .<RexNode>map(field -> rex.makeInputRef(input, field))
            .toList();
    RelNode rows = LogicalFilter.create(input, RexUtil.composeDisjunction(rex, any));
    call.transformTo(aggregate.copy(aggregate.getTraitSet(), List.of(rows)));
  }
}
