package io.stripejdbc.plan;

import io.stripejdbc.plan.predicate.NumberedRows;
import io.stripejdbc.plan.rule.RuleConfig;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rows that are numbered to those whose numbers are wanted: {@code row_number() OVER
 * (ORDER BY created DESC) <= 10} needs the ten newest rows, which are sorted below the window.
 * Among equal rows the order is anyone's, here as there.
 *
 * <p>Of numbers for each account see {@link AccountWindowLimitRule}.
 */
final class WindowLimitRule extends RelRule<RuleConfig> {
  static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeWindowLimit",
          b ->
              b.operand(Filter.class)
                  .oneInput(
                      p -> p.operand(Project.class).predicate(Project::containsOver).anyInputs()),
          WindowLimitRule::new);

  private WindowLimitRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    Project project = call.rel(1);
    RelNode input = project.getInput();
    RelNode rel = input.stripped();
    NumberedRows rows = NumberedRows.of(filter, project);
    RelCollation order = rows == null ? null : order(rows);
    if (rows == null
        || order == null
        || !(rows.first() instanceof RexLiteral)
        || (rel instanceof Sort sort && sort.fetch != null)) {
      return; // All rows are wanted, or they are limited already.
    }
    RelNode first = LogicalSort.create(input, order, null, rows.first());
    call.transformTo(
        filter.copy(
            filter.getTraitSet(), List.of(project.copy(project.getTraitSet(), List.of(first)))));
  }

  /** The order of the window, null where it has parts, or another order than of columns. */
  private static @Nullable RelCollation order(NumberedRows rows) {
    List<RelFieldCollation> fields = new ArrayList<>();
    for (RexFieldCollation key : rows.window().orderKeys) {
      if (!(key.left instanceof RexInputRef ref)) {
        return null;
      }
      fields.add(new RelFieldCollation(ref.getIndex(), key.getDirection(), key.getNullDirection()));
    }
    return rows.window().partitionKeys.isEmpty() ? RelCollations.of(fields) : null;
  }
}
