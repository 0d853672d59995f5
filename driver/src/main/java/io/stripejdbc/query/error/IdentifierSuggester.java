package io.stripejdbc.query.error;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant by a name that does not exist. */
final class IdentifierSuggester {
  /** Shorter ends fit too many names. */
  private static final int SHORTEST_END = 5;

  private IdentifierSuggester() {}

  /** The candidate that is fewest edits away, if that is few for the length of the name. */
  static Optional<String> to(String name, Collection<String> candidates) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String best = null;
    int least = 2 + wanted.length() / 4;
    for (String candidate : candidates) {
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < least
          || (distance == least && best != null && candidate.compareTo(best) < 0)) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Edits from one word to the other; a missing plural or a trailing {@code _id} counts one, and a
   * missing beginning ({@code card_brand}) two, because that is how names are misremembered.
   */
  private static int distance(String wanted, String candidate) {
    if (wanted.equals(candidate + "_id") || candidate.equals(wanted + "s")) {
      return 1;
    }
    if (wanted.length() >= SHORTEST_END && candidate.endsWith("_" + wanted)) {
      return 2;
    }
    int[] previous = new int[candidate.length() + 1];
    for (int j = 0; j < previous.length; j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= wanted.length(); i++) {
      int[] current = new int[candidate.length() + 1];
      current[0] = i;
      for (int j = 1; j <= candidate.length(); j++) {
        int change = wanted.charAt(i - 1) == candidate.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[candidate.length()];
  }
}
