package io.stripejdbc.row;

import com.fasterxml.jackson.core.JsonToken;
import io.stripejdbc.catalog.ColumnType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Scalars of the API to internal values, by the type of the column. */
final class ScalarConverter {
  private static final long MILLIS = TimeUnit.SECONDS.toMillis(1);

  private ScalarConverter() {}

  /**
   * The value of the scalar token the parser stands on.
   *
   * @param jsonStrings makes the strings
   * @throws IOException when it is no value of that type: the body is not what the API promises
   */
  static @Nullable Object scalar(JsonBufferParser in, ColumnType type, JsonStrings jsonStrings)
      throws IOException {
    try {
      return switch (type) {
        case VARCHAR -> in.text(jsonStrings);
        case BIGINT -> wholeNumber(in);
        case BOOLEAN -> truth(in);
        case DECIMAL -> decimal(in);
        case TIMESTAMP -> seconds(in);
        case INSTANT -> millis(in);
        case JSON -> throw new IllegalArgumentException("JSON is no scalar type");
      };
    } catch (ArithmeticException | DateTimeException | IllegalArgumentException bad) {
      throw new IOException("field '" + in.currentName() + "' is not a " + type, bad);
    }
  }

  /** The value of a parameter as it was sent: times in seconds, all else as in JSON. */
  static Object parameter(String text, ColumnType type) {
    return switch (type) {
      case VARCHAR, JSON -> text;
      case BIGINT -> Long.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case DECIMAL -> new BigDecimal(text);
      case TIMESTAMP, INSTANT -> Math.multiplyExact(Long.parseLong(text), MILLIS);
    };
  }

  /** Of a decimal no text is none; a count, an amount or a time is never written so. */
  private static long wholeNumber(JsonBufferParser in) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return in.getLongValue();
    }
    BigDecimal value = decimal(in);
    if (value == null) {
      throw new IllegalArgumentException("a text without a number");
    }
    return value.longValueExact();
  }

  private static Boolean truth(JsonBufferParser in) throws IOException {
    if (in.currentToken().isBoolean()) {
      return in.currentToken() == JsonToken.VALUE_TRUE;
    }
    return switch (in.getText()) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static @Nullable BigDecimal decimal(JsonBufferParser in) throws IOException {
    if (in.currentToken().isNumeric()) {
      return in.getDecimalValue();
    }
    String text = in.getText();
    return text.isEmpty() ? null : new BigDecimal(text);
  }

  /** Milliseconds since the epoch, from whole seconds (v1). */
  private static long seconds(JsonBufferParser in) throws IOException {
    return Math.multiplyExact(wholeNumber(in), MILLIS);
  }

  /** Milliseconds since the epoch, from an RFC 3339 text (v2), or from seconds. */
  private static @Nullable Long millis(JsonBufferParser in) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return Math.multiplyExact(in.getLongValue(), MILLIS);
    }
    if (in.currentToken().isNumeric()) {
      return in.getDecimalValue().movePointRight(3).longValueExact();
    }
    String text = in.getText();
    return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant().toEpochMilli();
  }
}
