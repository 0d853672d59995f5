package io.stripejdbc.query.validate;

import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Units of time as people write them: {@code 'month'}, {@code months}, {@code day_of_week}. */
public final class TimeUnits {
  private static final Map<String, TimeUnit> NAMES =
      Map.ofEntries(
          Map.entry("millisecond", TimeUnit.MILLISECOND),
          Map.entry("second", TimeUnit.SECOND),
          Map.entry("minute", TimeUnit.MINUTE),
          Map.entry("hour", TimeUnit.HOUR),
          Map.entry("day", TimeUnit.DAY),
          Map.entry("week", TimeUnit.WEEK),
          Map.entry("month", TimeUnit.MONTH),
          Map.entry("quarter", TimeUnit.QUARTER),
          Map.entry("year", TimeUnit.YEAR));

  /** Parts that EXTRACT and DATE_PART know beside the units. */
  private static final Map<String, TimeUnit> PARTS =
      Map.ofEntries(
          Map.entry("day_of_month", TimeUnit.DAY),
          Map.entry("day_of_week", TimeUnit.ISODOW),
          Map.entry("dow", TimeUnit.ISODOW),
          Map.entry("isodow", TimeUnit.ISODOW),
          Map.entry("weekday", TimeUnit.ISODOW),
          Map.entry("day_of_year", TimeUnit.DOY),
          Map.entry("doy", TimeUnit.DOY),
          Map.entry("week_of_year", TimeUnit.WEEK),
          Map.entry("year_of_week", TimeUnit.ISOYEAR),
          Map.entry("yow", TimeUnit.ISOYEAR),
          Map.entry("isoyear", TimeUnit.ISOYEAR),
          Map.entry("microsecond", TimeUnit.MICROSECOND),
          Map.entry("microseconds", TimeUnit.MICROSECOND),
          Map.entry("decade", TimeUnit.DECADE),
          Map.entry("century", TimeUnit.CENTURY),
          Map.entry("millennium", TimeUnit.MILLENNIUM),
          Map.entry("epoch", TimeUnit.EPOCH));

  private TimeUnits() {}

  /** The unit a literal or a bare word names; null for anything else. */
  public static @Nullable TimeUnit of(SqlNode node) {
    String name = name(node);
    return name == null ? null : unit(name);
  }

  /** The part of a date that a literal or a bare word names; null for anything else. */
  public static @Nullable TimeUnit part(SqlNode node) {
    String name = name(node);
    return name == null ? null : part(name);
  }

  /** The part of a date of this name; null for anything else. */
  public static @Nullable TimeUnit part(String name) {
    TimeUnit part = PARTS.get(name.toLowerCase(Locale.ROOT));
    return part == null ? unit(name) : part;
  }

  public static SqlIntervalQualifier qualifier(TimeUnit unit, SqlParserPos pos) {
    return new SqlIntervalQualifier(unit, null, pos);
  }

  private static @Nullable TimeUnit unit(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    TimeUnit unit = NAMES.get(lower);
    return unit == null && lower.endsWith("s")
        ? NAMES.get(lower.substring(0, lower.length() - 1))
        : unit;
  }

  private static @Nullable String name(SqlNode node) {
    if (node instanceof SqlLiteral literal
        && literal.getTypeName().getFamily()
            == org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER) {
      return literal.toValue();
    }
    return node instanceof SqlIdentifier id && id.isSimple() ? id.getSimple() : null;
  }
}
