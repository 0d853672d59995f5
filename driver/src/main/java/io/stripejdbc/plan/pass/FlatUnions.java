package io.stripejdbc.plan.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalUnion;

/**
 * Makes one union of a chain of them, which the parser nests as deep as it is long: {@code a UNION
 * b UNION c} is one union of three. What stands in a UNION may itself be a UNION ALL, whose rows
 * are made distinct above; not the other way round.
 */
public final class FlatUnions {
  private FlatUnions() {}

  public static RelNode of(RelNode rel) {
    List<RelNode> operands = rel instanceof Union union ? operands(union) : rel.getInputs();
    List<RelNode> inputs = new ArrayList<>();
    operands.forEach(operand -> inputs.add(of(operand)));
    if (inputs.equals(rel.getInputs())) {
      return rel;
    }
    if (rel instanceof Union union && inputs.size() > 2) {
      RelNode flat = LogicalUnion.create(inputs, union.all);
      return flat.getRowType().equals(rel.getRowType()) ? flat : nested(union);
    }
    return rel.copy(rel.getTraitSet(), inputs);
  }

  private static RelNode nested(Union union) {
    return union.copy(union.getTraitSet(), union.getInputs().stream().map(FlatUnions::of).toList());
  }

  /** What the chain is made of, in its order; without recursion, because it may be long. */
  private static List<RelNode> operands(Union union) {
    Deque<RelNode> pending = new ArrayDeque<>(union.getInputs());
    List<RelNode> operands = new ArrayList<>();
    while (!pending.isEmpty()) {
      RelNode next = pending.pop();
      if (next instanceof Union inner && (inner.all || !union.all)) {
        reversed(inner.getInputs()).forEach(pending::push);
      } else {
        operands.add(next);
      }
    }
    return operands;
  }

  private static List<RelNode> reversed(List<RelNode> inputs) {
    List<RelNode> result = new ArrayList<>(inputs);
    Collections.reverse(result);
    return result;
  }
}
