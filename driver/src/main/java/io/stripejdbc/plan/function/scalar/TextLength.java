package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.plan.function.time.TimeFunctions;

/** How long a text may become that a function makes of others. */
public final class TextLength {
  /** Ten times what one function may make out of little, and 20 MB at most. */
  static final int MOST = 10_000_000;

  private TextLength() {}

  /**
   * Refuses a text that would be too long.
   *
   * @throws io.stripejdbc.error.DriverFailure BAD_ARGUMENT
   */
  public static void check(String function, long length) {
    if (length > MOST) {
      throw TimeFunctions.argument("%s makes at most %d characters".formatted(function, MOST));
    }
  }
}
