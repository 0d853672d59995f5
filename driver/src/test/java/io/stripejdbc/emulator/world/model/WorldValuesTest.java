package io.stripejdbc.emulator.world.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values of the made-up world, computed by hand, are those of Java's general methods. */
class WorldValuesTest {
  private static final Map<String, ChronoUnit> INTERVALS =
      Map.of(
          "day", ChronoUnit.DAYS,
          "week", ChronoUnit.WEEKS,
          "month", ChronoUnit.MONTHS,
          "year", ChronoUnit.YEARS);

  @Test
  void intervalsAreAddedAsTheCalendarAddsThem() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextInt() * 3L;
      int count = random.nextInt(100) - 50;
      INTERVALS.forEach(
          (interval, unit) -> {
            ZonedDateTime time = Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC);
            assertEquals(
                time.plus(count, unit).toEpochSecond(),
                WorldClock.plus(second, interval, count),
                () -> time + " + " + count + " " + interval);
          });
    }
  }

  @Test
  void numbersAreFilledWithZeros() {
    for (long number : new long[] {0, 7, 999, 1000, 9999, 10_000, 123_456_789_012L}) {
      assertEquals(String.format(Locale.ROOT, "%04d", number), IdGenerator.digits(number, 4));
    }
  }

  @Test
  void addressesKeepTheLettersOfANameAlone() {
    assertEquals("dmitri.obrien7@mail.example", FakeNames.email("Dmitri O'Brien", 7));
    assertEquals("elif.bergstrm12@mail.example", FakeNames.email("Elif Bergström", 12));
    assertEquals("tanaka0@mail.example", FakeNames.email("Ü Tanaka", 0));
  }
}
