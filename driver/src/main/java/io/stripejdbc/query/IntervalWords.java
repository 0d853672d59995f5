package io.stripejdbc.query;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.query.Lexeme.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Spells PostgreSQL's intervals the standard way: {@code INTERVAL '7 days'} is {@code INTERVAL '7'
 * DAY}, {@code INTERVAL '1 year 6 months'} is {@code INTERVAL '18' MONTH}.
 *
 * <p>Months and days do not mix in one interval, because a month has no fixed number of days.
 */
final class IntervalWords {
  private static final Pattern PART =
      Pattern.compile("\\s*([+-]?\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]+)\\s*,?");

  /** The unit a word means, and how many of it. */
  private static final Map<String, Amount> UNITS =
      Map.ofEntries(
          Map.entry("second", new Amount(1, "SECOND")),
          Map.entry("sec", new Amount(1, "SECOND")),
          Map.entry("minute", new Amount(60, "SECOND")),
          Map.entry("min", new Amount(60, "SECOND")),
          Map.entry("hour", new Amount(3600, "SECOND")),
          Map.entry("hr", new Amount(3600, "SECOND")),
          Map.entry("day", new Amount(86400, "SECOND")),
          Map.entry("week", new Amount(7 * 86400, "SECOND")),
          Map.entry("month", new Amount(1, "MONTH")),
          Map.entry("mon", new Amount(1, "MONTH")),
          Map.entry("quarter", new Amount(3, "MONTH")),
          Map.entry("year", new Amount(12, "MONTH")),
          Map.entry("yr", new Amount(12, "MONTH")));

  private IntervalWords() {}

  private record Amount(long factor, String unit) {}

  static void spell(List<Lexeme> tokens) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      Lexeme value = tokens.get(i + 1);
      if (tokens.get(i).isWord("interval")
          && !tokens.get(i).isQuoted()
          && value.kind == Kind.STRING) {
        String text = value.text.substring(1, Math.max(1, value.text.length() - 1));
        String literal = standard(text);
        if (literal != null) {
          value.replace(literal);
        }
      }
    }
  }

  /** {@code '7' DAY} for {@code 7 days}; null when the text has no unit words. */
  static @Nullable String standard(String text) {
    List<BigDecimal> amounts = new ArrayList<>();
    List<Amount> units = new ArrayList<>();
    Matcher part = PART.matcher(text);
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      Amount unit = unit(part.group(2));
      if (unit == null) {
        return null;
      }
      amounts.add(new BigDecimal(part.group(1)));
      units.add(unit);
      end = part.end();
    }
    return amounts.isEmpty() || end < text.length() ? null : literal(text, amounts, units);
  }

  private static String literal(String text, List<BigDecimal> amounts, List<Amount> units) {
    String unit = units.get(0).unit;
    BigDecimal total = BigDecimal.ZERO;
    for (int i = 0; i < amounts.size(); i++) {
      if (!units.get(i).unit.equals(unit)) {
        throw new DriverFailure(
            DriverError.INVALID_SQL,
            "Interval '%s' mixes months with days; add two intervals instead".formatted(text));
      }
      total = total.add(amounts.get(i).multiply(BigDecimal.valueOf(units.get(i).factor)));
    }
    BigDecimal day = BigDecimal.valueOf(86400);
    if (unit.equals("SECOND") && total.remainder(day).signum() == 0) {
      unit = "DAY";
      total = total.divide(day);
    }
    return "'" + total.stripTrailingZeros().toPlainString() + "' " + unit;
  }

  private static @Nullable Amount unit(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    Amount unit = UNITS.get(lower);
    if (unit == null && lower.endsWith("s")) {
      unit = UNITS.get(lower.substring(0, lower.length() - 1));
    }
    return unit;
  }
}
