package io.stripejdbc.plan.rule;

import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.rules.ReduceExpressionsRule;

/**
 * Puts constants in the place of columns that can have but one value, and folds constants.
 *
 * <p>Where conditions contradict each other, Calcite takes a column that is never NULL for NULL
 * ({@code c JOIN d ON c.id = d.c WHERE d.c IS NULL}), and stops at a check of its own. Then nothing
 * is replaced: there are no such rows.
 */
public final class ConstantColumnsRule extends ReduceExpressionsRule.ProjectReduceExpressionsRule {
  public static final ConstantColumnsRule INSTANCE =
      new ConstantColumnsRule(ProjectReduceExpressionsRuleConfig.DEFAULT);

  private ConstantColumnsRule(ProjectReduceExpressionsRuleConfig config) {
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
