package io.stripejdbc.query.rewrite;

import io.stripejdbc.plan.function.time.TimeTexts;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;

/**
 * Literals of dates and timestamps in any form that a cast takes, such as {@code TIMESTAMP
 * '2026-01-01T00:00:00 Europe/Berlin'}, in the one that Calcite takes, on UTC's clock.
 */
final class ZonedLiteralRewriter {
  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSS]", Locale.ROOT);

  private ZonedLiteralRewriter() {}

  /** The literal on UTC's clock; the same literal when it is none of a date or timestamp. */
  static SqlLiteral inUtc(SqlUnknownLiteral literal) {
    String text =
        switch (literal.tag) {
          case "TIMESTAMP" -> timestamp(literal);
          case "DATE" -> LocalDate.ofEpochDay(TimeTexts.date(literal.getValue())).toString();
          case "TIME" -> withSeconds(literal.getValue().strip());
          default -> null;
        };
    return text == null || text.equals(literal.getValue())
        ? literal
        : SqlLiteral.createUnknown(literal.tag, text, literal.getParserPosition());
  }

  /** {@code TIME '10:00'} is ten o'clock; any other text is left to the reader of literals. */
  private static String withSeconds(String time) {
    return time.matches("\\d{1,2}:\\d{2}") ? (time.length() < 5 ? "0" : "") + time + ":00" : time;
  }

  private static String timestamp(SqlUnknownLiteral literal) {
    long millis = TimeTexts.timestamp(literal.getValue());
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(millis, 1000L),
            (int) Math.floorMod(millis, 1000L) * 1_000_000,
            ZoneOffset.UTC);
    return TEXT.format(utc).replaceAll("\\.000$", "");
  }
}
