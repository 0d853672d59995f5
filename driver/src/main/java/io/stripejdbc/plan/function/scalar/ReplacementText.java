package io.stripejdbc.plan.function.scalar;

/**
 * What stands in place of a match, in the way Java reads it: {@code \1} (PostgreSQL) and {@code $1}
 * (Trino) are a group, {@code \&} is the whole match.
 */
final class ReplacementText {
  private ReplacementText() {}

  static String java(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (c == '\\' && next >= '1' && next <= '9') {
        result.append('$').append(next);
        if (i + 2 < text.length() && Character.isDigit(text.charAt(i + 2))) {
          result.append('\\'); // A digit behind is a digit, not of the group's number.
        }
        i++;
      } else if (c == '\\' && next == '&') {
        result.append("$0");
        i++;
      } else if (c == '\\' && i + 1 < text.length()) {
        result.append(c).append(next);
        i++;
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }
}
