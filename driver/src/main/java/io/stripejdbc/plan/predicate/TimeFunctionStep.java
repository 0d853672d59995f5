package io.stripejdbc.plan.predicate;

import io.stripejdbc.scan.ScanSpec.Bounds;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;

/**
 * One step of what SQL makes of a time before it compares it. Read backwards, it turns bounds of
 * the result into bounds of the time: both in milliseconds since the epoch, both closed.
 */
sealed interface TimeFunctionStep {
  /** Bounds of the time that hold every time whose result lies in these. */
  default Bounds before(Bounds result) {
    return new Bounds(
        isOpen(result.least()) ? result.least() : earliest(result.least()),
        isOpen(result.greatest()) ? result.greatest() : latest(result.greatest()));
  }

  /** No earlier time has a result of so much or more. */
  long earliest(long least);

  /** No later time has a result of so much or less. */
  long latest(long greatest);

  /** Whether the bounds before any bounds hold no other time. */
  default boolean isExact() {
    return true;
  }

  /** Whether the bounds before these hold no other time. */
  default boolean isExact(Bounds result) {
    return isExact();
  }

  /** Units that times are truncated to; a week begins on Sunday, as Calcite's FLOOR has it. */
  enum Unit {
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    private LocalDateTime floor(LocalDateTime time) {
      LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
      return switch (this) {
        case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
        case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
        case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        case MONTH -> day.withDayOfMonth(1);
        case QUARTER -> day.withDayOfMonth(1).withMonth(quarter(day.getMonth()).getValue());
        case YEAR -> day.withDayOfYear(1);
      };
    }

    private static Month quarter(Month month) {
      return month.firstMonthOfQuarter();
    }

    private LocalDateTime next(LocalDateTime start) {
      return switch (this) {
        case SECOND -> start.plusSeconds(1);
        case MINUTE -> start.plusMinutes(1);
        case HOUR -> start.plusHours(1);
        case DAY -> start.plusDays(1);
        case WEEK -> start.plusWeeks(1);
        case MONTH -> start.plusMonths(1);
        case QUARTER -> start.plusMonths(3);
        case YEAR -> start.plusYears(1);
      };
    }
  }

  /**
   * {@code FLOOR(time TO unit)}, {@code CAST(time AS DATE)}.
   *
   * <p>With months: a result of 2 March or later means 1 April or later, one up to 2 March means a
   * time before 1 April.
   */
  record Floor(Unit unit) implements TimeFunctionStep {
    @Override
    public long earliest(long least) {
      LocalDateTime floor = unit.floor(time(least));
      return millis(floor) == least ? least : millis(unit.next(floor));
    }

    @Override
    public long latest(long greatest) {
      return millis(unit.next(unit.floor(time(greatest)))) - 1;
    }
  }

  /**
   * {@code CEIL(time TO unit)}.
   *
   * <p>With months: a result of 1 March or later means later than 1 February.
   */
  record Ceil(Unit unit) implements TimeFunctionStep {
    @Override
    public long earliest(long least) {
      return millis(unit.floor(time(least - 1))) + 1;
    }

    @Override
    public long latest(long greatest) {
      return millis(unit.floor(time(greatest)));
    }
  }

  /** {@code time + INTERVAL '…' MONTH}: a month is 28 to 31 days, so that the bounds hold more. */
  record MonthShift(long added) implements TimeFunctionStep {
    private static final long DAY = 86_400 * MILLIS;

    @Override
    public long earliest(long least) {
      return least - DAY * (added > 0 ? 31 : 28) * added;
    }

    @Override
    public long latest(long greatest) {
      return greatest - DAY * (added > 0 ? 28 : 31) * added;
    }

    @Override
    public boolean isExact() {
      return false;
    }
  }

  /** {@code time + INTERVAL '…' DAY} and the like; of months see {@link MonthShift}. */
  record Shift(long added) implements TimeFunctionStep {
    @Override
    public long earliest(long least) {
      return least - added;
    }

    @Override
    public long latest(long greatest) {
      return greatest - added;
    }
  }

  /**
   * {@code time AT TIME ZONE zone}: the local time there.
   *
   * <p>Where clocks are set back, an hour shows twice, and the times that show 02:30 or later are
   * no interval: those before the clocks are set back at 03:00 count, then half an hour does not.
   * So the bounds hold more, if they are in such an hour; elsewhere a clock goes forward only.
   */
  record Zone(ZoneId zone) implements TimeFunctionStep {
    @Override
    public long earliest(long least) {
      return least - offset(least, true);
    }

    @Override
    public long latest(long greatest) {
      return greatest - offset(greatest, false);
    }

    /** The largest or smallest offset of the moments at which clocks show this. */
    private long offset(long millis, boolean largest) {
      LocalDateTime local = time(millis);
      ZoneOffsetTransition change = zone.getRules().getTransition(local);
      if (change == null) {
        return MILLIS * zone.getRules().getOffset(local).getTotalSeconds();
      }
      long before = change.getOffsetBefore().getTotalSeconds();
      long after = change.getOffsetAfter().getTotalSeconds();
      return MILLIS * (largest ? Math.max(before, after) : Math.min(before, after));
    }

    @Override
    public boolean isExact() {
      return false;
    }

    @Override
    public boolean isExact(Bounds result) {
      return isSure(result.least()) && isSure(result.greatest());
    }

    /** Whether clocks show this once. */
    private boolean isSure(long millis) {
      return isOpen(millis) || zone.getRules().getTransition(time(millis)) == null;
    }
  }

  /** Milliseconds of a second. */
  long MILLIS = 1000;

  private static boolean isOpen(long bound) {
    return bound == Long.MIN_VALUE || bound == Long.MAX_VALUE;
  }

  private static LocalDateTime time(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, MILLIS),
        (int) Math.floorMod(millis, MILLIS) * 1_000_000,
        ZoneOffset.UTC);
  }

  private static long millis(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
