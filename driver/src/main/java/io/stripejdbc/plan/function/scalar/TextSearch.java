package io.stripejdbc.plan.function.scalar;

/** Finds a text in another, in steps that can be ended. */
public final class TextSearch {
  /** Up to this length the JDK's search is fast whatever the texts are. */
  private static final int SHORT = 64;

  private TextSearch() {}

  /** Where the wanted text begins, from an index on; -1 when it is not there. */
  public static int indexOf(String text, String wanted, int from, StopCheck check) {
    if (wanted.length() <= SHORT) {
      check.step();
      return text.indexOf(wanted, from);
    }
    int last = text.length() - wanted.length();
    String head = wanted.substring(0, SHORT);
    for (int at = text.indexOf(head, from);
        at >= 0 && at <= last;
        at = text.indexOf(head, at + 1)) {
      check.step();
      if (matches(text, wanted, at, check)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean matches(String text, String wanted, int at, StopCheck check) {
    for (int i = SHORT; i < wanted.length(); i++) {
      check.step();
      if (text.charAt(at + i) != wanted.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
