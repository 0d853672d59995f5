package io.stripejdbc.attach;

import io.stripejdbc.attach.RemoteCondition.Comparison;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Gives values of ours to a statement of another database, in classes that know no zone. */
final class RemoteParameterBinder {
  private static final long MICROS_OF_A_MILLI = 1000;

  private RemoteParameterBinder() {}

  /**
   * Binds one value.
   *
   * @param value as generated code holds it: Long, BigDecimal, String, days, milliseconds
   * @param countsMicros whether instants are numbers of microseconds
   */
  static void bind(
      PreparedStatement statement,
      int index,
      Comparison comparison,
      @Nullable Object value,
      boolean countsMicros)
      throws SQLException {
    AttachedType type = comparison.column().column().type();
    if (value == null) {
      statement.setNull(index, code(type));
      return;
    }
    if (type == AttachedType.INSTANT && countsMicros) {
      long millis = ((Number) value).longValue() + comparison.plusMillis();
      statement.setLong(index, Math.multiplyExact(millis, MICROS_OF_A_MILLI));
      return;
    }
    switch (type) {
      case BOOLEAN -> statement.setBoolean(index, (Boolean) value);
      case INTEGER, BIGINT, DECIMAL -> number(statement, index, type, (Number) value);
      case DOUBLE -> statement.setDouble(index, ((Number) value).doubleValue());
      case DATE -> statement.setObject(index, LocalDate.ofEpochDay(((Number) value).longValue()));
      case TIMESTAMP -> statement.setObject(index, wallClock(value, comparison.plusMillis()));
      case INSTANT ->
          statement.setObject(
              index, wallClock(value, comparison.plusMillis()).atOffset(ZoneOffset.UTC));
      case TIME, TEXT, FILLED_TEXT, TEXT_FORM -> statement.setString(index, value.toString());
    }
  }

  private static LocalDateTime wallClock(Object millis, int plus) {
    Instant instant = Instant.ofEpochMilli(((Number) millis).longValue() + plus);
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** Whole numbers as such: an index on a column of them is not used for a decimal. */
  private static void number(
      PreparedStatement statement, int index, AttachedType type, Number value) throws SQLException {
    BigDecimal exact = exact(value);
    boolean whole =
        type != AttachedType.DECIMAL
            && exact.stripTrailingZeros().scale() <= 0
            && exact.toBigInteger().bitLength() < Long.SIZE;
    if (whole) {
      statement.setLong(index, exact.longValueExact());
    } else {
      statement.setBigDecimal(index, exact);
    }
  }

  private static BigDecimal exact(Number value) {
    return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
  }

  private static int code(AttachedType type) {
    return switch (type) {
      case BOOLEAN -> Types.BOOLEAN;
      case INTEGER, BIGINT -> Types.BIGINT;
      case DECIMAL -> Types.NUMERIC;
      case DOUBLE -> Types.DOUBLE;
      case DATE -> Types.DATE;
      case TIMESTAMP -> Types.TIMESTAMP;
      case INSTANT -> Types.TIMESTAMP_WITH_TIMEZONE;
      case TIME, TEXT, FILLED_TEXT, TEXT_FORM -> Types.VARCHAR;
    };
  }
}
