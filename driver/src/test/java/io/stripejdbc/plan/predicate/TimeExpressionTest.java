package io.stripejdbc.plan.predicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.stripejdbc.plan.predicate.TimeExpression.Values;
import io.stripejdbc.plan.predicate.TimeFunctionStep.Ceil;
import io.stripejdbc.plan.predicate.TimeFunctionStep.Floor;
import io.stripejdbc.plan.predicate.TimeFunctionStep.Shift;
import io.stripejdbc.plan.predicate.TimeFunctionStep.Unit;
import io.stripejdbc.plan.predicate.TimeFunctionStep.Zone;
import io.stripejdbc.scan.ScanSpec.Bounds;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bounds of what is made of a time, read backwards, hold every time that meets them. */
class TimeExpressionTest {
  private static final long SEED = 20261121;

  /** Half an hour's change, a day left out, changes in both directions, and none at all. */
  private static final List<String> ZONES =
      List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC");

  private static long millis(String text) {
    return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static Bounds bounds(String least, String greatest) {
    return new Bounds(millis(least), millis(greatest));
  }

  private static Bounds before(TimeFunctionStep step, String least, String greatest) {
    return TimeExpression.PLAIN.behind(step).ofColumn(bounds(least, greatest));
  }

  @Test
  void aMonthIsItsFirstToItsLastMillisecond() {
    assertEquals(
        bounds("2024-02-01T00:00:00", "2024-02-29T23:59:59.999"),
        before(new Floor(Unit.MONTH), "2024-02-01T00:00:00", "2024-02-01T00:00:00"));
    Bounds none = before(new Floor(Unit.MONTH), "2024-02-02T00:00:00", "2024-02-02T00:00:00");
    assertTrue(none.isEmpty(), "no month begins on the second");
  }

  @Test
  void aDayInAZoneBeginsWithTheClockThere() {
    TimeExpression day =
        TimeExpression.PLAIN
            .behind(new Zone(ZoneId.of("Europe/Berlin")))
            .behind(new Floor(Unit.DAY))
            .as(Values.DAYS);
    long last = LocalDateTime.parse("2026-03-29T00:00:00").toLocalDate().toEpochDay();
    assertEquals(
        bounds("2026-03-28T23:00:00", "2026-03-29T21:59:59.999"),
        day.ofColumn(new Bounds(last, last)),
        "the day on which clocks are set forward has 23 hours");
    assertFalse(day.isExact());
  }

  @Test
  void anHourThatShowsTwiceIsHeldTwice() {
    Zone berlin = new Zone(ZoneId.of("Europe/Berlin"));
    assertEquals(
        bounds("2026-10-25T00:30:00", "2026-10-25T01:30:00"),
        before(berlin, "2026-10-25T02:30:00", "2026-10-25T02:30:00"));
    assertFalse(berlin.isExact(bounds("2026-10-25T01:00:00", "2026-10-25T02:30:00")));
    assertTrue(berlin.isExact(bounds("2026-10-25T01:59:59", "2026-10-25T03:00:00")));
  }

  @Test
  void everyTimeThatMeetsTheBoundsIsHeld() {
    Random random = new Random(SEED);
    for (int i = 0; i < 200; i++) {
      TimeFunctionStep step = step(random);
      long base = millis("2011-12-01T00:00:00") + random.nextInt(400 * 24) * 3_600_000L;
      Bounds wanted = wanted(random, step, base);
      Bounds held = TimeExpression.PLAIN.behind(step).ofColumn(wanted);
      for (long time = base - 40L * 86_400_000; time < base + 80L * 86_400_000; time += 900_000) {
        long made = made(step, time);
        boolean meets = wanted.least() <= made && made <= wanted.greatest();
        boolean inside = held.least() <= time && time <= held.greatest();
        if ((meets && !inside) || (inside && !meets && step.isExact(wanted))) {
          fail(SEED + " " + i + ": " + step + ' ' + Instant.ofEpochMilli(time));
        }
      }
    }
  }

  private static TimeFunctionStep step(Random random) {
    List<Unit> units = List.copyOf(EnumSet.allOf(Unit.class));
    Unit unit = units.get(random.nextInt(units.size()));
    return switch (random.nextInt(4)) {
      case 0 -> new Floor(unit);
      case 1 -> new Ceil(unit);
      case 2 -> new Shift((random.nextInt(100) - 50) * 3_600_000L);
      default -> new Zone(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
    };
  }

  private static Bounds wanted(Random random, TimeFunctionStep step, long base) {
    long least = made(step, base) + (random.nextBoolean() ? 0 : random.nextInt(7_200_000));
    long greatest = least + random.nextInt(3) * 20L * 86_400_000;
    return switch (random.nextInt(4)) {
      case 0 -> new Bounds(least, Long.MAX_VALUE);
      case 1 -> new Bounds(Long.MIN_VALUE, greatest);
      default -> new Bounds(least, greatest);
    };
  }

  private static long made(TimeFunctionStep step, long time) {
    if (step instanceof Shift shift) {
      return time + shift.added();
    }
    if (step instanceof Zone zone) {
      return time
          + 1000L * zone.zone().getRules().getOffset(Instant.ofEpochMilli(time)).getTotalSeconds();
    }
    LocalDateTime at = LocalDateTime.ofEpochSecond(time / 1000, 0, ZoneOffset.UTC);
    if (step instanceof Floor floor) {
      return floor(floor.unit(), at).toInstant(ZoneOffset.UTC).toEpochMilli();
    }
    Unit unit = ((Ceil) step).unit();
    LocalDateTime next = floor(unit, at);
    // Times of the test are whole quarters of an hour, so smaller units are whole too.
    ChronoUnit pace = unit.compareTo(Unit.DAY) < 0 ? ChronoUnit.HOURS : ChronoUnit.DAYS;
    for (int steps = 1; next.isBefore(at); steps++) {
      next = floor(unit, at.plus(steps, pace));
    }
    return next.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static LocalDateTime floor(Unit unit, LocalDateTime at) {
    LocalDateTime day = at.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case SECOND -> at;
      case MINUTE -> at.truncatedTo(ChronoUnit.MINUTES);
      case HOUR -> at.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.withDayOfMonth(1).withMonth((at.getMonthValue() - 1) / 3 * 3 + 1);
      case YEAR -> day.withDayOfYear(1);
    };
  }
}
