package io.stripejdbc.plan;

import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Correlated sub-queries that Calcite's decorrelation (1.42) makes something else of. A plan with
 * one keeps its correlations, and runs them row by row.
 *
 * <ul>
 *   <li>Window functions over rows that another query's row chooses, {@code (SELECT max(w) OVER ()
 *       FROM u WHERE u.id = t.id)}: the condition is taken above the window, which then sees the
 *       rows of all.
 *   <li>Joins of which both sides are chosen by that row: they are joined whatever row each belongs
 *       to.
 *   <li>Joins with a side that is chosen by more than equality, {@code u.id > t.id}: columns are
 *       taken for others.
 *   <li>{@code FROM t, LATERAL (SELECT sum(w) FROM u WHERE u.id > t.id)}: rows without any such u
 *       are lost.
 * </ul>
 */
final class KeptCorrelations {
  private KeptCorrelations() {}

  /** Whether a plan has one. */
  static boolean in(RelNode plan) {
    boolean[] found = {false};
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
        found[0] |= node instanceof Correlate correlate && isOne(correlate);
        super.visit(node, ordinal, parent);
      }
    }.go(plan);
    return found[0];
  }

  private static boolean isOne(Correlate correlate) {
    RelNode query = correlate.getRight();
    CorrelationId variable = correlate.getCorrelationId();
    boolean losesRows = correlate.getJoinType() == JoinRelType.INNER && hasOneRow(query);
    return (losesRows && hasMoreThanEquality(query, variable)) || isBelow(query, variable);
  }

  private static boolean isBelow(RelNode node, CorrelationId variable) {
    if (!uses(node, variable)) {
      return false;
    }
    long sides = node.getInputs().stream().filter(input -> uses(input, variable)).count();
    boolean joined = node.getInputs().size() > 1 && sides > 0;
    return (node instanceof Project project && project.containsOver())
        || sides > 1
        || (joined && hasMoreThanEquality(node, variable))
        || node.getInputs().stream().anyMatch(input -> isBelow(input, variable));
  }

  private static boolean hasOneRow(RelNode node) {
    return node instanceof Project project
        ? hasOneRow(project.getInput())
        : node instanceof Aggregate aggregate && aggregate.getGroupCount() == 0;
  }

  /** Whether a variable stands elsewhere than on one side of an equality of a WHERE. */
  private static boolean hasMoreThanEquality(RelNode node, CorrelationId variable) {
    List<RexNode> conditions =
        node instanceof Filter filter ? RelOptUtil.conjunctions(filter.getCondition()) : List.of();
    boolean here =
        node instanceof Filter
            ? conditions.stream()
                .anyMatch(each -> has(each, variable) && !isEquality(each, variable))
            : hasInExpressions(node, variable);
    return here
        || node.getInputs().stream().anyMatch(input -> hasMoreThanEquality(input, variable));
  }

  private static boolean isEquality(RexNode condition, CorrelationId variable) {
    return condition instanceof RexCall call
        && call.getKind() == SqlKind.EQUALS
        && has(call.getOperands().get(0), variable) != has(call.getOperands().get(1), variable);
  }

  private static boolean hasInExpressions(RelNode node, CorrelationId variable) {
    boolean[] found = {false};
    node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCorrelVariable(RexCorrelVariable each) {
            found[0] |= each.id.equals(variable);
            return each;
          }
        });
    return found[0];
  }

  private static boolean has(RexNode expression, CorrelationId variable) {
    boolean[] found = {false};
    expression.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public @Nullable Void visitCorrelVariable(RexCorrelVariable each) {
            found[0] |= each.id.equals(variable);
            return null;
          }
        });
    return found[0];
  }

  private static boolean uses(RelNode node, CorrelationId variable) {
    return RelOptUtil.getVariablesUsed(node).contains(variable);
  }
}
