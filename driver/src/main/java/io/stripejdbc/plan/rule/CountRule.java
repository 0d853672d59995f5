package io.stripejdbc.plan.rule;

import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.runtime.ScanTemplate;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;

/**
 * Counts rows without reading them: {@code COUNT(*)} needs no column of its scan, so that of each
 * object only what paging needs is decoded.
 */
public final class CountRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeCount",
          b ->
              b.operand(Aggregate.class)
                  .predicate(CountRule::usesNoColumn)
                  .oneInput(s -> s.operand(StripeTableScan.class).noInputs()),
          CountRule::new);

  private CountRule(RuleConfig config) {
    super(config);
  }

  private static boolean usesNoColumn(Aggregate aggregate) {
    return aggregate.getGroupCount() == 0
        && aggregate.getAggCallList().stream().allMatch(CountRule::usesNoColumn);
  }

  private static boolean usesNoColumn(AggregateCall call) {
    return call.getArgList().isEmpty() && !call.hasFilter() && call.distinctKeys == null;
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    StripeTableScan scan = call.rel(1);
    ScanTemplate template = scan.template();
    if (template.columns().size() == 1) {
      return; // Nothing to leave out.
    }
    // The account: it is known without looking into the object.
    StripeTableScan narrow = scan.with(template.withColumns(template.columns().subList(0, 1)));
    call.transformTo(aggregate.copy(aggregate.getTraitSet(), List.of(narrow)));
  }
}
