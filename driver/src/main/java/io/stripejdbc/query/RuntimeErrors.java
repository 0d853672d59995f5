package io.stripejdbc.query;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.Locale;

/** Faults of values met while rows are computed: overflow, division by zero, casts. */
final class RuntimeErrors {
  private static final String[] RANGE = {
    "numberLiteralOutOfRange", "inputArgumentsOfFunctionOutOfRange"
  };
  private static final String[] TIMES = {"dateLiteralOutOfRange"};
  private static final String[] CASTS = {
    "cannotConvert", "invalidCharacterForCast", "invalidLiteral", "cannotCastValue"
  };

  private static final CalciteMessages MESSAGES = new CalciteMessages();

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

  /** A complaint of Calcite's about a value. */
  static DriverFailure calcite(Throwable t) {
    return new DriverFailure(error(String.valueOf(t.getMessage())), FailureBoundary.firstLine(t));
  }

  private static DriverError error(String message) {
    if (MESSAGES.valuesOf(message, RANGE).isPresent()) {
      return DriverError.NUMERIC_RANGE;
    }
    if (MESSAGES.valuesOf(message, TIMES).isPresent()) {
      return DriverError.BAD_DATETIME;
    }
    return MESSAGES.valuesOf(message, CASTS).isPresent()
        ? DriverError.BAD_CAST
        : DriverError.BAD_ARGUMENT;
  }
}
