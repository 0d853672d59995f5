package io.stripejdbc.emulator.server;

import io.stripejdbc.emulator.request.ApiFailure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Token buckets of one second's worth, and a count of what is under way. */
final class RateLimiter {
  private static final double NANOS = 1e9;

  private final RateLimit limit;
  private final LongSupplier nanoClock;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();

  RateLimiter(RateLimit limit, LongSupplier nanoClock) {
    this.limit = limit;
    this.nanoClock = nanoClock;
  }

  private static final class Bucket {
    private double tokens;
    private long filled;

    Bucket(int size, long now) {
      this.tokens = size;
      this.filled = now;
    }

    synchronized boolean take(int perSecond, long now) {
      tokens = Math.min(perSecond, tokens + (now - filled) / NANOS * perSecond);
      filled = now;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }

  /** Lets a request in, or refuses it; what was let in must {@link #leave}. */
  void enter(String key, String endpoint) {
    int now = underWay.incrementAndGet();
    try {
      if (limit.concurrent() > 0 && now > limit.concurrent()) {
        throw refused("global-concurrency");
      }
      take("key " + key, limit.perSecond(), "global-rate");
      take("endpoint " + endpoint, limit.perEndpointPerSecond(), "endpoint-rate");
    } catch (ApiFailure e) {
      underWay.decrementAndGet();
      throw e;
    }
  }

  void leave() {
    underWay.decrementAndGet();
  }

  private void take(String name, int perSecond, String reason) {
    long now = nanoClock.getAsLong();
    if (perSecond > 0
        && !buckets.computeIfAbsent(name, any -> new Bucket(perSecond, now)).take(perSecond, now)) {
      throw refused(reason);
    }
  }

  static ApiFailure refused(String reason) {
    ApiFailure failure =
        new ApiFailure(
            429,
            "invalid_request_error",
            "rate_limit",
            "",
            "Request rate limit exceeded. Learn more about rate limits in the documentation.");
    return reason.isEmpty() ? failure : failure.with("Stripe-Rate-Limited-Reason", reason);
  }
}
