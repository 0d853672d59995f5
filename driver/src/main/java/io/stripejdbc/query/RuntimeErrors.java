package io.stripejdbc.query;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Faults of values met while rows are computed: overflow, division by zero, casts. */
final class RuntimeErrors {
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
    if (!(t instanceof RuntimeException)) {
      return null;
    }
    if (text.startsWith("Invalid escape character")) {
      return new DriverFailure(DriverError.BAD_ESCAPE_CHARACTER, text);
    }
    if (text.startsWith("Invalid escape sequence")) {
      return new DriverFailure(DriverError.BAD_ESCAPE_SEQUENCE, text);
    }
    if (!(t instanceof IllegalArgumentException)) {
      return null;
    }
    if (text.matches("Invalid (DATE|TIME|TIMESTAMP) value.*")) {
      return new DriverFailure(DriverError.BAD_DATETIME, text);
    }
    return text.matches("(Value of \\w+ field is|Year) out of range.*")
        ? new DriverFailure(DriverError.DATETIME_RANGE, text)
        : null;
  }

  static DriverFailure calcite(Throwable t) {
    String text = FailureBoundary.firstLine(t);
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("out of range") || lower.contains("overflow")) {
      return new DriverFailure(DriverError.NUMERIC_RANGE, text);
    }
    if (lower.contains("date") || lower.contains("time")) {
      return new DriverFailure(DriverError.BAD_DATETIME, text);
    }
    if (lower.contains("cast") || lower.contains("convert")) {
      return new DriverFailure(DriverError.BAD_CAST, text);
    }
    return new DriverFailure(DriverError.BAD_ARGUMENT, text);
  }
}
