package io.stripejdbc.query.error;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Faults of values met while rows are computed: overflow, division by zero, casts. The sentences
 * are ours; of another's only the values in it are shown.
 */
final class RuntimeErrors {
  private static final CalciteMessages MESSAGES = new CalciteMessages();

  /** How far from its fault a function of Calcite's stands at most. */
  private static final int DEEPEST_FRAMES = 12;

  private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d.]*([eE][+-]?\\d+)?");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");

  /** How the JDK names the text that is no number; BigDecimal names none. */
  private static final Pattern INPUT =
      Pattern.compile("^(?:For input string: |Value out of range. Value:)\"(.*)\"");

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");

  private RuntimeErrors() {}

  static DriverFailure arithmetic(Throwable t) {
    if (t instanceof NumberFormatException) {
      Matcher input = INPUT.matcher(FailureBoundary.firstLine(t));
      String text = input.find() ? ": '" + input.group(1) + "'" : "";
      if (!text.isEmpty() && WHOLE.matcher(input.group(1)).matches()) {
        return new DriverFailure(
            DriverError.NUMERIC_RANGE,
            "A number is outside of the range of its type: %s.".formatted(input.group(1)));
      }
      return new DriverFailure(
          DriverError.BAD_CAST,
          "A text cannot be read as a number%s; TRY_CAST gives NULL for such.".formatted(text));
    }
    if (isDivision(t)) {
      return new DriverFailure(DriverError.DIVISION_BY_ZERO, "Division by zero.");
    }
    Matcher number = NUMBER.matcher(FailureBoundary.firstLine(t));
    return new DriverFailure(
        DriverError.NUMERIC_RANGE,
        number.find()
            ? "A number is outside of the range of its type: %s.".formatted(number.group())
            : "A number is outside of the range of its type.");
  }

  /**
   * Whether it was thrown by a division: by the JVM's own, which says nothing once it is compiled,
   * or by a method that divides. What is too large is said by the methods of {@link Math}.
   */
  private static boolean isDivision(Throwable t) {
    String text = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
    StackTraceElement[] places = t.getStackTrace();
    boolean divides =
        places.length > 0 && places[0].getMethodName().matches("divide.*|remainder|.*[mM]od.*");
    return t.getMessage() == null
        || text.contains("by zero")
        || (divides && text.contains("division"));
  }

  /** What Calcite's own functions throw about a value, null for anything else. */
  static @Nullable DriverFailure ofValue(Throwable t) {
    String text = FailureBoundary.firstLine(t);
    if (t.getClass().getSimpleName().equals("JsonParseException")
        || text.equals("json object must not be null")) {
      return new DriverFailure(DriverError.BAD_JSON, "A text is no JSON.");
    }
    if (!(t instanceof RuntimeException)) {
      return null;
    }
    // json-path's own; no class of it is seen here.
    if (t.getClass().getName().contains("jsonpath.")) {
      return new DriverFailure(
          DriverError.BAD_ARGUMENT, "A path into JSON cannot be followed" + named(text) + ".");
    }
    if (text.startsWith("Invalid escape character")) {
      return new DriverFailure(
          DriverError.BAD_ESCAPE_CHARACTER, "ESCAPE takes one character" + named(text) + ".");
    }
    if (text.startsWith("Invalid escape sequence")) {
      return new DriverFailure(
          DriverError.BAD_ESCAPE_SEQUENCE,
          "An escape character stands before %, _ or itself" + named(text) + ".");
    }
    if (!(t instanceof IllegalArgumentException)) {
      return function(t);
    }
    if (text.matches("Invalid (DATE|TIME|TIMESTAMP) value.*")) {
      return new DriverFailure(
          DriverError.BAD_DATETIME, "A text is no date or time" + named(text) + ".");
    }
    return text.matches("(Value of \\w+ field is|Year) out of range.*")
        ? new DriverFailure(
            DriverError.DATETIME_RANGE, "There is no such date or time" + named(text) + ".")
        : function(t);
  }

  /** A text that a function of Calcite's cannot read by the format it was given. */
  static DriverFailure ofFormat(Throwable t) {
    return new DriverFailure(
        DriverError.BAD_DATETIME,
        "A text does not match the format of a date or time" + named(FailureBoundary.firstLine(t)));
  }

  /** What stands in quotes in a sentence of another: the values it is about. */
  private static String named(String text) {
    String quoted =
        QUOTED.matcher(text).results().map(MatchResult::group).collect(Collectors.joining(", "));
    return quoted.isEmpty() ? "" : ": " + quoted;
  }

  private static @Nullable DriverFailure function(Throwable t) {
    return isOfFunction(t)
        ? new DriverFailure(
            DriverError.BAD_ARGUMENT,
            "A function of the statement is given a value that it does not take"
                + named(FailureBoundary.firstLine(t))
                + ".")
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
