package io.stripejdbc.plan.rule;

import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.runtime.ScanTemplate;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Filter;

/** Gives a scan the conditions above it that the API can answer; the others stay. */
public final class PushFilterRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripePushFilter",
          b -> b.operand(Filter.class).oneInput(s -> s.operand(StripeTableScan.class).noInputs()),
          PushFilterRule::new);

  private PushFilterRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    StripeTableScan scan = call.rel(1);
    ScanTemplate template = scan.template();
    if (!template.limits().isEmpty()) {
      return; // A limit below this filter counts rows before it.
    }
    PushedConditions pushed =
        PushedConditions.of(
            template,
            RelOptUtil.conjunctions(filter.getCondition()),
            filter.getCluster().getRexBuilder());
    if (!pushed.taken()) {
      return; // What is left was looked at before.
    }
    call.transformTo(
        call.builder().push(scan.with(pushed.template())).filter(pushed.remainder()).build());
  }
}
