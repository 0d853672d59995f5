package io.stripejdbc.plan;

import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.rules.JoinPushTransitivePredicatesRule;

/**
 * Infers conditions on one side of a join for the other: an account named once is named on both.
 *
 * <p>Below an outer join Calcite may infer a condition that takes a nullable column for one that is
 * not, and stops at a check of its own where assertions are on. Then nothing is inferred: the
 * condition would only have saved calls.
 */
final class InferredConditionsRule extends JoinPushTransitivePredicatesRule {
  static final InferredConditionsRule INSTANCE = new InferredConditionsRule(Config.DEFAULT);

  private InferredConditionsRule(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    try {
      super.onMatch(call);
    } catch (AssertionError e) {
      return; // Nothing has been changed yet.
    }
  }
}
