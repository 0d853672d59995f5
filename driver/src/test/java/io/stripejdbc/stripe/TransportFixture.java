package io.stripejdbc.stripe;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.CallRecord;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.PageRequest.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;

/** A transport to a server that does as it is told. */
abstract class TransportFixture {
  static final String KEY = "sk_test_demo";
  static final BodyReader<String> TEXT =
      body -> new String(body.readAllBytes(), StandardCharsets.UTF_8);

  final RawServer server = new RawServer();
  final Control control = new Control();
  StripeTransport transport = transport(5000);

  StripeTransport transport(int readTimeoutMillis) {
    return new StripeTransport(
        new TransportSettings(
            KEY, server.base(), "2026-07-29.dahlia", 2000, readTimeoutMillis, true, null));
  }

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  static PageRequest request(String account, String path, Parameter... parameters) {
    ApiGeneration api = path.startsWith("/v2") ? ApiGeneration.V2 : ApiGeneration.V1;
    return new PageRequest("charges", account, api, path, path, List.of(parameters));
  }

  CallFailure failure(PageRequest request) {
    return assertThrows(CallFailure.class, () -> transport.send(request, TEXT, control));
  }

  static final class Control implements CallControl {
    private final Set<Runnable> actions = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    volatile int repeats;
    volatile int budgetOfRepeats = Integer.MAX_VALUE;

    void stop() {
      stopped = true;
      actions.forEach(Runnable::run);
    }

    @Override
    public void check() {
      if (stopped) {
        throw new DriverFailure(DriverError.CANCELLED, "cancelled");
      }
    }

    @Override
    public void beforeCall(PageRequest request) {}

    @Override
    public synchronized void beforeRepeat(PageRequest request) {
      if (repeats >= budgetOfRepeats) {
        throw new DriverFailure(DriverError.REQUEST_BUDGET, "budget");
      }
      repeats++;
    }

    @Override
    public void afterCall(CallRecord call) {}

    @Override
    public long nanosLeft() {
      return Long.MAX_VALUE;
    }

    @Override
    public Registration onStop(Runnable abort) {
      actions.add(abort);
      return () -> actions.remove(abort);
    }
  }
}
