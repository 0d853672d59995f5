package io.stripejdbc.governor;

import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.PageRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The pace of all calls with one API key: per key, per endpoint and per connected account, and how
 * many are on their way at once.
 *
 * <p>Which account's limit a call on behalf of a connected account fills is not documented, so it
 * counts in both. Shared by everything in the JVM that uses the key.
 */
public final class Governor {
  /** Longest sleep between two looks at the limits, so that a freed limit is soon seen. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Where no limit is set and Stripe shows one: no limit of its own is this high. */
  private static final int UNLIMITED = 500;

  /** What searches of all tables share, and how many a second Stripe allows (docs: search). */
  private static final String SEARCH = "/v1/search";

  private static final int MOST_SEARCHES = 20;

  /** Paces kept before those that stand still are looked for: a platform may have many accounts. */
  static final int MANY = 1_000;

  private RateLimits limits;
  private final TimeSource time;
  private final ConcurrencyLimit concurrencyLimit;
  private @Nullable RateWindow key;
  private final Map<String, RateWindow> endpoints = new HashMap<>();
  private final Map<String, RateWindow> accounts = new HashMap<>();
  private int mostPaces = MANY;

  /** A governor that has seen no call yet. */
  public Governor(RateLimits limits, TimeSource time) {
    this.limits = limits;
    this.time = time;
    this.concurrencyLimit = new ConcurrencyLimit(limits.inFlight());
    this.key = pace(limits.perSecond());
  }

  private @Nullable RateWindow pace(int perSecond) {
    return perSecond <= 0 ? null : new RateWindow(perSecond, time.nanos());
  }

  /** Goes on with other limits; what was learned of Stripe's own is learned anew. */
  public synchronized void use(RateLimits other) {
    if (!other.equals(limits)) {
      limits = other;
      concurrencyLimit.setMost(other.inFlight());
      key = pace(other.perSecond());
      endpoints.clear();
      accounts.clear();
    }
  }

  /**
   * Waits until the call may start.
   *
   * @return nanoseconds waited
   * @throws io.stripejdbc.error.DriverFailure CANCELLED or TIMEOUT while waiting
   */
  public long enter(PageRequest request, CallControl control) {
    long wait = tryEnter(request);
    if (wait == 0) {
      return 0;
    }
    long began = time.nanos();
    CallControl.Registration waiting = control.waits(CallControl.Wait.RATE_LIMIT);
    try {
      while (wait > 0) {
        time.sleep(wait, control);
        wait = tryEnter(request);
      }
    } finally {
      waiting.close();
    }
    return time.nanos() - began;
  }

  private synchronized long tryEnter(PageRequest request) {
    if (!concurrencyLimit.hasCapacity()) {
      return LOOK_NANOS;
    }
    long now = time.nanos();
    forget(now);
    List<RateWindow> windows = paces(request);
    long wait = 0;
    for (RateWindow window : windows) {
      wait = Math.max(wait, window.delay(now));
    }
    if (wait == 0) {
      concurrencyLimit.start();
      windows.forEach(window -> window.start(now));
    }
    return wait;
  }

  /** A pace that stands still, and has learned nothing, is as good as a new one. */
  private void forget(long now) {
    if (paceCount() > mostPaces) {
      endpoints.values().removeIf(window -> window.isIdle(now));
      accounts.values().removeIf(window -> window.isIdle(now));
      mostPaces = Math.max(MANY, 2 * paceCount());
    }
  }

  /** How many endpoints and accounts have a pace of their own at present. */
  synchronized int paceCount() {
    return endpoints.size() + accounts.size();
  }

  private List<RateWindow> paces(PageRequest request) {
    List<RateWindow> windows = new ArrayList<>(3);
    if (key != null) {
      windows.add(key);
      if (request.connectedAccount() != null && limits.perSecond() > 0) {
        windows.add(
            accounts.computeIfAbsent(
                request.connectedAccount(),
                account -> new RateWindow(limits.perSecond(), time.nanos())));
      }
    }
    if (limits.perEndpoint() > 0 || endpoints.containsKey(endpoint(request))) {
      windows.add(endpointPace(request));
    }
    return windows;
  }

  private RateWindow endpointPace(PageRequest request) {
    int most = limits.perEndpoint() > 0 ? limits.perEndpoint() : UNLIMITED;
    if (request.endpoint().equals(SEARCH)) {
      most = Math.min(most, MOST_SEARCHES);
    }
    int perSecond = most;
    return endpoints.computeIfAbsent(
        endpoint(request), name -> new RateWindow(perSecond, time.nanos()));
  }

  private static String endpoint(PageRequest request) {
    return request.account() + " " + request.endpoint();
  }

  /** The pace of the key, made where Stripe shows that there is a limit after all. */
  private RateWindow keyPace() {
    RateWindow known = key;
    if (known == null) {
      known = new RateWindow(UNLIMITED, time.nanos());
      key = known;
    }
    return known;
  }

  /** Notes the end of a call that {@link #enter} let through and that went well. */
  public synchronized void leave(PageRequest request) {
    concurrencyLimit.end();
    concurrencyLimit.well();
    long now = time.nanos();
    paces(request).forEach(window -> window.succeed(now));
  }

  /** Notes the end of a call that {@link #enter} let through and that failed. */
  public synchronized void leave(PageRequest request, CallFailure.Facts facts) {
    concurrencyLimit.end();
    if (!facts.isRateLimit()) {
      return;
    }
    // A limit that does not say which one it is, is taken for the key's.
    String reason = Objects.requireNonNullElse(facts.limitedReason(), "");
    long now = time.nanos();
    long pause = Math.max(0, facts.retryAfterNanos());
    if (reason.endsWith("-concurrency")) {
      concurrencyLimit.tooMany();
    } else if (reason.equals("endpoint-rate") || reason.equals("resource-specific")) {
      endpointPace(request).slowDown(now, pause);
    } else {
      keyPace().slowDown(now, pause);
    }
  }

  /** Notes the end of a call that was stopped. */
  public synchronized void abandon() {
    concurrencyLimit.end();
  }
}
