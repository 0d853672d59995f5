package io.stripejdbc.query.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The clock of the network timeout. */
class SilenceTest {
  private final AtomicLong now = new AtomicLong(100);
  private final Silence silence = new Silence(now::get, 50);

  @Test
  void itRunsWhileSomebodyWaitsAndBeginsAnewWithEveryAnswer() {
    assertEquals(Long.MAX_VALUE, silence.nanosLeft());
    silence.begins();
    now.addAndGet(40);
    assertEquals(10, silence.nanosLeft());
    silence.broken();
    assertEquals(50, silence.nanosLeft());
    now.addAndGet(60);
    assertEquals(-10, silence.nanosLeft());
    silence.ends();
    assertEquals(Long.MAX_VALUE, silence.nanosLeft());
  }

  @Test
  void zeroIsForEver() {
    Silence endless = new Silence(now::get, 0);
    endless.begins();
    now.addAndGet(1_000_000);
    assertEquals(Long.MAX_VALUE, endless.nanosLeft());
  }
}
