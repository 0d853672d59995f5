package io.stripejdbc.plan.function.exact;

import io.stripejdbc.plan.function.DatetimeOperators;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Computes constant expressions by another executor, and leaves those as they are whose value a
 * literal cannot hold: a time with more digits of a second than its type names, {@code TIMESTAMP
 * '2026-01-01 00:00:00' + 0.25 * INTERVAL '1' SECOND}. Calcite (1.42) cuts them in a literal, and
 * keeps them in a column.
 *
 * @param executor computes
 */
public record ExactConstantFolder(RexExecutor executor) implements RexExecutor {
  private static final int MILLI_DIGITS = 3;

  @Override
  public void reduce(RexBuilder rex, List<RexNode> constants, List<RexNode> reduced) {
    List<RexNode> whole = new ArrayList<>();
    for (RexNode constant : constants) {
      RexNode exact = constant.accept(new OwnArithmetic(rex));
      whole.add(mayHoldMore(constant.getType()) ? withAllDigits(rex, exact) : exact);
    }
    List<RexNode> values = new ArrayList<>();
    executor.reduce(rex, whole, values);
    for (int i = 0; i < constants.size(); i++) {
      RexNode constant = constants.get(i);
      RexNode value = values.get(i);
      if (value.equals(whole.get(i))) {
        reduced.add(constant); // It cannot be computed now, and must not grow when tried again.
      } else {
        reduced.add(mayHoldMore(constant.getType()) ? fitting(rex, constant, value) : value);
      }
    }
  }

  /**
   * Datetime arithmetic by our own: a column of constants has become one only after it was looked
   * at.
   */
  private static final class OwnArithmetic extends RexShuttle {
    private final RexBuilder rex;

    OwnArithmetic(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      return super.visitCall(call) instanceof RexCall visited
          ? DatetimeOperators.checked(rex, visited, true)
          : call;
    }
  }

  private static boolean mayHoldMore(RelDataType type) {
    return isTime(type.getSqlTypeName()) && type.getPrecision() < MILLI_DIGITS;
  }

  private static boolean isTime(SqlTypeName type) {
    return type == SqlTypeName.TIMESTAMP || type == SqlTypeName.TIME;
  }

  private static RexNode withAllDigits(RexBuilder rex, RexNode time) {
    RelDataType type =
        rex.getTypeFactory().createSqlType(time.getType().getSqlTypeName(), MILLI_DIGITS);
    return rex.makeAbstractCast(
        rex.getTypeFactory().createTypeWithNullability(type, time.getType().isNullable()),
        time,
        false);
  }

  private static RexNode fitting(RexBuilder rex, RexNode constant, RexNode value) {
    RelDataType type = constant.getType();
    if (!(value instanceof RexLiteral literal)) {
      return constant;
    }
    if (literal.isNull()) {
      return rex.makeNullLiteral(type);
    }
    int digits = Math.max(0, type.getPrecision());
    if (type.getSqlTypeName() == SqlTypeName.TIME) {
      TimeString time = literal.getValueAs(TimeString.class);
      return same(time, time == null ? null : time.round(digits))
          ? rex.makeLiteral(time, type, false, false)
          : constant;
    }
    TimestampString time = literal.getValueAs(TimestampString.class);
    return same(time, time == null ? null : time.round(digits))
        ? rex.makeLiteral(time, type, false, false)
        : constant;
  }

  private static boolean same(@Nullable Object whole, @Nullable Object rounded) {
    return whole != null && whole.equals(rounded);
  }
}
