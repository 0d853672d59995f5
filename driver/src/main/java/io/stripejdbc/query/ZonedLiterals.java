package io.stripejdbc.query;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;

/** Literals of moments that name a zone or an offset. */
final class ZonedLiterals {
  private static final Pattern ZONED =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?)"
              + " ?(Z|UTC|GMT|[+-]\\d\\d(?::?\\d\\d)?|[A-Za-z_]+/[A-Za-z_/+-]+)");

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSS]", Locale.ROOT);

  private ZonedLiterals() {}

  /** The literal on UTC's clock; the same literal when it names no zone. */
  static SqlLiteral inUtc(SqlUnknownLiteral literal) {
    Matcher zoned = ZONED.matcher(literal.getValue());
    if (!zoned.matches()) {
      return literal;
    }
    try {
      LocalDateTime utc =
          LocalDateTime.parse(zoned.group(1) + "T" + zoned.group(2))
              .atZone(ZoneId.of(zoned.group(3)))
              .withZoneSameInstant(ZoneOffset.UTC)
              .toLocalDateTime();
      String text = TEXT.format(utc).replaceAll("\\.000$", "");
      return SqlLiteral.createUnknown("TIMESTAMP", text, literal.getParserPosition());
    } catch (DateTimeException e) {
      return literal; // The validator says what is wrong with it.
    }
  }
}
