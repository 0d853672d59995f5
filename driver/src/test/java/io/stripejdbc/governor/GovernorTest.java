package io.stripejdbc.governor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.ApiError;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallFailure.Facts;
import io.stripejdbc.fetch.CallFailure.Trouble;
import io.stripejdbc.fetch.CallRecord;
import io.stripejdbc.fetch.PageRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GovernorTest {
  private final Clock clock = new Clock();
  private final Governor governor = new Governor(new RateLimits(50, 20, 8), clock);

  private static PageRequest charges(int account) {
    return new PageRequest(
        "charges", "acct_" + account, ApiGeneration.V1, "/v1/charges", "/v1/charges", List.of());
  }

  @Test
  void thePacesOfAccountsThatAreAskedNoMoreAreForgotten() {
    for (int account = 0; account < 20_000; account++) {
      governor.enter(charges(account), new Free());
      governor.leave(charges(account));
    }
    assertTrue(governor.paceCount() <= Governor.MANY + 2, "paces: " + governor.paceCount());
  }

  @Test
  void whatWasLearnedOfALimitIsKept() {
    governor.enter(charges(0), new Free());
    governor.leave(charges(0), limited());
    for (int account = 1; account < 3_000; account++) {
      governor.enter(charges(account), new Free());
      governor.leave(charges(account));
    }
    clock.sleep(TimeUnit.SECONDS.toNanos(2), new Free());
    assertEquals(0, governor.enter(charges(0), new Free()));
    assertEquals(0, governor.enter(charges(0), new Free()));
    long waited = governor.enter(charges(0), new Free());
    assertTrue(waited > 0, "one call a second was learned, and one more since");
  }

  private static Facts limited() {
    return new Facts(Trouble.STATUS, 429, ApiError.NONE, "req_1", null, "endpoint-rate", 0);
  }

  /** Waiting is what moves it. */
  private static final class Clock implements TimeSource {
    private long nanos;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public long millis() {
      return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    @Override
    public void sleep(long wait, CallControl control) {
      nanos += wait;
    }
  }

  private static final class Free implements CallControl {
    @Override
    public void check() {}

    @Override
    public void beforeCall(PageRequest request) {
      throw new DriverFailure(DriverError.INTERNAL, "nothing is sent here");
    }

    @Override
    public void afterCall(CallRecord call) {}

    @Override
    public long nanosLeft() {
      return Long.MAX_VALUE;
    }

    @Override
    public Registration onStop(Runnable abort) {
      return () -> {};
    }
  }
}
