package io.stripejdbc.query.validate;

import io.stripejdbc.query.ResultType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * How many digits the value of a parameter has, where the type told by its neighbours has no room
 * for them: the statement is then compiled as if the value stood in it. Of a number its own digits,
 * those of {@code 2.0} too, because {@code 5 / 2.0} is not {@code 5 / 2}; of a moment beside dates
 * that it has a time of day.
 *
 * @param type DECIMAL or TIMESTAMP
 * @param precision all digits; of a TIMESTAMP those of its seconds' fraction
 * @param scale those behind the point
 */
public record ParameterDigits(SqlTypeName type, int precision, int scale) {
  private static final int MILLIS = 3;
  private static final int MOST_DIGITS = 38;
  private static final int BIGINT_BITS = 63;
  private static final int INTEGER_BITS = 31;

  /** The digits of a value that its slot has no room for, null when it has. */
  public static @Nullable ParameterDigits beyond(ParameterSlot slot, @Nullable Object value) {
    if (slot.isRowCount() || value == null) {
      return null;
    }
    if (slot.type() == ResultType.DATE) {
      boolean timed =
          value instanceof LocalDateTime moment && !moment.toLocalTime().equals(LocalTime.MIDNIGHT);
      return timed ? new ParameterDigits(SqlTypeName.TIMESTAMP, MILLIS, 0) : null;
    }
    boolean whole = slot.type() == ResultType.BIGINT || slot.type() == ResultType.INTEGER;
    if (!whole && slot.type() != ResultType.DECIMAL) {
      return null;
    }
    BigDecimal number = number(value);
    if (number == null || (whole ? fits(slot.type(), number) : number.scale() <= slot.scale())) {
      return null;
    }
    if (Math.abs((long) number.scale()) > MOST_DIGITS) {
      return null; // Nothing to compute with; the conversion to the slot's type says so.
    }
    BigDecimal exact = number.scale() < 0 ? number.setScale(0) : number;
    int precision = Math.max(exact.precision(), exact.scale() + 1);
    return precision > MOST_DIGITS
        ? null
        : new ParameterDigits(SqlTypeName.DECIMAL, precision, exact.scale());
  }

  private static boolean fits(ResultType type, BigDecimal number) {
    if (number.scale() > 0) {
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

  /** The type of the parameter where its neighbours want another, which stays if it is no like. */
  RelDataType type(RelDataTypeFactory factory, RelDataType wanted) {
    boolean number = type == SqlTypeName.DECIMAL;
    boolean alike =
        number ? SqlTypeUtil.isNumeric(wanted) : wanted.getSqlTypeName() == SqlTypeName.DATE;
    if (!alike) {
      return wanted;
    }
    return factory.createTypeWithNullability(
        number
            ? factory.createSqlType(SqlTypeName.DECIMAL, precision, scale)
            : factory.createSqlType(SqlTypeName.TIMESTAMP, precision),
        true);
  }
}
