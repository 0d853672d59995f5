package io.stripejdbc.emulator.server;

import io.stripejdbc.emulator.request.ApiCall;
import io.stripejdbc.emulator.request.ApiFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The fault rules in force, each with its count. */
final class FaultInjector {
  private final List<Armed> armed = new CopyOnWriteArrayList<>();

  private record Armed(FaultRule rule, AtomicInteger seen) {
    boolean strikes() {
      int number = seen.getAndIncrement();
      return number >= rule.skip() && number - rule.skip() < rule.times();
    }
  }

  void add(FaultRule rule) {
    armed.add(new Armed(rule, new AtomicInteger()));
  }

  void clear() {
    armed.clear();
  }

  /** The fault that this request meets; every matching rule counts it. */
  Optional<FaultRule> next(ApiCall call) {
    FaultRule struck = null;
    for (Armed each : armed) {
      boolean now = isFor(each.rule, call) && each.strikes();
      struck = now && struck == null ? each.rule : struck;
    }
    return Optional.ofNullable(struck);
  }

  /** A cursor can only be gone where the request names one. */
  private static boolean isFor(FaultRule rule, ApiCall call) {
    boolean able =
        rule.kind() != FaultRule.Kind.CURSOR_GONE
            || call.query().stream().anyMatch(p -> p.name().equals("starting_after"));
    return able && rule.matches(call.path(), call.account());
  }

  /** The failure that this fault is, for faults that the API words itself. */
  static Optional<ApiFailure> failure(FaultRule.Kind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case RATE_LIMITED -> RateLimiter.refused("endpoint-rate");
          case TOO_MANY_AT_ONCE -> RateLimiter.refused("global-concurrency");
          case LOCK_TIMEOUT ->
              new ApiFailure(
                  429,
                  "invalid_request_error",
                  "lock_timeout",
                  "",
                  "This object cannot be accessed right now because another API request or Stripe"
                      + " process is currently accessing it.");
          case ERROR_500 -> new ApiFailure(500, "api_error", "", "", "An unknown error occurred");
          case CURSOR_GONE -> ApiFailure.noSuch(400, "object", "gone", "starting_after");
          case KEY_EXPIRED ->
              new ApiFailure(
                  401, "invalid_request_error", "api_key_expired", "", "Expired API Key provided");
          case PERMISSION_DENIED ->
              new ApiFailure(
                  403,
                  "invalid_request_error",
                  "more_permissions_required",
                  "",
                  "The provided key does not have the required permissions for this endpoint on"
                      + " this account.");
          default -> null;
        });
  }

  /** The status of faults that answer with a page of HTML, or 0. */
  static int htmlStatus(FaultRule.Kind kind) {
    return switch (kind) {
      case ERROR_502 -> 502;
      case ERROR_503 -> 503;
      case ERROR_504 -> 504;
      default -> 0;
    };
  }
}
