package io.stripejdbc.plan;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.predicate.NumberedRows;
import io.stripejdbc.plan.rel.ColumnTrace;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.rule.CreatedBoundsRule;
import io.stripejdbc.plan.rule.RuleConfig;
import io.stripejdbc.plan.runtime.ScanTemplate;
import io.stripejdbc.plan.runtime.ScanTemplate.Counting;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Bounds what is read of each list where rows are numbered from the newest on, for each account or
 * over all of them: {@code row_number() OVER (PARTITION BY connected_account ORDER BY created DESC)
 * <= 3} needs the three newest of each, and the first over all accounts are among the first of
 * each.
 */
final class AccountWindowLimitRule extends RelRule<RuleConfig> {
  static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeAccountWindowLimit",
          b ->
              b.operand(Filter.class)
                  .oneInput(
                      p -> p.operand(Project.class).predicate(Project::containsOver).anyInputs()),
          AccountWindowLimitRule::new);

  private AccountWindowLimitRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    Project project = call.rel(1);
    NumberedRows rows = NumberedRows.of(filter, project);
    if (rows == null) {
      return; // All rows are wanted.
    }
    RelNode input = project.getInput().stripped();
    limited(input, input, rows)
        .ifPresent(
            few ->
                call.transformTo(
                    filter.copy(
                        filter.getTraitSet(),
                        List.of(project.copy(project.getTraitSet(), List.of(few))))));
  }

  private static Optional<RelNode> limited(RelNode node, RelNode input, NumberedRows rows) {
    RelNode rel = node.stripped();
    if (rel instanceof StripeTableScan scan) {
      ScanTemplate template = scan.template();
      boolean applies =
          CreatedBoundsRule.hasEnds(template)
              && template.table().kind() != TableSpec.Kind.ACCOUNTS
              && isNewestFirst(input, rows)
              && rows.window().partitionKeys.stream().allMatch(k -> isAccount(k, input, scan));
      return applies
          ? Optional.of(
              scan.with(template.withLimits(List.of(rows.first())).counting(Counting.ROWS_OF_EACH)))
          : Optional.empty();
    }
    return rel instanceof Project
        ? limited(rel.getInput(0), input, rows)
            .map(below -> rel.copy(rel.getTraitSet(), List.of(below)))
        : Optional.empty();
  }

  /** By the time of creation alone: of further keys the last second may go on. */
  private static boolean isNewestFirst(RelNode input, NumberedRows rows) {
    if (rows.window().orderKeys.size() != 1) {
      return false;
    }
    RexFieldCollation key = rows.window().orderKeys.get(0);
    return key.getDirection() == RelFieldCollation.Direction.DESCENDING
        && key.left instanceof RexInputRef ref
        && ColumnTrace.of(input, ref.getIndex())
            .map(ColumnTrace::column)
            .filter(AccountWindowLimitRule::isCreated)
            .isPresent();
  }

  private static boolean isCreated(ColumnSpec column) {
    return column.name().equals("created") && !column.nullable();
  }

  private static boolean isAccount(RexNode key, RelNode input, StripeTableScan scan) {
    return key instanceof RexLiteral
        || (key instanceof RexInputRef ref
            && ColumnTrace.of(input, ref.getIndex())
                .filter(trace -> trace.isAccountOf(scan))
                .isPresent());
  }
}
