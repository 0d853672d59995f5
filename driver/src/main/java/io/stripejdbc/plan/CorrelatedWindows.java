package io.stripejdbc.plan;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Project;
import org.jspecify.annotations.Nullable;

/**
 * Window functions over rows that are chosen by a row of another query: {@code (SELECT max(w) OVER
 * () FROM u WHERE u.id = t.id)}.
 *
 * <p>Calcite's decorrelation (1.42) takes the condition above the window, which would then see the
 * rows of all. So a plan with such a window keeps its correlations, and runs them row by row.
 */
final class CorrelatedWindows {
  private CorrelatedWindows() {}

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
    return node instanceof Project project
            && project.containsOver()
            && RelOptUtil.getVariablesUsed(project).contains(variable)
        || node.getInputs().stream().anyMatch(input -> isBelow(input, variable));
  }
}
