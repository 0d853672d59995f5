package io.stripejdbc.query.parser;

import io.stripejdbc.error.DriverError;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The text of an interval that names its units itself, as in PostgreSQL: {@code '7 days'}, {@code
 * '1 year 6 months'}, {@code '1 day 02:30:00'}.
 */
final class IntervalText {
  private static final Pattern PART =
      Pattern.compile(
          "\\s*([+-]?\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]+)\\s*,?"
              + "|\\s*([+-]?)(\\d{1,4}):(\\d\\d)(?::(\\d\\d(?:\\.\\d+)?))?\\s*$");

  /** PostgreSQL: the whole interval is negative. */
  private static final Pattern AGO = Pattern.compile("(?is)(.*\\S)\\s+ago\\s*");

  private static final BigDecimal HOUR = BigDecimal.valueOf(3600);
  private static final BigDecimal DAY = BigDecimal.valueOf(86400);

  /** What a word means: so many months or so many seconds. */
  private record Unit(int months, BigDecimal seconds) {
    static Unit ofMonths(int months) {
      return new Unit(months, BigDecimal.ZERO);
    }

    static Unit ofSeconds(String seconds) {
      return new Unit(0, new BigDecimal(seconds));
    }
  }

  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          Map.entry("microsecond", Unit.ofSeconds("0.000001")),
          Map.entry("millisecond", Unit.ofSeconds("0.001")),
          Map.entry("ms", Unit.ofSeconds("0.001")),
          Map.entry("second", Unit.ofSeconds("1")),
          Map.entry("sec", Unit.ofSeconds("1")),
          Map.entry("s", Unit.ofSeconds("1")),
          Map.entry("minute", Unit.ofSeconds("60")),
          Map.entry("min", Unit.ofSeconds("60")),
          Map.entry("hour", Unit.ofSeconds("3600")),
          Map.entry("hr", Unit.ofSeconds("3600")),
          Map.entry("h", Unit.ofSeconds("3600")),
          Map.entry("day", Unit.ofSeconds("86400")),
          Map.entry("d", Unit.ofSeconds("86400")),
          Map.entry("week", Unit.ofSeconds("604800")),
          Map.entry("month", Unit.ofMonths(1)),
          Map.entry("mon", Unit.ofMonths(1)),
          Map.entry("quarter", Unit.ofMonths(3)),
          Map.entry("year", Unit.ofMonths(12)),
          Map.entry("yr", Unit.ofMonths(12)),
          Map.entry("y", Unit.ofMonths(12)),
          Map.entry("decade", Unit.ofMonths(120)));

  private BigDecimal months = BigDecimal.ZERO;
  private BigDecimal seconds = BigDecimal.ZERO;

  private IntervalText() {}

  /** Whether the text, with its quotes, names units. */
  static boolean hasUnits(String quoted) {
    return quoted.chars().anyMatch(Character::isLetter);
  }

  /**
   * The interval.
   *
   * @param sign 1 or -1
   * @param text without its quotes
   */
  static SqlNode interval(SqlParserPos pos, int sign, String text) {
    IntervalText interval = new IntervalText();
    Matcher ago = AGO.matcher(text);
    boolean past = ago.matches();
    if (!interval.read(past ? ago.group(1) : text)) {
      throw new UnsupportedSyntax(
          DriverError.INVALID_SQL,
          pos,
          "INTERVAL '%s' is not understood; write INTERVAL '7' DAY or INTERVAL '1 day 2 hours'"
              .formatted(text));
    }
    return interval.literals(pos, past ? -sign : sign);
  }

  /** The interval that {@code CAST('1 day' AS INTERVAL)} is. */
  static SqlNode cast(SqlParserPos pos, SqlNode value) {
    String text = value instanceof SqlLiteral literal ? literal.toValue() : null;
    if (text == null || !SqlTypeName.CHAR_TYPES.contains(((SqlLiteral) value).getTypeName())) {
      throw new UnsupportedSyntax(
          DriverError.INVALID_SQL,
          pos,
          "CAST to INTERVAL takes a text in quotes, such as '7 days'; of a column write"
              + " x * INTERVAL '1' DAY");
    }
    return interval(pos, 1, text);
  }

  private SqlNode literals(SqlParserPos pos, int sign) {
    boolean mixed = months.signum() != 0 && seconds.signum() != 0;
    if (mixed) {
      return new MixedInterval(pos, monthsLiteral(pos, sign), timeLiteral(pos, sign));
    }
    return months.signum() != 0 ? monthsLiteral(pos, sign) : timeLiteral(pos, sign);
  }

  private boolean read(String text) {
    Matcher part = PART.matcher(text);
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      if (!add(part)) {
        return false;
      }
      end = part.end();
    }
    return end > 0 && text.substring(end).isBlank() && isWhole(months);
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  private boolean add(Matcher part) {
    if (part.group(2) == null) {
      BigDecimal time =
          new BigDecimal(part.group(4))
              .multiply(HOUR)
              .add(new BigDecimal(part.group(5)).multiply(BigDecimal.valueOf(60)))
              .add(part.group(6) == null ? BigDecimal.ZERO : new BigDecimal(part.group(6)));
      seconds = seconds.add(part.group(3).equals("-") ? time.negate() : time);
      return true;
    }
    Unit unit = unit(part.group(2));
    if (unit == null) {
      return false;
    }
    BigDecimal amount = new BigDecimal(part.group(1));
    months = months.add(amount.multiply(BigDecimal.valueOf(unit.months)));
    seconds = seconds.add(amount.multiply(unit.seconds));
    return true;
  }

  private SqlNode monthsLiteral(SqlParserPos pos, int sign) {
    return literal(pos, sign, months, TimeUnit.MONTH);
  }

  private SqlNode timeLiteral(SqlParserPos pos, int sign) {
    return seconds.remainder(DAY).signum() == 0
        ? literal(pos, sign, seconds.divide(DAY), TimeUnit.DAY)
        : literal(pos, sign, seconds, TimeUnit.SECOND);
  }

  private static SqlLiteral literal(SqlParserPos pos, int sign, BigDecimal amount, TimeUnit unit) {
    return SqlParserUtil.parseIntervalLiteral(
        pos,
        sign,
        amount.stripTrailingZeros().toPlainString(),
        new SqlIntervalQualifier(unit, null, pos));
  }

  private static @Nullable Unit unit(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    Unit unit = UNITS.get(lower);
    return unit == null && lower.endsWith("s")
        ? UNITS.get(lower.substring(0, lower.length() - 1))
        : unit;
  }
}
