package io.stripejdbc.plan;

import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.rules.DateRangeRules;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Util;

/**
 * Makes ranges of {@code EXTRACT(YEAR FROM x) = 2030 AND EXTRACT(MONTH FROM x) = 2}.
 *
 * <p>Not of FLOOR and CEIL: Calcite 1.42 takes any time for the start of a quarter, so that rows
 * are wrong, and stops at weeks. {@link TimePathReader} reads those.
 */
final class DatePartsRule extends DateRangeRules.FilterDateRangeRule {
  static final RelOptRule INSTANCE = new DatePartsRule(FilterDateRangeRuleConfig.DEFAULT);

  private DatePartsRule(FilterDateRangeRuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    if (!rounds(filter)) {
      super.onMatch(call);
    }
  }

  private static boolean rounds(Filter filter) {
    try {
      filter
          .getCondition()
          .accept(
              new RexVisitorImpl<Void>(true) {
                @Override
                public Void visitCall(RexCall call) {
                  if (call.getKind() == SqlKind.FLOOR || call.getKind() == SqlKind.CEIL) {
                    throw Util.FoundOne.NULL;
                  }
                  return super.visitCall(call);
                }
              });
      return false;
    } catch (Util.FoundOne e) {
      Util.swallow(e, null);
      return true;
    }
  }
}
