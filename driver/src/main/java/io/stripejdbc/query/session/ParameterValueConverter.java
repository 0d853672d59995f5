package io.stripejdbc.query.session;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.scalar.NumericFunctions;
import io.stripejdbc.plan.function.time.TimeTexts;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.validate.ParameterSlot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Converts the value of a {@code ?} to what generated code takes for its type. */
final class ParameterValueConverter {
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private ParameterValueConverter() {}

  /**
   * @param position of the parameter, from 1, for messages
   * @throws DriverFailure 22018, 22003, 22007 or 22023 when the value does not fit the type
   */
  static @Nullable Object internal(int position, ParameterSlot slot, @Nullable Object value) {
    if (value == null) {
      return slot.isRowCount() ? rowCount(position, null) : null;
    }
    try {
      return slot.isRowCount() ? rowCount(position, value) : convert(slot.type(), value);
    } catch (ArithmeticException e) {
      throw failure(DriverError.NUMERIC_RANGE, position, slot, value, e);
    } catch (DriverFailure e) {
      throw slot.isRowCount() ? e : failure(e.error(), position, slot, value, e);
    } catch (DateTimeException e) {
      throw failure(DriverError.BAD_DATETIME, position, slot, value, e);
    } catch (IllegalArgumentException e) {
      throw failure(DriverError.BAD_CAST, position, slot, value, e);
    }
  }

  private static DriverFailure failure(
      DriverError error, int position, ParameterSlot slot, Object value, Exception cause) {
    return new DriverFailure(
        error,
        "Parameter %d must be %s, was '%s'.".formatted(position, named(slot.type()), value),
        0,
        cause);
  }

  private static String named(ResultType type) {
    return (type == ResultType.INTEGER ? "an " : "a ") + type;
  }

  /** Generated code casts it to Integer; more rows than that are all rows. */
  private static Integer rowCount(int position, @Nullable Object value) {
    long rows = value == null ? -1 : decimal(value).longValueExact();
    if (rows < 0) {
      throw new DriverFailure(
          DriverError.BAD_ARGUMENT,
          "Parameter %d is a number of rows; it must be 0 or more, was %s."
              .formatted(position, value));
    }
    return (int) Math.min(Integer.MAX_VALUE, rows);
  }

  private static Object convert(ResultType type, Object value) {
    return switch (type) {
      case VARCHAR, OTHER -> text(value);
      case BOOLEAN -> value instanceof Boolean ? value : truth(value);
      case INTEGER -> decimal(value).intValueExact();
      case BIGINT -> decimal(value).longValueExact();
      case DECIMAL -> decimal(value);
      case DOUBLE -> binary(value);
      case DATE -> Math.toIntExact(Math.floorDiv(millis(value), MILLIS_PER_DAY));
      case TIME -> (int) Math.floorMod(timeMillis(value), MILLIS_PER_DAY);
      case TIMESTAMP -> millis(value);
      case VARBINARY -> throw new IllegalArgumentException("binary values are not supported");
    };
  }

  private static Double binary(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    String text = value.toString().strip();
    double number = Double.parseDouble(text);
    if (Double.isInfinite(number) && !text.endsWith("Infinity")) {
      throw new ArithmeticException("larger than any DOUBLE");
    }
    return number;
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal decimal) {
      return NumericFunctions.bounded(decimal).toPlainString();
    }
    return value instanceof LocalDateTime time
        ? time.toString().replace('T', ' ')
        : value.toString();
  }

  private static Boolean truth(Object value) {
    String text = value.toString().trim();
    if (text.equalsIgnoreCase("true") || text.equals("1")) {
      return true;
    }
    if (text.equalsIgnoreCase("false") || text.equals("0")) {
      return false;
    }
    throw new IllegalArgumentException(text);
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return NumericFunctions.bounded(decimal);
    }
    if (value instanceof Double || value instanceof Float) {
      return wholeIfWhole(new BigDecimal(value.toString()));
    }
    if (value instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return NumericFunctions.ofText(value.toString());
  }

  private static BigDecimal wholeIfWhole(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0
        ? value.setScale(0, RoundingMode.UNNECESSARY)
        : value;
  }

  private static long timeMillis(Object value) {
    if (value instanceof String text) {
      return TimeTexts.time(text);
    }
    return value instanceof LocalTime time ? time.toNanoOfDay() / NANOS_PER_MILLI : millis(value);
  }

  /** Milliseconds since the epoch of a UTC wall clock. */
  private static long millis(Object value) {
    if (value instanceof LocalDateTime time) {
      return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
    if (value instanceof Instant instant) {
      return instant.toEpochMilli();
    }
    if (value instanceof LocalDate date) {
      return Math.multiplyExact(date.toEpochDay(), MILLIS_PER_DAY);
    }
    if (value instanceof String text) {
      return TimeTexts.timestamp(text);
    }
    throw new IllegalArgumentException(value.toString());
  }
}
