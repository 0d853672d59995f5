package io.stripejdbc.examples.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a statement may cost at most, and of what it is asked.
 *
 * @param url the JDBC URL, without a key
 * @param calls requests to Stripe for each statement
 * @param rows rows for each answer
 */
record Budget(String url, int calls, int rows) {
  private static final int CALLS = 100;
  private static final int ROWS = 200;

  /**
   * Reads a command line: {@code [URL] [--max-calls N] [--max-rows N]}.
   *
   * @param environment decides, without a URL, between the account of STRIPE_API_KEY and the demo
   */
  static Budget of(String[] arguments, Map<String, String> environment) {
    boolean hasKey = !environment.getOrDefault("STRIPE_API_KEY", "").isBlank();
    String url = hasKey ? "jdbc:stripe:" : "jdbc:stripe:demo";
    int calls = CALLS;
    int rows = ROWS;
    List<String> words = new ArrayList<>(List.of(arguments));
    while (!words.isEmpty()) {
      String word = words.remove(0);
      switch (word) {
        case "--max-calls" -> calls = number(word, words);
        case "--max-rows" -> rows = number(word, words);
        default -> url = url(word);
      }
    }
    return new Budget(url, calls, rows);
  }

  private static int number(String option, List<String> words) {
    String value = words.isEmpty() ? "" : words.remove(0);
    if (!value.matches("[1-9]\\d{0,6}")) {
      throw new IllegalArgumentException(option + " must be a whole number from 1 on");
    }
    return Integer.parseInt(value);
  }

  private static String url(String word) {
    if (!word.startsWith("jdbc:stripe:")) {
      throw new IllegalArgumentException(
          "Arguments are [URL] [--max-calls N] [--max-rows N]; a URL starts with jdbc:stripe:");
    }
    if (word.toLowerCase(Locale.ROOT).contains("maxrequestsperquery")) {
      throw new IllegalArgumentException("Give --max-calls instead of maxRequestsPerQuery");
    }
    return word;
  }

  /** The smaller of what is allowed and what is asked for; all that is allowed when nothing is. */
  static int within(int allowed, Object asked) {
    return asked instanceof Number number
        ? (int) Math.max(1, Math.min(allowed, number.longValue()))
        : allowed;
  }

  /** The URL of a connection whose statements fail before they send more calls than this. */
  String urlWith(int mostCalls) {
    return url + (url.endsWith(";") ? "" : ";") + "maxRequestsPerQuery=" + mostCalls;
  }
}
