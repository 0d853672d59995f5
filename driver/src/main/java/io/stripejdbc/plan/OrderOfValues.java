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
 * Forgets that rows written in the SQL happen to be in order.
 *
 * <p>Calcite notes it, takes a sort above for done, and then finds no physical window that keeps
 * the order: {@code SELECT rank() OVER (ORDER BY a) FROM (VALUES (1), (2)) AS t (a) ORDER BY a} has
 * no plan. Scans keep their order, which spares real sorts.
 */
final class OrderOfValues {
  private OrderOfValues() {}

  static RelNode forget(RelNode node) {
    RelNode rel = node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
    if (rel instanceof TableScan) {
      return rel;
    }
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      inputs.add(forget(input));
    }
    boolean isSorted = !(rel instanceof Sort) && !hasScan(rel);
    RelTraitSet traits =
        isSorted ? rel.getTraitSet().replace(RelCollations.EMPTY) : rel.getTraitSet();
    if (rel instanceof LogicalValues values) {
      return new LogicalValues(
          values.getCluster(), traits, values.getRowType(), values.getTuples());
    }
    return traits.equals(rel.getTraitSet()) && inputs.equals(rel.getInputs())
        ? rel
        : rel.copy(traits, inputs);
  }

  private static boolean hasScan(RelNode node) {
    RelNode rel = node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
    return rel instanceof TableScan || rel.getInputs().stream().anyMatch(OrderOfValues::hasScan);
  }
}
