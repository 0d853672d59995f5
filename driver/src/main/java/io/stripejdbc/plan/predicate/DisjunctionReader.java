package io.stripejdbc.plan.predicate;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.plan.predicate.ScanPredicate.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/**
 * Reads alternatives ({@code OR}) as conditions on the columns that every one of them restricts: a
 * list of values where each names some, else ranges. They are exact where nothing else is said.
 */
final class DisjunctionReader {
  private final Function<RexNode, List<ColumnCondition>> conjuncts;

  /**
   * @param conjuncts the conditions that a conjunct implies, none where it is not understood
   */
  DisjunctionReader(Function<RexNode, List<ColumnCondition>> conjuncts) {
    this.conjuncts = conjuncts;
  }

  /**
   * One of the alternatives.
   *
   * @param whole whether its conditions say all of it
   */
  private record Branch(Map<ColumnSpec, List<ColumnCondition>> conditions, boolean whole) {
    List<ColumnCondition> of(ColumnSpec column) {
      return conditions.getOrDefault(column, List.of());
    }

    /** Whether one condition on the column says all of it. */
    boolean isOne(ColumnSpec column) {
      return whole && conditions.size() == 1 && of(column).size() == 1;
    }

    boolean isOf(ColumnSpec column) {
      return whole && conditions.size() == 1 && !of(column).isEmpty();
    }
  }

  List<ColumnCondition> read(RexCall or) {
    List<Branch> branches = new ArrayList<>();
    for (RexNode alternative : RelOptUtil.disjunctions(or)) {
      branches.add(branch(alternative));
    }
    Set<ColumnSpec> columns = new LinkedHashSet<>(branches.get(0).conditions().keySet());
    branches.forEach(branch -> columns.retainAll(branch.conditions().keySet()));
    List<ColumnCondition> found = new ArrayList<>();
    for (ColumnSpec column : columns) {
      if (branches.stream()
          .allMatch(branch -> branch.of(column).stream().anyMatch(DisjunctionReader::isPlainIn))) {
        found.add(values(column, branches));
      } else if (BoundArithmetic.hasBounds(column.type())) {
        found.add(ranges(column, branches));
      }
    }
    return found;
  }

  private Branch branch(RexNode alternative) {
    Map<ColumnSpec, List<ColumnCondition>> conditions = new LinkedHashMap<>();
    boolean whole = true;
    for (RexNode conjunct : RelOptUtil.conjunctions(alternative)) {
      List<ColumnCondition> its = conjuncts.apply(conjunct);
      whole &= !its.isEmpty() && its.stream().allMatch(ColumnCondition::exact);
      for (ColumnCondition condition : its) {
        if (condition.comparison() == Comparison.NOT_IN) {
          whole = false;
        } else {
          conditions.computeIfAbsent(condition.column(), c -> new ArrayList<>()).add(condition);
        }
      }
    }
    return new Branch(conditions, whole);
  }

  private static boolean isPlainIn(ColumnCondition condition) {
    return condition.comparison() == Comparison.IN && condition.expression().isPlain();
  }

  private static ColumnCondition values(ColumnSpec column, List<Branch> branches) {
    List<RexNode> values = new ArrayList<>();
    for (Branch branch : branches) {
      ColumnCondition in =
          branch.of(column).stream().filter(DisjunctionReader::isPlainIn).findFirst().orElseThrow();
      values.addAll(in.values());
    }
    boolean exact = branches.stream().allMatch(branch -> branch.isOne(column));
    return new ColumnCondition(column, Comparison.IN, TimeExpression.PLAIN, values, exact);
  }

  private static ColumnCondition ranges(ColumnSpec column, List<Branch> branches) {
    List<RexNode> values = new ArrayList<>();
    List<ComparedRange> ranges = new ArrayList<>();
    boolean exact = true;
    for (Branch branch : branches) {
      List<ColumnCondition> its = branch.of(column);
      exact &= branch.isOf(column);
      ColumnCondition several =
          its.stream().filter(c -> c.values().size() > 1).findFirst().orElse(null);
      if (several != null) {
        exact &= its.size() == 1;
        ranges.addAll(several.asRanges());
        values.addAll(several.values());
        continue;
      }
      List<ComparedRange.Bound> bounds = new ArrayList<>();
      for (ColumnCondition condition : its) {
        bounds.add(new ComparedRange.Bound(condition.comparison(), condition.expression()));
        values.addAll(condition.values());
      }
      ranges.add(new ComparedRange(bounds));
    }
    return new ColumnCondition(
        column, Comparison.ANY_RANGE, TimeExpression.PLAIN, values, ranges, exact);
  }
}
