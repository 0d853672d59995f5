package io.stripejdbc.plan.predicate;

import io.stripejdbc.plan.predicate.ScanPredicate.Comparison;
import io.stripejdbc.plan.predicate.TimeExpressionReader.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of whole seconds with a DECIMAL, as comparisons with a whole number: more than 5.7 is
 * 6 or more, less than 5.7 is 5 or less.
 */
final class WholeSeconds {
  /** A long holds any whole number of so many digits. */
  private static final int DIGITS_OF_LONG = 18;

  private WholeSeconds() {}

  /** The comparison with a whole number; empty where there is none to be told. */
  static Optional<ColumnCondition> compared(
      Side side, Comparison comparison, RexNode value, RexBuilder rex) {
    return value instanceof RexLiteral literal
        ? literal(side, comparison, literal.getValueAs(BigDecimal.class), rex)
        : expression(side, comparison, value, rex);
  }

  private static Optional<ColumnCondition> literal(
      Side side, Comparison comparison, @Nullable BigDecimal value, RexBuilder rex) {
    if (value == null || value.precision() - value.scale() > DIGITS_OF_LONG) {
      return Optional.empty();
    }
    BigDecimal floor = value.setScale(0, RoundingMode.FLOOR);
    boolean whole = floor.compareTo(value) == 0;
    return switch (comparison) {
      case GREATER -> Optional.of(condition(side, comparison, floor, rex));
      case AT_LEAST ->
          Optional.of(condition(side, whole ? comparison : Comparison.GREATER, floor, rex));
      case LESS ->
          Optional.of(condition(side, whole ? comparison : Comparison.AT_MOST, floor, rex));
      case AT_MOST -> Optional.of(condition(side, comparison, floor, rex));
      case IN, NOT_IN, ANY_RANGE ->
          comparison == Comparison.IN && whole
              ? Optional.of(condition(side, comparison, floor, rex))
              : Optional.empty();
    };
  }

  private static ColumnCondition condition(
      Side side, Comparison comparison, BigDecimal whole, RexBuilder rex) {
    RelDataType type = rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
    return new ColumnCondition(
        side.column(),
        comparison,
        side.expression(),
        List.of(rex.makeExactLiteral(whole, type)),
        true);
  }

  /** By the whole number below a value that is not known yet: it may hold a second more. */
  private static Optional<ColumnCondition> expression(
      Side side, Comparison comparison, RexNode value, RexBuilder rex) {
    RelDataType type = value.getType();
    if (type.getPrecision() - type.getScale() > DIGITS_OF_LONG) {
      return Optional.empty();
    }
    Comparison wider =
        switch (comparison) {
          case GREATER -> Comparison.AT_LEAST;
          case LESS -> Comparison.AT_MOST;
          case AT_LEAST, AT_MOST, IN, NOT_IN, ANY_RANGE -> comparison;
        };
    RexNode floor = rex.makeCall(type, SqlStdOperatorTable.FLOOR, List.of(value));
    return Optional.of(
        new ColumnCondition(side.column(), wider, side.expression(), List.of(floor), false));
  }
}
