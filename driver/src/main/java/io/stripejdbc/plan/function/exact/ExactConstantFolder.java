package io.stripejdbc.plan.function.exact;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
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
      whole.add(mayHoldMore(constant.getType()) ? withAllDigits(rex, constant) : constant);
    }
    List<RexNode> values = new ArrayList<>();
    executor.reduce(rex, whole, values);
    for (int i = 0; i < constants.size(); i++) {
      RexNode constant = constants.get(i);
      reduced.add(
          mayHoldMore(constant.getType()) ? fitting(rex, constant, values.get(i)) : values.get(i));
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
