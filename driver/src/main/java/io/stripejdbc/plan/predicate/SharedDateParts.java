package io.stripejdbc.plan.predicate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Conditions that a time has the same parts as another, {@code year(x) = year(now()) AND month(x) =
 * month(now())}: both lie in the same month, {@code FLOOR(x TO MONTH) = FLOOR(now() TO MONTH)}.
 */
public final class SharedDateParts {
  private SharedDateParts() {}

  /** Two times of which parts are compared. */
  private record Times(RexNode time, RexNode other) {}

  /** A part that both have. */
  private record Part(Times times, TimeUnitRange unit) {}

  /** The conjuncts with those of the same two times joined to one where they are a whole. */
  public static List<RexNode> joined(List<RexNode> conjuncts, RexBuilder rex) {
    Map<Times, Map<TimeUnitRange, RexNode>> parts = new LinkedHashMap<>();
    for (RexNode conjunct : conjuncts) {
      part(conjunct)
          .ifPresent(
              part ->
                  parts
                      .computeIfAbsent(part.times(), t -> new EnumMap<>(TimeUnitRange.class))
                      .put(part.unit(), conjunct));
    }
    List<RexNode> joined = new ArrayList<>(conjuncts);
    parts.forEach(
        (times, units) ->
            whole(units)
                .ifPresent(
                    unit -> {
                      joined.removeIf(conjunct -> isWithin(units, unit, conjunct));
                      joined.add(same(times, unit, rex));
                    }));
    return joined;
  }

  /** The smallest unit that is told with all larger ones. */
  private static Optional<TimeUnitRange> whole(Map<TimeUnitRange, RexNode> units) {
    if (!units.containsKey(TimeUnitRange.YEAR)) {
      return Optional.empty();
    }
    if (units.containsKey(TimeUnitRange.MONTH)) {
      boolean day = units.containsKey(TimeUnitRange.DAY);
      return Optional.of(day ? TimeUnitRange.DAY : TimeUnitRange.MONTH);
    }
    return units.containsKey(TimeUnitRange.QUARTER)
        ? Optional.of(TimeUnitRange.QUARTER)
        : Optional.empty();
  }

  private static boolean isWithin(
      Map<TimeUnitRange, RexNode> units, TimeUnitRange whole, RexNode conjunct) {
    return units.entrySet().stream()
        .anyMatch(
            unit ->
                unit.getValue().equals(conjunct)
                    && (unit.getKey() == whole
                        || unit.getKey() == TimeUnitRange.YEAR
                        || unit.getKey() == TimeUnitRange.QUARTER
                        || unit.getKey() == TimeUnitRange.MONTH));
  }

  private static RexNode same(Times times, TimeUnitRange unit, RexBuilder rex) {
    RelDataType type =
        rex.getTypeFactory()
            .createTypeWithNullability(
                times.time().getType(), times.other().getType().isNullable());
    RexNode other =
        times.other().getType().getSqlTypeName() == type.getSqlTypeName()
            ? times.other()
            : rex.makeCast(type, times.other());
    return rex.makeCall(
        SqlStdOperatorTable.EQUALS,
        rex.makeCall(SqlStdOperatorTable.FLOOR, times.time(), rex.makeFlag(unit)),
        rex.makeCall(SqlStdOperatorTable.FLOOR, other, rex.makeFlag(unit)));
  }

  private static Optional<Part> part(RexNode conjunct) {
    if (conjunct.getKind() != SqlKind.EQUALS) {
      return Optional.empty();
    }
    RexNode left = ((RexCall) conjunct).getOperands().get(0);
    RexNode right = ((RexCall) conjunct).getOperands().get(1);
    boolean swapped = ConditionReader.isValue(left);
    RexNode time = swapped ? right : left;
    RexNode other = swapped ? left : right;
    return time instanceof RexCall first
            && other instanceof RexCall second
            && ConditionReader.isValue(other)
            && isExtract(first)
            && isExtract(second)
            && first.getOperands().get(0).equals(second.getOperands().get(0))
            && isComparable(first.getOperands().get(1), second.getOperands().get(1))
        ? Optional.of(
            new Part(
                new Times(first.getOperands().get(1), second.getOperands().get(1)),
                (TimeUnitRange) ((RexLiteral) first.getOperands().get(0)).getValue()))
        : Optional.empty();
  }

  private static boolean isExtract(RexCall call) {
    return call.getKind() == SqlKind.EXTRACT
        && call.getOperands().get(0) instanceof RexLiteral flag
        && flag.getValue() instanceof TimeUnitRange;
  }

  /** A date is the start of its day, where the other is a timestamp. */
  private static boolean isComparable(RexNode time, RexNode other) {
    SqlTypeName type = time.getType().getSqlTypeName();
    SqlTypeName others = other.getType().getSqlTypeName();
    return others == SqlTypeName.DATE
        ? type == SqlTypeName.DATE || type == SqlTypeName.TIMESTAMP
        : others == SqlTypeName.TIMESTAMP && type == others;
  }
}
