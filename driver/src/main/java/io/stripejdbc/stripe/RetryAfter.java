package io.stripejdbc.stripe;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header in its form of whole seconds; Stripe documents neither form. */
final class RetryAfter {
  /** Longer waits are not believed. */
  private static final long MOST_SECONDS = 60;

  private RetryAfter() {}

  /** Nanoseconds to wait, -1 when the header is absent or no number of seconds. */
  static long nanos(@Nullable String header) {
    if (header == null || !header.trim().matches("\\d{1,9}")) {
      return -1;
    }
    long seconds = Long.parseLong(header.trim());
    return TimeUnit.SECONDS.toNanos(Math.min(seconds, MOST_SECONDS));
  }
}
