package io.stripejdbc.plan.rule;

import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.rules.JoinPushTransitivePredicatesRule;

/**
 * Infers conditions on one side of a join for the other: an account named once is named on both.
 *
 * <p>Below an outer join Calcite may infer a condition that takes a nullable column for one that is
 * not, and stops at a check of its own where assertions are on. Then nothing is inferred: the
 * condition would only have saved calls. Nor is it from a list of composite keys.
 */
public final class InferredConditionsRule extends JoinPushTransitivePredicatesRule {
  public static final InferredConditionsRule INSTANCE = new InferredConditionsRule(Config.DEFAULT);

  private InferredConditionsRule(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Join join = call.rel(0);
    if (isKeyList(join.getLeft()) || isKeyList(join.getRight())) {
      return; // The join looks up its keys together; column by column it would be all pairs.
    }
    try {
      super.onMatch(call);
    } catch (AssertionError e) {
      return; // Nothing has been changed yet.
    }
  }

  /** Rows of several columns that stand in the SQL. */
  private static boolean isKeyList(RelNode node) {
    RelNode rel = node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
    if (rel instanceof Values values) {
      return values.getTuples().size() > 1 && values.getRowType().getFieldCount() > 1;
    }
    boolean passes = rel instanceof Project || rel instanceof Aggregate;
    return passes && isKeyList(rel.getInput(0));
  }
}
