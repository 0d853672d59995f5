package io.stripejdbc.plan.function.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQueries;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.Locale;

/**
 * The date that a text names in part: what it does not name is that of 1970-01-01, and the Monday
 * of a week, as in Trino. {@code '15'} as {@code %d} is 1970-01-15, {@code '2026-10'} as {@code
 * %x-%v} is 2026-03-02.
 */
final class DateFields {
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);

  /** Weeks as the letters {@code Y}, {@code w} and {@code e} of a pattern count them. */
  private static final WeekFields WEEKS = WeekFields.of(Locale.ROOT);

  private static final List<TemporalField> IN_A_YEAR =
      List.of(
          ChronoField.YEAR,
          IsoFields.QUARTER_OF_YEAR,
          ChronoField.MONTH_OF_YEAR,
          ChronoField.DAY_OF_YEAR,
          ChronoField.DAY_OF_MONTH);

  /** The week of a month counts as a day does: from the first. */
  private static final List<TemporalField> NOT_ALONE =
      List.of(
          WEEKS.weekOfMonth(),
          ChronoField.ALIGNED_WEEK_OF_MONTH,
          ChronoField.ALIGNED_WEEK_OF_YEAR,
          ChronoField.ALIGNED_DAY_OF_WEEK_IN_MONTH);

  private DateFields() {}

  static LocalDate date(TemporalAccessor parsed) {
    LocalDate whole = parsed.query(TemporalQueries.localDate());
    if (whole != null) {
      return whole;
    }
    for (TemporalField field : NOT_ALONE) {
      if (parsed.isSupported(field)) {
        throw new DateTimeException(field + " without the rest of a date");
      }
    }
    if (hasWeek(parsed, IsoFields.WEEK_BASED_YEAR, IsoFields.WEEK_OF_WEEK_BASED_YEAR)) {
      return inWeek(
          parsed,
          IsoFields.WEEK_BASED_YEAR,
          IsoFields.WEEK_OF_WEEK_BASED_YEAR,
          ChronoField.DAY_OF_WEEK);
    }
    if (hasWeek(parsed, WEEKS.weekBasedYear(), WEEKS.weekOfWeekBasedYear())) {
      return inWeek(
          parsed, WEEKS.weekBasedYear(), WEEKS.weekOfWeekBasedYear(), ChronoField.DAY_OF_WEEK);
    }
    return inYear(parsed);
  }

  private static boolean hasWeek(TemporalAccessor parsed, TemporalField year, TemporalField week) {
    return parsed.isSupported(year) || parsed.isSupported(week);
  }

  private static LocalDate inWeek(
      TemporalAccessor parsed, TemporalField year, TemporalField week, TemporalField day) {
    LocalDate date = FIRST;
    if (parsed.isSupported(year)) {
      date = date.with(year, parsed.getLong(year));
    } else if (parsed.isSupported(ChronoField.YEAR)) {
      date = date.with(year, parsed.getLong(ChronoField.YEAR));
    }
    date = date.with(week, parsed.isSupported(week) ? parsed.getLong(week) : 1);
    return date.with(day, parsed.isSupported(day) ? parsed.getLong(day) : 1);
  }

  private static LocalDate inYear(TemporalAccessor parsed) {
    LocalDate date = FIRST;
    for (TemporalField field : IN_A_YEAR) {
      if (parsed.isSupported(field)) {
        date = date.with(field, parsed.getLong(field));
      }
    }
    return parsed.isSupported(ChronoField.DAY_OF_WEEK)
        ? date.with(ChronoField.DAY_OF_WEEK, parsed.getLong(ChronoField.DAY_OF_WEEK))
        : date;
  }
}
