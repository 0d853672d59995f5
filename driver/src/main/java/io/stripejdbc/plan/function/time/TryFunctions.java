package io.stripejdbc.plan.function.time;

import io.stripejdbc.error.DriverFailure;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** NULL in place of a failure, for what stands in {@code try(…)}. */
final class TryFunctions {
  private TryFunctions() {}

  static @Nullable Long time(LongSupplier attempt) {
    try {
      return attempt.getAsLong();
    } catch (DriverFailure bad) {
      return null;
    }
  }

  static @Nullable Integer day(IntSupplier attempt) {
    try {
      return attempt.getAsInt();
    } catch (DriverFailure bad) {
      return null;
    }
  }
}
