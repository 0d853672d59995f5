package io.stripejdbc.query.error;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Faults of values met while rows are computed: overflow, division by zero, casts. */
final class RuntimeErrors {
  private static final CalciteMessages MESSAGES = new CalciteMessages();

  /** How far from its fault a function of Calcite's stands at most. */
  private static final int DEEPEST_FRAMES = 12;

  private RuntimeErrors() {}

  static DriverFailure arithmetic(Throwable t) {
    String text = FailureBoundary.firstLine(t);
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("by zero") || lower.contains("division undefined")) {
      return new DriverFailure(DriverError.DIVISION_BY_ZERO, "Division by zero.");
    }
    if (t instanceof NumberFormatException) {
      return new DriverFailure(
          DriverError.BAD_CAST, "A text cannot be read as a number; TRY_CAST gives NULL for such.");
    }
    return new DriverFailure(DriverError.NUMERIC_RANGE, "A number is out of range: " + text + ".");
  }

  /** What Calcite's own functions throw about a value, null for anything else. */
  static @Nullable DriverFailure ofValue(Throwable t) {
    String text = FailureBoundary.firstLine(t);
    if (t.getClass().getSimpleName().equals("JsonParseException")
        || text.equals("json object must not be null")) {
      return new DriverFailure(DriverError.BAD_JSON, "A text is no JSON: " + text);
    }
    if (!(t instanceof RuntimeException)) {
      return null;
    }
    // json-path's own; no class of it is seen here.
    if (t.getClass().getName().contains("jsonpath.")) {
      return new DriverFailure(
          DriverError.BAD_ARGUMENT, "A path into JSON cannot be followed: " + text);
    }
    if (text.startsWith("Invalid escape character")) {
      return new DriverFailure(DriverError.BAD_ESCAPE_CHARACTER, text);
    }
    if (text.startsWith("Invalid escape sequence")) {
      return new DriverFailure(DriverError.BAD_ESCAPE_SEQUENCE, text);
    }
    if (!(t instanceof IllegalArgumentException)) {
      return function(t, text);
    }
    if (text.matches("Invalid (DATE|TIME|TIMESTAMP) value.*")) {
      return new DriverFailure(DriverError.BAD_DATETIME, text);
    }
    return text.matches("(Value of \\w+ field is|Year) out of range.*")
        ? new DriverFailure(DriverError.DATETIME_RANGE, text)
        : function(t, text);
  }

  private static @Nullable DriverFailure function(Throwable t, String text) {
    return isOfFunction(t)
        ? new DriverFailure(
            DriverError.BAD_ARGUMENT, "A function of the statement does not take a value: " + text)
        : null;
  }

  /** Whether one of Calcite's functions on values has failed on what it was given. */
  private static boolean isOfFunction(Throwable t) {
    boolean kind =
        t instanceof IndexOutOfBoundsException
            || t instanceof NegativeArraySizeException
            || t instanceof DateTimeException
            || (t instanceof IllegalArgumentException && !(t instanceof NumberFormatException));
    return kind
        && Arrays.stream(t.getStackTrace())
            .limit(DEEPEST_FRAMES)
            .anyMatch(frame -> frame.getClassName().contains("calcite.runtime."));
  }

  /** A complaint of Calcite's about a value. */
  static DriverFailure calcite(Throwable t) {
    return MESSAGES.failure(String.valueOf(t.getMessage()), DriverError.BAD_ARGUMENT);
  }
}
