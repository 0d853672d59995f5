package io.stripejdbc.plan.rule;

import io.stripejdbc.plan.rel.ColumnTrace;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.runtime.ScanTemplate;
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
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * {@code MAX(created)} of a list is {@code created} of its first row: one row is read of each
 * account instead of all, whether accounts are grouped or not. The oldest row is at the end of a
 * list: {@code MIN(created)} reads all of it.
 */
public final class MaxCreatedRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeNewestCreated",
          b -> b.operand(Aggregate.class).predicate(MaxCreatedRule::isOneMaximum).anyInputs(),
          MaxCreatedRule::new);

  private MaxCreatedRule(RuleConfig config) {
    super(config);
  }

  private static boolean isOneMaximum(Aggregate aggregate) {
    if (aggregate.getGroupCount() > 1 || aggregate.getAggCallList().size() != 1) {
      return false;
    }
    AggregateCall call = aggregate.getAggCallList().get(0);
    return call.getAggregation().getKind() == SqlKind.MAX && !call.hasFilter();
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    if (aggregate.getGroupCount() == 1) {
      newestOfEach(aggregate)
          .ifPresent(
              input -> call.transformTo(aggregate.copy(aggregate.getTraitSet(), List.of(input))));
      return;
    }
    int field = aggregate.getAggCallList().get(0).getArgList().get(0);
    RexNode one = one(aggregate);
    newest(aggregate.getInput(), field, one)
        .map(input -> LogicalSort.create(input, RelCollations.EMPTY, null, one))
        .ifPresent(
            input -> call.transformTo(aggregate.copy(aggregate.getTraitSet(), List.of(input))));
  }

  /** One row of each list of each account, where accounts are the groups. */
  private static Optional<RelNode> newestOfEach(Aggregate aggregate) {
    RelNode input = bare(aggregate.getInput());
    int group = aggregate.getGroupSet().nth(0);
    int time = aggregate.getAggCallList().get(0).getArgList().get(0);
    RelNode below = input instanceof Project project ? bare(project.getInput()) : input;
    Optional<ColumnTrace> account = ColumnTrace.of(plain(input, below), group);
    Optional<ColumnTrace> created = ColumnTrace.of(plain(input, below), time);
    boolean applies =
        below instanceof StripeTableScan scan
            && (isConstant(input, group)
                || account.filter(trace -> trace.isAccountOf(scan)).isPresent())
            && created.filter(trace -> trace.column().name().equals("created")).isPresent()
            && scan.template().table().parents().isEmpty()
            && !scan.template().looksUpIds()
            && isNewestFirst(scan.template());
    if (!applies) {
      return Optional.empty();
    }
    StripeTableScan scan = (StripeTableScan) below;
    RexNode one = one(aggregate);
    RelNode few =
        scan.with(
            scan.template().withLimits(List.of(one)).counting(ScanTemplate.Counting.ROWS_OF_EACH));
    return Optional.of(input == below ? few : input.copy(input.getTraitSet(), List.of(few)));
  }

  /** Calcite puts the account in the place of its column where it can be but one. */
  private static boolean isConstant(RelNode input, int field) {
    return input instanceof Project project
        && project.getProjects().get(field) instanceof RexLiteral;
  }

  /** The input with what stands below it, without the planner's vertices between. */
  private static RelNode plain(RelNode input, RelNode below) {
    return input == below ? below : input.copy(input.getTraitSet(), List.of(below));
  }

  private static RelNode bare(RelNode node) {
    return node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
  }

  private static RexNode one(Aggregate aggregate) {
    return aggregate
        .getCluster()
        .getRexBuilder()
        .makeLiteral(1, aggregate.getCluster().getTypeFactory().createJavaType(int.class), false);
  }

  private static boolean isNewestFirst(ScanTemplate template) {
    return template.table().newestFirst()
        && template.limits().isEmpty()
        && template.lookup() == null;
  }

  private static Optional<RelNode> newest(RelNode node, int field, RexNode one) {
    RelNode rel = bare(node);
    if (rel instanceof Project project) {
      return project.getProjects().get(field) instanceof RexInputRef ref
          ? newest(project.getInput(), ref.getIndex(), one)
              .map(input -> rel.copy(rel.getTraitSet(), List.of(input)))
          : Optional.empty();
    }
    return rel instanceof StripeTableScan scan ? newest(scan, field, one) : Optional.empty();
  }

  private static Optional<RelNode> newest(StripeTableScan scan, int field, RexNode one) {
    ScanTemplate template = scan.template();
    boolean applies =
        template.columns().get(field).name().equals("created")
            && !template.columns().get(field).nullable()
            && isNewestFirst(template);
    return applies
        ? Optional.of(scan.with(template.ordered().withLimits(List.of(one))))
        : Optional.empty();
  }
}
