package io.stripejdbc.query.rewrite;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * A date written as text, {@code to_char(created, 'YYYY-MM')} or {@code date_format(created,
 * '%Y-%m')}, and what a comparison of the text says of the time: {@code = '2026-10'} means a month.
 *
 * @param time the time that is written
 * @param shape what the text looks like: a group for each part
 * @param parts year, month and day, as they come: {@code y}, {@code m}, {@code d}
 */
record FormattedTime(SqlIdentifier time, Pattern shape, String parts) {
  /** Parts of a format that say a whole year, month or day in digits; or a sign for itself. */
  private static final Map<String, Pattern> SIGNS =
      Map.of(
          "to_char", Pattern.compile("(?i)(YYYY)|(MM)|(DD(?!D))|([-/. _:])"),
          "date_format", Pattern.compile("(%Y)|(%m)|(%d)|([-/. _:])"));

  /** The time behind a text, null where the text is something else or says less than a year. */
  static @Nullable FormattedTime of(SqlNode node) {
    if (!(node instanceof SqlCall call)
        || call.operandCount() != 2
        || !(call.operand(0) instanceof SqlIdentifier time)
        || !(call.operand(1) instanceof SqlCharStringLiteral format)) {
      return null;
    }
    Pattern signs = SIGNS.get(call.getOperator().getName().toLowerCase(Locale.ROOT));
    return signs == null ? null : of(time, signs, text(format));
  }

  private static @Nullable FormattedTime of(SqlIdentifier time, Pattern signs, String format) {
    StringBuilder shape = new StringBuilder();
    StringBuilder parts = new StringBuilder();
    Matcher sign = signs.matcher(format);
    for (int at = 0; at < format.length(); at = sign.end()) {
      if (!sign.region(at, format.length()).lookingAt()) {
        return null;
      }
      String itself = sign.group(4);
      parts.append(sign.group(1) != null ? "y" : sign.group(2) != null ? "m" : "");
      parts.append(sign.group(3) != null ? "d" : "");
      shape.append(
          itself != null
              ? Pattern.quote(itself)
              : sign.group(1) != null ? "([0-9]{4})" : "([0-9]{2})");
    }
    boolean whole = isWhole(parts.toString());
    return whole
        ? new FormattedTime(time, Pattern.compile(shape.toString()), parts.toString())
        : null;
  }

  /** A year, its month, or its month and day, each once. */
  private static boolean isWhole(String parts) {
    char[] sorted = parts.toCharArray();
    Arrays.sort(sorted);
    return List.of("y", "my", "dmy").contains(new String(sorted));
  }

  /** What follows for the time from a comparison of the text; null where nothing does. */
  @Nullable SqlNode compared(SqlKind kind, SqlNode value) {
    LocalDate from = value instanceof SqlCharStringLiteral text ? first(text(text)) : null;
    if (from == null || (kind != SqlKind.EQUALS && !"ymd".startsWith(parts))) {
      return null;
    }
    LocalDate until = from.plus(length());
    SqlParserPos pos = value.getParserPosition();
    return switch (kind) {
      case EQUALS -> SqlStdOperatorTable.AND.createCall(pos, atLeast(from, pos), below(until, pos));
      case GREATER_THAN -> atLeast(until, pos);
      case GREATER_THAN_OR_EQUAL -> atLeast(from, pos);
      case LESS_THAN -> below(from, pos);
      case LESS_THAN_OR_EQUAL -> below(until, pos);
      default -> null;
    };
  }

  /**
   * What follows from the text being one of several; null where that is nothing for one of them.
   */
  @Nullable SqlNode in(List<? extends SqlNode> values) {
    List<SqlNode> each = new ArrayList<>();
    for (SqlNode value : values) {
      SqlNode implied = compared(SqlKind.EQUALS, value);
      if (implied == null) {
        return null;
      }
      each.add(implied);
    }
    return each.stream()
        .reduce((a, b) -> SqlStdOperatorTable.OR.createCall(a.getParserPosition(), a, b))
        .orElse(null);
  }

  private static String text(SqlCharStringLiteral literal) {
    return String.valueOf(literal.getValueAs(String.class));
  }

  /** The first day of what a text says, null for one that no time is written as. */
  private @Nullable LocalDate first(String text) {
    Matcher matcher = shape.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    Map<Character, Integer> numbers = new HashMap<>();
    for (int i = 0; i < parts.length(); i++) {
      numbers.put(parts.charAt(i), Integer.valueOf(matcher.group(i + 1)));
    }
    int year = numbers.getOrDefault('y', 0);
    try {
      return year < 1 || year > 9998
          ? null
          : LocalDate.of(year, numbers.getOrDefault('m', 1), numbers.getOrDefault('d', 1));
    } catch (DateTimeException e) {
      return null; // There is no such day, and no row: the condition itself says so.
    }
  }

  private Period length() {
    return parts.contains("d")
        ? Period.ofDays(1)
        : parts.contains("m") ? Period.ofMonths(1) : Period.ofYears(1);
  }

  private SqlNode atLeast(LocalDate day, SqlParserPos pos) {
    return SqlStdOperatorTable.GREATER_THAN_OR_EQUAL.createCall(
        pos, time.clone(time.getParserPosition()), midnight(day, pos));
  }

  private SqlNode below(LocalDate day, SqlParserPos pos) {
    return SqlStdOperatorTable.LESS_THAN.createCall(
        pos, time.clone(time.getParserPosition()), midnight(day, pos));
  }

  private static SqlNode midnight(LocalDate day, SqlParserPos pos) {
    TimestampString text =
        new TimestampString(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), 0, 0, 0);
    return SqlLiteral.createTimestamp(SqlTypeName.TIMESTAMP, text, 0, pos);
  }
}
