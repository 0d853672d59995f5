package io.stripejdbc.jdbc.property;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was probably meant to be. */
final class PropertyNameSuggester {
  private PropertyNameSuggester() {}

  /** The first candidate that goes on where the name ends, else the one with fewest changes. */
  static Optional<String> of(String wanted, List<String> candidates) {
    Optional<String> longer =
        candidates.stream()
            .filter(name -> wanted.length() > 2 && isStart(wanted, name))
            .findFirst();
    return longer.isPresent() ? longer : closest(wanted, candidates);
  }

  private static boolean isStart(String wanted, String name) {
    return name.regionMatches(true, 0, wanted, 0, wanted.length());
  }

  /** The candidate with the fewest letters changed, if no more than half of them are. */
  private static Optional<String> closest(String wanted, List<String> candidates) {
    String best = null;
    int fewest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int changes = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (changes < fewest) {
        fewest = changes;
        best = candidate;
      }
    }
    return best != null && fewest * 2 <= best.length() ? Optional.of(best) : Optional.empty();
  }

  /** Levenshtein's distance, a row at a time. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j - 1], row[j]) + 1);
      }
    }
    return row[b.length()];
  }
}
