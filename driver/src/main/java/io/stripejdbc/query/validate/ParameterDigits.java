package io.stripejdbc.query.validate;

import io.stripejdbc.query.ResultType;
import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * How many digits the value of a numeric parameter has, where the type told by its neighbours has
 * no room for them: the statement is then compiled as if the value stood in it.
 *
 * @param precision all digits
 * @param scale those behind the point
 */
public record ParameterDigits(int precision, int scale) {
  private static final int MOST_DIGITS = 38;
  private static final int BIGINT_BITS = 63;
  private static final int INTEGER_BITS = 31;

  /** The digits of a value that its slot has no room for, null when it has. */
  public static @Nullable ParameterDigits beyond(ParameterSlot slot, @Nullable Object value) {
    if (slot.isRowCount() || value == null) {
      return null;
    }
    boolean whole = slot.type() == ResultType.BIGINT || slot.type() == ResultType.INTEGER;
    if (!whole && slot.type() != ResultType.DECIMAL) {
      return null;
    }
    BigDecimal number = number(value);
    if (number == null || (whole ? fits(slot.type(), number) : number.scale() <= slot.scale())) {
      return null;
    }
    BigDecimal exact = number.scale() < 0 ? number.setScale(0) : number;
    int precision = Math.max(exact.precision(), exact.scale() + 1);
    return precision > MOST_DIGITS ? null : new ParameterDigits(precision, exact.scale());
  }

  private static boolean fits(ResultType type, BigDecimal number) {
    if (number.stripTrailingZeros().scale() > 0) {
      return false;
    }
    int bits = type == ResultType.BIGINT ? BIGINT_BITS : INTEGER_BITS;
    return number.precision() - number.scale() <= MOST_DIGITS
        && number.toBigInteger().bitLength() <= bits;
  }

  private static @Nullable BigDecimal number(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (!(value instanceof Number) && !(value instanceof String)) {
      return null;
    }
    try {
      return new BigDecimal(value.toString().strip());
    } catch (NumberFormatException e) {
      return null; // The conversion to the slot's type says what is wrong with it.
    }
  }

  RelDataType type(RelDataTypeFactory factory) {
    return factory.createTypeWithNullability(
        factory.createSqlType(SqlTypeName.DECIMAL, precision, scale), true);
  }
}
