package io.stripejdbc.emulator.world.model;

/** Ids that look like Stripe's: a prefix and letters and digits. */
public final class IdGenerator {
  public static final String APPLICATION = "ca_HarbourMarketDemo";

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private IdGenerator() {}

  /** {@code prefix} and 24 characters, like {@code ch_3fK…}. */
  public static String longId(String prefix, SeededRandom random) {
    return prefix + letters(random, 24);
  }

  /** {@code prefix} and 14 characters, like {@code cus_QXg1o8vcGmoR32}. */
  public static String shortId(String prefix, SeededRandom random) {
    return prefix + letters(random, 14);
  }

  /** A number that is not negative, with zeros before it up to so many digits. */
  public static String digits(long number, int least) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, least - digits.length())) + digits;
  }

  /** Letters and digits. */
  public static String letters(SeededRandom random, int length) {
    char[] letters = new char[length];
    long bits = 0;
    for (int i = 0; i < length; i++) {
      if (i % 10 == 0) {
        bits = random.next() >>> 1;
      }
      letters[i] = ALPHABET.charAt((int) (bits % 62));
      bits /= 62;
    }
    return new String(letters);
  }
}
