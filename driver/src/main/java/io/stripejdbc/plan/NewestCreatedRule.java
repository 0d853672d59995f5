package io.stripejdbc.plan;

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
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * {@code MAX(created)} of a list is {@code created} of its first row: one row is read of each
 * account instead of all.
 */
final class NewestCreatedRule extends RelRule<RuleConfig> {
  static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeNewestCreated",
          b -> b.operand(Aggregate.class).predicate(NewestCreatedRule::isOneMaximum).anyInputs(),
          NewestCreatedRule::new);

  private NewestCreatedRule(RuleConfig config) {
    super(config);
  }

  private static boolean isOneMaximum(Aggregate aggregate) {
    if (aggregate.getGroupCount() != 0 || aggregate.getAggCallList().size() != 1) {
      return false;
    }
    AggregateCall call = aggregate.getAggCallList().get(0);
    return call.getAggregation().getKind() == SqlKind.MAX && !call.hasFilter();
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    int field = aggregate.getAggCallList().get(0).getArgList().get(0);
    RexNode one =
        aggregate
            .getCluster()
            .getRexBuilder()
            .makeLiteral(
                1, aggregate.getCluster().getTypeFactory().createJavaType(int.class), false);
    newest(aggregate.getInput(), field, one)
        .map(input -> LogicalSort.create(input, RelCollations.EMPTY, null, one))
        .ifPresent(
            input -> call.transformTo(aggregate.copy(aggregate.getTraitSet(), List.of(input))));
  }

  private static Optional<RelNode> newest(RelNode node, int field, RexNode one) {
    RelNode rel = node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
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
            && template.table().newestFirst()
            && template.limits().isEmpty()
            && template.lookup() == null;
    return applies
        ? Optional.of(scan.with(template.ordered().withLimits(List.of(one))))
        : Optional.empty();
  }
}
