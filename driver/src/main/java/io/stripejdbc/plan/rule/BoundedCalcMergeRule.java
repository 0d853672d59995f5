package io.stripejdbc.plan.rule;

import io.stripejdbc.plan.pass.ExpressionSize;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.rules.CalcMergeRule;

/**
 * Rule that makes one step of two that filter and compute, unless it would be large for what both
 * compute: it is simplified anew at each merge, and written as one method.
 */
public final class BoundedCalcMergeRule extends CalcMergeRule {
  public BoundedCalcMergeRule() {
    super(Config.DEFAULT);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Calc top = call.rel(0);
    Calc bottom = call.rel(1);
    if (ExpressionSize.staysSmall(top.getProgram(), bottom.getProgram())) {
      super.onMatch(call);
    }
  }
}
