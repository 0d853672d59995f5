package io.stripejdbc.plan;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Project;
import org.jspecify.annotations.Nullable;

/**
 * Correlated sub-queries that Calcite's decorrelation (1.42) makes something else of. A plan with
 * one keeps its correlations, and runs them row by row.
 *
 * <p>Window functions over rows that another query's row chooses, {@code (SELECT max(w) OVER ()
 * FROM u WHERE u.id = t.id)}: the condition is taken above the window, which then sees the rows of
 * all. Joins of which both sides are chosen by that row: they are joined whatever row each belongs
 * to.
 */
final class KeptCorrelations {
  private KeptCorrelations() {}

  /** Whether a plan has one. */
  static boolean in(RelNode plan) {
    boolean[] found = {false};
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
        found[0] |=
            node instanceof Correlate each && isBelow(each.getRight(), each.getCorrelationId());
        super.visit(node, ordinal, parent);
      }
    }.go(plan);
    return found[0];
  }

  private static boolean isBelow(RelNode node, CorrelationId variable) {
    boolean window =
        node instanceof Project project && project.containsOver() && uses(node, variable);
    boolean bothSides =
        node instanceof BiRel join
            && uses(join.getLeft(), variable)
            && uses(join.getRight(), variable);
    return window
        || bothSides
        || node.getInputs().stream().anyMatch(input -> isBelow(input, variable));
  }

  private static boolean uses(RelNode node, CorrelationId variable) {
    return RelOptUtil.getVariablesUsed(node).contains(variable);
  }
}
