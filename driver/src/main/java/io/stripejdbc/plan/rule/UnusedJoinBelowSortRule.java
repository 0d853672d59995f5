package io.stripejdbc.plan.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalJoin;

/**
 * Leaves a left join out below a sort, as {@link UnusedJoinRule} does without one: {@code SELECT
 * id, amount FROM sigma.charges ORDER BY amount} asks for charges alone. A limit stays what it is,
 * for the join adds no rows.
 */
public final class UnusedJoinBelowSortRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeUnusedJoinBelowSort",
          b ->
              b.operand(RelNode.class)
                  .predicate(top -> top instanceof Project || top instanceof Aggregate)
                  .oneInput(
                      s ->
                          s.operand(Sort.class)
                              .oneInput(
                                  j ->
                                      j.operand(LogicalJoin.class)
                                          .predicate(join -> join.getJoinType() == JoinRelType.LEFT)
                                          .anyInputs())),
          UnusedJoinBelowSortRule::new);

  private UnusedJoinBelowSortRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    RelNode top = call.rel(0);
    Sort sort = call.rel(1);
    Join join = call.rel(2);
    Set<Integer> used = new HashSet<>(sort.getCollation().getKeys());
    used.addAll(fields(top));
    if (UnusedJoinRule.isUnused(join, used, call.getMetadataQuery())) {
      RelNode sorted =
          sort.copy(
              sort.getTraitSet(), join.getLeft(), sort.getCollation(), sort.offset, sort.fetch);
      call.transformTo(top.copy(top.getTraitSet(), List.of(sorted)));
    }
  }

  private static Set<Integer> fields(RelNode top) {
    return top instanceof Project project
        ? RelOptUtil.InputFinder.bits(project.getProjects(), null).asSet()
        : RelOptUtil.getAllFields((Aggregate) top);
  }
}
