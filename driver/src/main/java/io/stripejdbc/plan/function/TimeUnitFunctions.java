package io.stripejdbc.plan.function;

import io.stripejdbc.plan.function.time.TimeFunctions;
import java.math.BigDecimal;
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
        switch (singular(unit)) {
          case "microsecond", "millisecond" -> time;
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
          case "decade" -> firstDay(day.getYear() / 10 * 10);
          case "century" -> firstDay((day.getYear() - 1) / 100 * 100 + 1);
          case "millennium" -> firstDay((day.getYear() - 1) / 1000 * 1000 + 1);
          default -> throw unknown("date_trunc", unit);
        });
  }

  /**
   * {@code date_part(unit, x)} whose unit is no constant: what EXTRACT gives, seconds and
   * milliseconds since the epoch with their fraction.
   */
  public static BigDecimal part(String unit, long timestamp) {
    LocalDateTime time = TimeFunctions.dateTime(timestamp);
    String name = singular(unit);
    long millis = time.getSecond() * 1000L + time.get(ChronoField.MILLI_OF_SECOND);
    return switch (name) {
      case "second" -> BigDecimal.valueOf(millis, 3);
      case "millisecond" -> BigDecimal.valueOf(millis);
      case "microsecond" -> BigDecimal.valueOf(millis * 1000);
      case "epoch" -> BigDecimal.valueOf(timestamp, 3);
      default -> BigDecimal.valueOf(whole(name, time));
    };
  }

  private static long whole(String unit, LocalDateTime time) {
    return switch (unit) {
      case "year" -> time.getYear();
      case "decade" -> time.getYear() / 10;
      case "century" -> (time.getYear() + 99) / 100;
      case "millennium" -> (time.getYear() + 999) / 1000;
      case "quarter" -> time.get(IsoFields.QUARTER_OF_YEAR);
      case "month" -> time.getMonthValue();
      case "week" -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "isoyear", "yow" -> time.get(IsoFields.WEEK_BASED_YEAR);
      case "day" -> time.getDayOfMonth();
      case "dow", "isodow" -> time.getDayOfWeek().getValue();
      case "doy" -> time.getDayOfYear();
      case "hour" -> time.getHour();
      case "minute" -> time.getMinute();
      default -> throw unknown("date_part", unit);
    };
  }

  private static LocalDateTime firstDay(int year) {
    return LocalDate.of(year, 1, 1).atStartOfDay();
  }

  private static String singular(String unit) {
    String name = unit.toLowerCase(Locale.ROOT);
    return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
  }

  private static RuntimeException unknown(String function, String unit) {
    return TimeFunctions.argument(
        "%s does not know the unit '%s'; it takes second to millennium".formatted(function, unit));
  }
}
