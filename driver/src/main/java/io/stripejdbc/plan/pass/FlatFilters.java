package io.stripejdbc.plan.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Makes one filter of a chain of them: the rule that merges two would simplify the growing
 * condition at each.
 */
public final class FlatFilters {
  private FlatFilters() {}

  public static RelNode of(RelNode rel) {
    List<RexNode> conditions = new ArrayList<>();
    RelNode below = rel;
    while (below instanceof LogicalFilter filter && filter.getVariablesSet().isEmpty()) {
      conditions.add(filter.getCondition());
      below = filter.getInput();
    }
    List<RelNode> inputs = below.getInputs().stream().map(FlatFilters::of).toList();
    RelNode flat =
        inputs.equals(below.getInputs()) ? below : below.copy(below.getTraitSet(), inputs);
    if (conditions.isEmpty()) {
      return flat;
    }
    Collections.reverse(conditions); // In the order in which they were checked.
    return LogicalFilter.create(
        flat, RexUtil.composeConjunction(rel.getCluster().getRexBuilder(), conditions));
  }
}
