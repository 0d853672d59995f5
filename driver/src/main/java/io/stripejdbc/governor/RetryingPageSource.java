package io.stripejdbc.governor;

import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallControl.Wait;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.CallRecord;
import io.stripejdbc.fetch.CallRecord.Outcome;
import io.stripejdbc.fetch.CallRecord.Timing;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.PageSource;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.fetch.Transport;
import io.stripejdbc.fetch.TransportResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** A source that keeps the pace, tries again where that helps, and reports every attempt. */
public final class RetryingPageSource implements PageSource {
  private final Transport transport;
  private final Governor governor;
  private final RetryPolicy policy;
  private final TimeSource time;
  private final DoubleSupplier chance;

  /**
   * @param chance random numbers from 0 to 1
   */
  public RetryingPageSource(
      Transport transport,
      Governor governor,
      RetryPolicy policy,
      TimeSource time,
      DoubleSupplier chance) {
    this.transport = transport;
    this.governor = governor;
    this.policy = policy;
    this.time = time;
    this.chance = chance;
  }

  @Override
  public <T> T fetch(PageRequest request, BodyReader<T> reader, CallControl control) {
    List<CallFailure> failures = new ArrayList<>();
    long backOff = 0;
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(request, reader, control, attempt, backOff);
      } catch (CallFailure failed) {
        backOff = policy.delay(failed.facts(), attempt, chance.getAsDouble());
        if (backOff == RetryPolicy.GIVE_UP) {
          throw last(failed, failures);
        }
        failures.add(failed);
        boolean limited = failed.facts().isRateLimit();
        CallControl.Registration wait = control.waits(limited ? Wait.RATE_LIMIT : Wait.NEXT_TRY);
        try {
          time.sleep(backOff, control);
        } finally {
          wait.close();
        }
      }
    }
  }

  private <T> T attempt(
      PageRequest request, BodyReader<T> reader, CallControl control, int attempt, long backOff) {
    control.check();
    long waited = backOff + governor.enter(request, control);
    long startedMillis = time.millis();
    long started = time.nanos();
    boolean left = false;
    boolean sent = false;
    try {
      control.beforeCall(request);
      sent = true;
      TransportResponse<T> response = transport.send(request, reader, control);
      governor.leave(request);
      left = true;
      Timing timing = new Timing(startedMillis, waited, time.nanos() - started);
      control.afterCall(new CallRecord(request, attempt, timing, outcome(response)));
      return response.value();
    } catch (CallFailure failed) {
      governor.leave(request, failed.facts());
      left = true;
      Timing timing = new Timing(startedMillis, waited, time.nanos() - started);
      control.afterCall(new CallRecord(request, attempt, timing, outcome(failed)));
      throw failed;
    } catch (DriverFailure stopped) {
      if (sent) {
        Timing timing = new Timing(startedMillis, waited, time.nanos() - started);
        control.afterCall(new CallRecord(request, attempt, timing, outcome(stopped)));
      }
      throw stopped;
    } finally {
      if (!left) {
        governor.abandon();
      }
    }
  }

  private static Outcome outcome(TransportResponse<?> response) {
    long rows = response.value() instanceof PagedResult result ? result.rows().size() : 0;
    return new Outcome(response.status(), response.requestId(), rows, response.bytes(), null);
  }

  private static Outcome outcome(CallFailure failed) {
    CallFailure.Facts facts = failed.facts();
    String code = facts.error().code();
    return Outcome.failed(
        facts.status(), facts.requestId(), code == null ? failed.failure().error().name() : code);
  }

  /** A call that was stopped on its way: it was sent, and Stripe counts it. */
  private static Outcome outcome(DriverFailure stopped) {
    return Outcome.failed(0, null, stopped.error().name());
  }

  /** The last failure, with the earlier attempts attached. */
  private static CallFailure last(CallFailure last, List<CallFailure> earlier) {
    DriverFailure failure = last.failure();
    earlier.forEach(attempt -> failure.addSuppressed(attempt.failure().toSqlException()));
    return last;
  }
}
