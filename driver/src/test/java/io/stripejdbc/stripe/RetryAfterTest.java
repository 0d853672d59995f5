package io.stripejdbc.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The header in all its forms, usual and odd. */
class RetryAfterTest {
  private static final Instant NOW = Instant.parse("1994-11-06T08:49:30Z");

  private static long seconds(String header) {
    long nanos = RetryAfterHeader.nanos(header, NOW);
    return nanos <= 0 ? nanos : TimeUnit.NANOSECONDS.toSeconds(nanos);
  }

  @Test
  void secondsAreHonouredUpToAMinute() {
    assertEquals(7, seconds("7"));
    assertEquals(2, seconds(" 1.5 "));
    assertEquals(60, seconds("61"));
    assertEquals(60, seconds("3600"));
  }

  @Test
  void allThreeFormsOfADateAreRead() {
    assertEquals(7, seconds("Sun, 06 Nov 1994 08:49:37 GMT"));
    assertEquals(60, seconds("Sun, 06 Nov 1994 09:00:00 GMT"));
    assertEquals(
        Instant.parse("2032-11-06T08:49:37Z"),
        RetryAfterHeader.date("Saturday, 06-Nov-32 08:49:37 GMT"));
    assertEquals(7, seconds("Sun Nov  6 08:49:37 1994"));
  }

  @Test
  void whatNamesNoTimeToWaitIsNotTakenForNone() {
    for (String header :
        new String[] {
          "-5",
          "0",
          "",
          "soon",
          "1e9",
          "3601",
          "9999999999",
          "9".repeat(400),
          "Sun, 06 Nov 1994 08:49:00 GMT",
          "Sat, 06 Nov 2094 08:49:37 GMT",
          "Saturday, 06-Nov-32 08:49:37 GMT"
        }) {
      assertEquals(RetryAfterHeader.UNUSABLE, seconds(header), header);
    }
    assertEquals(RetryAfterHeader.ABSENT, seconds(null));
  }
}
