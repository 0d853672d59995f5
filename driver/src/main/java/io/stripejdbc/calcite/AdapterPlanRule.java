package io.stripejdbc.calcite;

import io.stripejdbc.plan.rule.RuleConfig;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.rel.RelNode;

/**
 * Plans as the driver does: not step by step with the rules of the other Calcite, of which each
 * would have to know what a call costs, but the whole query at once, in the driver's stages. The
 * result is one node for the other planner.
 */
final class AdapterPlanRule extends RelRule<RuleConfig> {
  static final RelOptRule INSTANCE =
      RuleConfig.of(
              "StripeAdapterPlan",
              b -> b.operand(AdapterTableScan.class).noInputs(),
              AdapterPlanRule::new)
          .toRule();

  private AdapterPlanRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    if (call.getPlanner() instanceof VolcanoPlanner planner) {
      RelNode root = planner.getRoot();
      new QueryRegistration(planner).plan(root == null ? call.rel(0) : root);
    }
  }
}
