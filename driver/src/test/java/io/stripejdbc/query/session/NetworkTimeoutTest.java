package io.stripejdbc.query.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The clock of the network timeout. */
class NetworkTimeoutTest {
  private final AtomicLong now = new AtomicLong(100);
  private final NetworkTimeout networkTimeout = new NetworkTimeout(now::get, 50);

  @Test
  void itRunsWhileSomebodyWaitsAndBeginsAnewWithEveryAnswer() {
    assertEquals(Long.MAX_VALUE, networkTimeout.nanosLeft());
    networkTimeout.begins();
    now.addAndGet(40);
    assertEquals(10, networkTimeout.nanosLeft());
    networkTimeout.broken();
    assertEquals(50, networkTimeout.nanosLeft());
    now.addAndGet(60);
    assertEquals(-10, networkTimeout.nanosLeft());
    networkTimeout.ends();
    assertEquals(Long.MAX_VALUE, networkTimeout.nanosLeft());
  }

  @Test
  void zeroIsForEver() {
    NetworkTimeout endless = new NetworkTimeout(now::get, 0);
    endless.begins();
    now.addAndGet(1_000_000);
    assertEquals(Long.MAX_VALUE, endless.nanosLeft());
  }
}
