package io.stripejdbc.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalValues;

/**
 * Takes the orders away that nodes only claim to have, before physical nodes are chosen; those of
 * sorts stay.
 *
 * <p>Calcite notes the order of rows written in the SQL, and of a sort on what stands above it. The
 * planner takes such a note for a demand: where no physical node is known to meet it there is no
 * plan. {@code SELECT rank() OVER (ORDER BY a) FROM (VALUES (1), (2)) AS t (a) ORDER BY a} has none
 * because windows keep no order, and {@code (SELECT … ORDER BY created DESC LIMIT 10)} under a
 * projection of a constant had none once its sort was the scan's own. Physical nodes work out their
 * orders themselves.
 */
final class ValuesCollationRemover {
  private ValuesCollationRemover() {}

  static RelNode forget(RelNode node) {
    RelNode rel = node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
    if (rel instanceof TableScan) {
      return rel;
    }
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      inputs.add(forget(input));
    }
    RelTraitSet traits =
        rel instanceof Sort ? rel.getTraitSet() : rel.getTraitSet().replace(RelCollations.EMPTY);
    if (rel instanceof LogicalValues values) {
      return new LogicalValues(
          values.getCluster(), traits, values.getRowType(), values.getTuples());
    }
    return traits.equals(rel.getTraitSet()) && inputs.equals(rel.getInputs())
        ? rel
        : rel.copy(traits, inputs);
  }
}
