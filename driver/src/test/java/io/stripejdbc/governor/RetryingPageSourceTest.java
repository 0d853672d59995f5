package io.stripejdbc.governor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.ApiError;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.CallFailure.Facts;
import io.stripejdbc.fetch.CallFailure.Trouble;
import io.stripejdbc.fetch.CallRecord;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.Transport;
import io.stripejdbc.fetch.TransportResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryingPageSourceTest {
  private static final PageRequest REQUEST =
      new PageRequest("charges", null, ApiGeneration.V1, "/v1/charges", "/v1/charges", List.of());

  private final FakeTime time = new FakeTime();
  private final Script script = new Script();
  private final Log log = new Log();

  private String fetch(int retries, RateLimits limits) {
    return new RetryingPageSource(
            script, new Governor(limits, time), new RetryPolicy(retries), time, () -> 1)
        .fetch(REQUEST, body -> new String(body.readAllBytes(), StandardCharsets.UTF_8), log);
  }

  private static CallFailure refusal(int status, String reason) {
    return new CallFailure(
        new Facts(Trouble.STATUS, status, ApiError.NONE, "req_" + status, null, reason, -1),
        new DriverFailure(DriverError.API_UNAVAILABLE, "status " + status, status, null));
  }

  @Test
  void anAttemptThatFailsInPassingIsMadeAgainAndReported() {
    script.failures.add(refusal(503, null));
    assertEquals("{}", fetch(2, new RateLimits(0, 0, 8)));
    assertEquals(2, log.started);
    assertEquals(List.of("1 503 API_UNAVAILABLE", "2 200 null"), log.calls);
    assertEquals(TimeUnit.MILLISECONDS.toNanos(500), time.slept);
  }

  @Test
  void theLastFailureHasTheEarlierOnesAttached() {
    script.failures.add(refusal(500, null));
    script.failures.add(refusal(502, null));
    script.failures.add(refusal(503, null));
    CallFailure failure = assertThrows(CallFailure.class, () -> fetch(2, new RateLimits(0, 0, 8)));
    assertEquals(503, failure.failure().vendorCode());
    assertEquals(2, failure.failure().getSuppressed().length);
    assertEquals(3, log.started);
  }

  @Test
  void aBudgetThatIsEmptyStopsBeforeTheCall() {
    log.budget = 1;
    script.failures.add(refusal(500, null));
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> fetch(5, new RateLimits(0, 0, 8)));
    assertEquals(DriverError.REQUEST_BUDGET, failure.error());
    assertEquals(1, script.sent);
  }

  @Test
  void aStopWithinTheBackOffEndsIt() {
    script.failures.add(refusal(500, null));
    time.stopWhileSleeping = true;
    assertThrows(DriverFailure.class, () -> fetch(5, new RateLimits(0, 0, 8)));
    assertEquals(1, script.sent);
  }

  @Test
  void thePaceIsKeptPerEndpoint() {
    Governor governor = new Governor(new RateLimits(100, 2, 8), time);
    RetryingPageSource source =
        new RetryingPageSource(script, governor, new RetryPolicy(0), time, () -> 1);
    for (int i = 0; i < 5; i++) {
      source.fetch(REQUEST, body -> "", log);
    }
    assertTrue(time.slept >= 2 * RateWindow.WINDOW_NANOS, "slept " + time.slept);
  }

  @Test
  void searchesOfAllTablesShareTheirOwnPace() {
    Governor governor = new Governor(new RateLimits(1000, 500, 8), time);
    RetryingPageSource source =
        new RetryingPageSource(script, governor, new RetryPolicy(0), time, () -> 1);
    for (String table : new String[] {"charges", "customers"}) {
      PageRequest search =
          new PageRequest(
              table,
              null,
              TableSpec.ApiGeneration.V1,
              "/v1/search",
              "/v1/" + table + "/search",
              List.of());
      for (int i = 0; i < 21; i++) {
        source.fetch(search, body -> "", log);
      }
    }
    assertTrue(time.slept >= 2 * RateWindow.WINDOW_NANOS, "slept " + time.slept);
  }

  @Test
  void tooManyAtOnceHalvesWhatMayBeInFlightAndItClimbsBack() {
    ConcurrencyLimit concurrencyLimit = new ConcurrencyLimit(8);
    for (int i = 0; i < 8; i++) {
      concurrencyLimit.start();
    }
    concurrencyLimit.tooMany();
    assertEquals(4, concurrencyLimit.limit());
    for (int i = 0; i < 4 + 5 + 6 + 7; i++) {
      concurrencyLimit.well();
    }
    assertEquals(8, concurrencyLimit.limit());
  }

  private static final class Script implements Transport {
    final Deque<CallFailure> failures = new ArrayDeque<>();
    int sent;

    @Override
    public <T> TransportResponse<T> send(
        PageRequest request, BodyReader<T> reader, CallControl control) {
      sent++;
      CallFailure failure = failures.poll();
      if (failure != null) {
        throw failure;
      }
      try {
        T value = reader.read(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));
        return new TransportResponse<>(value, 200, "req_200", 2);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    @Override
    public void close() {}
  }

  private static final class FakeTime implements TimeSource {
    private long now = TimeUnit.HOURS.toNanos(1);
    long slept;
    boolean stopWhileSleeping;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public long millis() {
      return TimeUnit.NANOSECONDS.toMillis(now);
    }

    @Override
    public void sleep(long nanos, CallControl control) {
      if (stopWhileSleeping) {
        throw new DriverFailure(DriverError.CANCELLED, "cancelled");
      }
      now += nanos;
      slept += nanos;
    }
  }

  private static final class Log implements CallControl {
    final List<String> calls = new ArrayList<>();
    int started;
    int budget = Integer.MAX_VALUE;

    @Override
    public void check() {}

    @Override
    public void beforeCall(PageRequest request) {
      if (started >= budget) {
        throw new DriverFailure(DriverError.REQUEST_BUDGET, "budget");
      }
      started++;
    }

    @Override
    public void afterCall(CallRecord call) {
      calls.add(call.attempt() + " " + call.outcome().status() + " " + call.outcome().error());
    }

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
