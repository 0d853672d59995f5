package io.stripejdbc.plan;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Counts how many operations of a statement stand one upon another, sub-queries in expressions
 * included.
 *
 * <p>Rewriting moves each condition through all that stands below it and infers anew at each step
 * what holds there: its time grows with the cube of the depth, so that a hundred steps take some
 * seconds and five hundred an hour.
 */
public final class PlanDepth extends RexShuttle {
  /** Beyond it a statement is planned without rewriting: 50 steps that compute and filter. */
  public static final int MOST_REWRITTEN = 100;

  private int deepest;

  private PlanDepth() {}

  /** The longest chain of operations. */
  public static int of(RelNode rel) {
    PlanDepth below = new PlanDepth();
    rel.accept(below);
    for (RelNode input : rel.getInputs()) {
      below.deepest = Math.max(below.deepest, of(input));
    }
    return 1 + below.deepest;
  }

  @Override
  public RexNode visitSubQuery(RexSubQuery subQuery) {
    deepest = Math.max(deepest, of(subQuery.rel));
    return subQuery;
  }
}
