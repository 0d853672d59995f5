package io.stripejdbc.plan.rule;

import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.rel.ColumnTrace;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.runtime.ScanTemplate;
import io.stripejdbc.plan.runtime.ScanTemplate.Counting;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Bounds what is read for aggregates that the ends of lists settle, over all accounts or for each:
 * {@code MAX(created)} is in the newest page, {@code MIN(created)} among the oldest rows, and which
 * accounts have rows one row of each tells. All rows of a page are looked at, wherever they stand
 * in it.
 */
public final class CreatedBoundsRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeCreatedBounds",
          b -> b.operand(Aggregate.class).predicate(CreatedBoundsRule::isOfEnds).anyInputs(),
          CreatedBoundsRule::new);

  /** Rows of a full page: it costs the same call as one row. */
  private static final int PAGE = 100;

  private CreatedBoundsRule(RuleConfig config) {
    super(config);
  }

  private static boolean isOfEnds(Aggregate aggregate) {
    boolean asksAny = aggregate.getGroupCount() + aggregate.getAggCallList().size() > 0;
    return asksAny
        && aggregate.getGroupType() == Aggregate.Group.SIMPLE
        && aggregate.getAggCallList().stream().allMatch(CreatedBoundsRule::isExtreme);
  }

  private static boolean isExtreme(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return (kind == SqlKind.MIN || kind == SqlKind.MAX) && !call.hasFilter();
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    RelNode input = bare(aggregate.getInput());
    RelNode below = input instanceof Project project ? bare(project.getInput()) : input;
    Optional<RelNode> bounded =
        below instanceof StripeTableScan scan && hasEnds(scan.template())
            ? bounded(aggregate, input, scan)
            : below instanceof StripeTableScan ? Optional.empty() : newestThatMeets(aggregate);
    bounded.ifPresent(
        few -> call.transformTo(aggregate.copy(aggregate.getTraitSet(), List.of(few))));
  }

  private static Optional<RelNode> bounded(
      Aggregate aggregate, RelNode input, StripeTableScan scan) {
    boolean plain = input == scan;
    RelNode rows = plain ? scan : input.copy(input.getTraitSet(), List.of(scan));
    return wanted(aggregate, rows, scan)
        .map(few -> plain ? few : input.copy(input.getTraitSet(), List.of(few)));
  }

  /**
   * Where conditions stand between, the newest row that meets them: pages are read until there is
   * one.
   */
  private static Optional<RelNode> newestThatMeets(Aggregate aggregate) {
    if (aggregate.getGroupCount() > 0 || aggregate.getAggCallList().size() != 1) {
      return Optional.empty();
    }
    AggregateCall call = aggregate.getAggCallList().get(0);
    int field = call.getArgList().get(0);
    boolean newest =
        call.getAggregation().getKind() == SqlKind.MAX
            && !aggregate.getInput().getRowType().getFieldList().get(field).getType().isNullable();
    return newest
        ? PushOrderRule.newestFirst(aggregate.getInput(), field)
            .map(rows -> LogicalSort.create(rows, RelCollations.EMPTY, null, literal(aggregate, 1)))
        : Optional.empty();
  }

  /** Whether a read is of all of lists, of any accounts, that can be read from either end. */
  public static boolean hasEnds(ScanTemplate template) {
    return template.table().newestFirst()
        && template.table().parents().isEmpty()
        && template.limits().isEmpty()
        && (template.lookup() == null || template.lookup().valuePosition() < 0)
        && !template.looksUpIds();
  }

  /** The scan bounded to the rows that settle the aggregate; empty where that takes all. */
  private static Optional<StripeTableScan> wanted(
      Aggregate aggregate, RelNode input, StripeTableScan scan) {
    boolean newest = false;
    boolean oldest = false;
    boolean any =
        aggregate.getGroupSet().asList().stream().anyMatch(field -> !isConstant(input, field));
    for (AggregateCall each : aggregate.getAggCallList()) {
      int field = each.getArgList().get(0);
      if (isSameInAList(input, field, scan)) {
        any |= !isConstant(input, field);
        continue;
      }
      if (ColumnTrace.of(input, field).filter(CreatedBoundsRule::isCreated).isEmpty()) {
        return Optional.empty();
      }
      newest |= each.getAggregation().getKind() == SqlKind.MAX;
      oldest |= each.getAggregation().getKind() == SqlKind.MIN;
    }
    // Whether there is any row at all is for another rule, which asks for one over all lists.
    boolean byList =
        (any || newest || oldest)
            && aggregate.getGroupSet().asList().stream()
                .allMatch(f -> isSameInAList(input, f, scan));
    return byList ? Optional.of(bounded(scan, newest, oldest)) : Optional.empty();
  }

  private static StripeTableScan bounded(StripeTableScan scan, boolean newest, boolean oldest) {
    Counting counting =
        !oldest
            ? Counting.ROWS_OF_EACH
            : newest ? Counting.BOTH_ENDS_OF_EACH : Counting.OLDEST_OF_EACH;
    RexNode rows = literal(scan, newest && !oldest ? PAGE : 1);
    return scan.with(scan.template().withLimits(List.of(rows)).counting(counting));
  }

  private static boolean isCreated(ColumnTrace trace) {
    return trace.column().name().equals("created") && !trace.column().nullable();
  }

  /**
   * Whether a field has one value in all rows of a list: the account's name, which Calcite puts in
   * the place of its column where it can be but one, or another constant.
   */
  private static boolean isSameInAList(RelNode input, int field, StripeTableScan scan) {
    // Each row of 'accounts' is another account.
    boolean byAccount = scan.template().table().kind() != TableSpec.Kind.ACCOUNTS;
    return isConstant(input, field)
        || (byAccount
            && ColumnTrace.of(input, field).filter(trace -> trace.isAccountOf(scan)).isPresent());
  }

  private static boolean isConstant(RelNode input, int field) {
    return input instanceof Project project
        && project.getProjects().get(field) instanceof RexLiteral;
  }

  private static RelNode bare(RelNode node) {
    return node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
  }

  private static RexNode literal(RelNode rel, int rows) {
    return rel.getCluster()
        .getRexBuilder()
        .makeLiteral(rows, rel.getCluster().getTypeFactory().createJavaType(int.class), false);
  }
}
