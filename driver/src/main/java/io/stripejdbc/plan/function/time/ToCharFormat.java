package io.stripejdbc.plan.function.time;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.util.format.postgresql.CompiledDateTimeFormat;
import org.apache.calcite.util.format.postgresql.PostgresqlDateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * {@code to_char(x, 'YYYY-MM-DD')} with PostgreSQL's letters; one for each call in a statement.
 *
 * <p>The single letters are Calcite's, which (1.42) takes those of numbers only when they are
 * large, knows no text in double quotes, and does not fill WW and RM up to their width.
 */
public final class ToCharFormat {
  /** Names first, whose case counts; then numbers; what is in quotes; else a sign for itself. */
  private static final Pattern PART =
      Pattern.compile(
          "\"([^\"]*)\"?"
              + "|(FM)?(?:(MONTH|Month|month|MON|Mon|mon|DAY|Day|day|DY|Dy|dy|RM|rm"
              + "|[AP]M|[ap]m|[AP]\\.M\\.|[ap]\\.m\\.|BC|AD|bc|ad|B\\.C\\.|A\\.D\\.|b\\.c\\.|a\\.d\\.)"
              + "|((?i:YYYY|Y,YYY|YYY|YY|Y|IYYY|IYY|IY|IDDD|ID|IW|I|DDD|DD|D|HH24|HH12|HH|MI|MM|MS"
              + "|SSSSS|SSSS|SS|US|FF[1-6]|WW|W|CC|J|Q)))(TH|th)?"
              + "|((?i:TM|TZH|TZM|TZ|OF))"
              + "|(.)",
          Pattern.DOTALL);

  private static final int DAYS_OF_WEEK = 7;
  private static final int WIDEST_ROMAN = 4;

  private @Nullable String format;
  private List<Function<ZonedDateTime, String>> parts = List.of();

  /** One for each call in a statement. */
  public ToCharFormat() {}

  /** The text of a time, in milliseconds of the UTC wall clock. */
  public String toChar(long timestamp, String format) {
    if (!format.equals(this.format)) {
      parts = parts(format);
      this.format = format;
    }
    ZonedDateTime time = TimeFunctions.dateTime(timestamp).atZone(ZoneOffset.UTC);
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.apply(time)));
    return text.toString();
  }

  private static List<Function<ZonedDateTime, String>> parts(String format) {
    List<Function<ZonedDateTime, String>> parts = new ArrayList<>();
    Matcher part = PART.matcher(format);
    while (part.find()) {
      String itself = part.group(1) == null ? part.group(7) : part.group(1);
      if (part.group(6) != null) {
        throw TimeFunctions.argument(
            "to_char does not take '%s': times have no zone, and names are English; text is written"
                    .formatted(part.group(6))
                + " in double quotes");
      }
      parts.add(itself == null ? letters(part) : time -> itself);
    }
    return parts;
  }

  private static Function<ZonedDateTime, String> letters(Matcher part) {
    boolean filled = part.group(2) == null;
    String suffix = part.group(5) == null ? "" : part.group(5);
    String letters = part.group(3) == null ? part.group(4).toUpperCase(Locale.ROOT) : part.group(3);
    if (letters.equals("WW") && suffix.isEmpty()) {
      return time ->
          (filled ? "%02d" : "%d").formatted((time.getDayOfYear() - 1) / DAYS_OF_WEEK + 1);
    }
    CompiledDateTimeFormat compiled =
        PostgresqlDateTimeFormatter.compilePattern((filled ? "" : "FM") + letters + suffix);
    boolean roman = letters.equalsIgnoreCase("RM") && filled;
    return time -> {
      String text = compiled.formatDateTime(time, Locale.ENGLISH);
      return roman ? text + " ".repeat(WIDEST_ROMAN - text.length()) : text;
    };
  }
}
