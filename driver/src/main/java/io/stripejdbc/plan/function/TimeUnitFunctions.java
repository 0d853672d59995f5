package io.stripejdbc.plan.function;

import io.stripejdbc.plan.function.time.TimeFunctions;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * Functions on times whose unit is known only when the statement runs, such as {@code date_trunc(?,
 * created)}; a unit that the SQL names becomes a condition on the API instead.
 */
public final class TimeUnitFunctions {
  private static final int MONTHS_OF_QUARTER = 3;

  private TimeUnitFunctions() {}

  /** {@code date_trunc(unit, x)}. */
  public static long truncate(String unit, long timestamp) {
    LocalDateTime time = TimeFunctions.dateTime(timestamp);
    LocalDate day = time.toLocalDate();
    return TimeFunctions.millis(
        switch (unit.toLowerCase(Locale.ROOT)) {
          case "millisecond", "milliseconds" -> time;
          case "second" -> time.truncatedTo(ChronoUnit.SECONDS);
          case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
          case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
          case "day" -> day.atStartOfDay();
          case "week" ->
              day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
          case "month" -> day.withDayOfMonth(1).atStartOfDay();
          case "quarter" ->
              day.withDayOfMonth(1)
                  .withMonth((day.getMonthValue() - 1) / MONTHS_OF_QUARTER * MONTHS_OF_QUARTER + 1)
                  .atStartOfDay();
          case "year" -> day.withDayOfYear(1).atStartOfDay();
          default -> throw unknown("date_trunc", unit);
        });
  }

  /** {@code date_part(unit, x)}. */
  public static long part(String unit, long timestamp) {
    LocalDateTime time = TimeFunctions.dateTime(timestamp);
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "year" -> time.getYear();
      case "quarter" -> time.get(IsoFields.QUARTER_OF_YEAR);
      case "month" -> time.getMonthValue();
      case "week" -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "isoyear", "yow" -> time.get(IsoFields.WEEK_BASED_YEAR);
      case "day" -> time.getDayOfMonth();
      case "dow", "isodow" -> time.getDayOfWeek().getValue();
      case "doy" -> time.getDayOfYear();
      case "hour" -> time.getHour();
      case "minute" -> time.getMinute();
      case "second" -> time.getSecond();
      case "millisecond" -> time.get(ChronoField.MILLI_OF_SECOND);
      case "epoch" -> Math.floorDiv(timestamp, 1000L);
      default -> throw unknown("date_part", unit);
    };
  }

  private static RuntimeException unknown(String function, String unit) {
    return TimeFunctions.argument(
        "%s does not know the unit '%s'; it takes second to year".formatted(function, unit));
  }
}
