package io.stripejdbc.plan.rule;

import io.stripejdbc.plan.predicate.DatePart;
import io.stripejdbc.plan.predicate.DateRange;
import io.stripejdbc.plan.predicate.SharedDateParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Makes ranges of {@code EXTRACT(YEAR FROM x) = 2030 AND EXTRACT(MONTH FROM x) = 2}: the same
 * condition in words that the API has. What two times share is their month, too.
 *
 * <p>Not by Calcite's {@code DateRangeRules}. In 1.42 a number outside of the calendar makes them
 * drop all rows ({@code EXTRACT(MONTH FROM x) < 13}), 24 hours make them search for ever, FLOOR
 * takes any time for the start of a quarter, and the minutes of a year become thousands of ranges.
 */
public final class DatePartsRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeDateParts", b -> b.operand(Filter.class).anyInputs(), DatePartsRule::new);

  private DatePartsRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    Ranges ranges = new Ranges(filter.getCluster().getRexBuilder());
    RexNode condition = filter.getCondition().accept(ranges);
    if (ranges.found) {
      call.transformTo(call.builder().push(filter.getInput()).filter(condition).build());
    }
  }

  /** Puts ranges in the place of date parts, in each conjunction on its own. */
  private static final class Ranges extends RexShuttle {
    private final RexBuilder rex;
    private boolean found;

    Ranges(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      return call.getKind() == SqlKind.AND || DatePart.of(call).isPresent()
          ? conjunction(call)
          : super.visitCall(call);
    }

    private RexNode conjunction(RexCall call) {
      List<RexNode> conjuncts = new ArrayList<>();
      Map<RexNode, List<DatePart>> parts = new LinkedHashMap<>();
      List<RexNode> given = RelOptUtil.conjunctions(call);
      List<RexNode> same = SharedDateParts.joined(given, rex);
      found |= !same.equals(given);
      for (RexNode conjunct : same) {
        Optional<DatePart> part = DatePart.of(conjunct);
        if (part.isPresent()) {
          parts.computeIfAbsent(part.get().time(), time -> new ArrayList<>()).add(part.get());
        } else {
          conjuncts.add(conjunct.accept(this));
        }
      }
      parts.forEach((time, each) -> conjuncts.addAll(replaced(time, each)));
      return RexUtil.composeConjunction(rex, conjuncts);
    }

    /** A range of the time, and those parts that say more. */
    private List<RexNode> replaced(RexNode time, List<DatePart> parts) {
      Optional<DateRange> range = DateRange.of(parts);
      List<RexNode> conditions = new ArrayList<>();
      range.ifPresent(found -> conditions.addAll(found.conditions(time, rex)));
      found |= range.isPresent();
      for (DatePart part : parts) {
        if (range.isEmpty() || !range.get().settles(part)) {
          conditions.add(part.condition());
        }
      }
      return conditions;
    }
  }
}
