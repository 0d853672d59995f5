package io.stripejdbc.plan.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;

/**
 * Leaves to an attached database what it computes exactly as this driver does, from the leaves of a
 * plan upwards: columns, conditions, joins, groups and limits. What may be left to it is the list
 * in {@code docs/attach.md}, and nothing else.
 */
public final class AttachedPushdown implements UnaryOperator<RelNode> {
  @Override
  public RelNode apply(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode other = apply(input);
      changed |= other != input;
      inputs.add(other);
    }
    return pushed(changed ? rel.copy(rel.getTraitSet(), inputs) : rel);
  }

  private static RelNode pushed(RelNode rel) {
    if (rel instanceof AttachedTableScan scan) {
      return scan.asQuery();
    }
    if (rel instanceof Filter filter && filter.getInput() instanceof AttachedScan scan) {
      return FilterPushdown.of(filter, scan);
    }
    if (rel instanceof Project project && project.getInput() instanceof AttachedScan scan) {
      return ProjectPushdown.of(project, scan);
    }
    if (rel instanceof Aggregate aggregate) {
      return AggregatePushdown.of(aggregate);
    }
    if (rel instanceof Join join) {
      return JoinPushdown.of(join);
    }
    return rel instanceof Sort sort && sort.getInput() instanceof AttachedScan scan
        ? LimitPushdown.of(sort, scan)
        : rel;
  }
}
