package io.stripejdbc.plan.rule;

import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Bounds what is read for a question that a row or two settle: {@code EXISTS (SELECT …)} needs one
 * row, a scalar sub-query two, the second of which is its error.
 */
public final class ExistsLimitRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeAnyRow",
          b -> b.operand(Aggregate.class).predicate(a -> enough(a) > 0).anyInputs(),
          ExistsLimitRule::new);

  private ExistsLimitRule(RuleConfig config) {
    super(config);
  }

  /** Rows that settle it, 0 for all. */
  private static int enough(Aggregate aggregate) {
    RelNode input = bare(aggregate.getInput());
    if (aggregate.getGroupType() != Aggregate.Group.SIMPLE || input instanceof Sort) {
      return 0;
    }
    boolean one = input instanceof Project project && isConstant(project) && isOfAny(aggregate);
    return one ? 1 : isSingleValue(aggregate) ? 2 : 0;
  }

  private static boolean isConstant(Project project) {
    return project.getProjects().stream().allMatch(RexLiteral.class::isInstance);
  }

  /** Of equal rows, one says as much as all. */
  private static boolean isOfAny(Aggregate aggregate) {
    return aggregate.getAggCallList().stream()
        .allMatch(
            call ->
                !call.hasFilter()
                    && switch (call.getAggregation().getKind()) {
                      case MIN, MAX, ANY_VALUE -> true;
                      default -> false;
                    });
  }

  private static boolean isSingleValue(Aggregate aggregate) {
    return aggregate.getGroupCount() == 0
        && !aggregate.getAggCallList().isEmpty()
        && aggregate.getAggCallList().stream()
            .allMatch(call -> call.getAggregation().getKind() == SqlKind.SINGLE_VALUE);
  }

  private static RelNode bare(RelNode node) {
    return node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    RexNode rows =
        aggregate
            .getCluster()
            .getRexBuilder()
            .makeLiteral(
                enough(aggregate),
                aggregate.getCluster().getTypeFactory().createJavaType(int.class),
                false);
    RelNode few = LogicalSort.create(aggregate.getInput(), RelCollations.EMPTY, null, rows);
    call.transformTo(aggregate.copy(aggregate.getTraitSet(), List.of(few)));
  }
}
