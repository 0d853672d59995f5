package io.stripejdbc.plan.rule;

import io.stripejdbc.plan.pass.ExpressionSize;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;

/**
 * Rule that moves a filter below a projection, unless its condition would grow large by what the
 * projection computes: 500 chained steps that each compute and filter would make a condition of
 * 125,000 nodes.
 */
public final class BoundedFilterTransposeRule extends FilterProjectTransposeRule {
  public BoundedFilterTransposeRule() {
    super(Config.DEFAULT);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    Project project = call.rel(1);
    if (ExpressionSize.staysSmall(filter.getCondition(), project.getProjects())) {
      super.onMatch(call);
    }
  }
}
