package io.stripejdbc.calcite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * What a condition says of single columns by its alternatives together: {@code (a, b) IN ((1, 2),
 * (3, 4))} arrives as {@code a = 1 AND b = 2 OR a = 3 AND b = 4}, of which no part can be a call,
 * and implies {@code a IN (1, 3)} and {@code b IN (2, 4)}.
 */
final class ImpliedEqualities {
  private ImpliedEqualities() {}

  /** The condition, and what its alternatives imply. */
  static RexNode with(RexBuilder rex, RexNode condition) {
    List<RexNode> all = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      all.add(conjunct);
      List<RexNode> alternatives = RelOptUtil.disjunctions(conjunct);
      if (alternatives.size() > 1 && alternatives.stream().anyMatch(a -> a.isA(SqlKind.AND))) {
        all.addAll(implied(rex, alternatives));
      }
    }
    return RexUtil.composeConjunction(rex, all);
  }

  private static List<RexNode> implied(RexBuilder rex, List<RexNode> alternatives) {
    Map<RexInputRef, List<RexNode>> values = new LinkedHashMap<>();
    for (RexNode alternative : alternatives) {
      equalities(alternative)
          .forEach(
              (column, value) -> values.computeIfAbsent(column, c -> new ArrayList<>()).add(value));
    }
    List<RexNode> implied = new ArrayList<>();
    values.forEach(
        (column, each) -> {
          if (each.size() == alternatives.size()) {
            implied.add(
                RexUtil.composeDisjunction(
                    rex,
                    each.stream()
                        .distinct()
                        .map(value -> rex.makeCall(SqlStdOperatorTable.EQUALS, column, value))
                        .toList()));
          }
        });
    return implied;
  }

  /** Of each column one value that it has where the alternative holds. */
  private static Map<RexInputRef, RexNode> equalities(RexNode alternative) {
    Map<RexInputRef, RexNode> found = new LinkedHashMap<>();
    for (RexNode term : RelOptUtil.conjunctions(alternative)) {
      if (term.isA(SqlKind.EQUALS)) {
        RexNode left = ((RexCall) term).getOperands().get(0);
        RexNode right = ((RexCall) term).getOperands().get(1);
        if (left instanceof RexInputRef column && right instanceof RexLiteral) {
          found.putIfAbsent(column, right);
        } else if (right instanceof RexInputRef column && left instanceof RexLiteral) {
          found.putIfAbsent(column, left);
        }
      }
    }
    return found;
  }
}
