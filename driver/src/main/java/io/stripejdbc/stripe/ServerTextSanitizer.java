package io.stripejdbc.stripe;

import io.stripejdbc.error.SecretRedactor;

/**
 * Makes texts of the server fit for messages: keys are taken out (our own, any other, and the
 * masked ones Stripe puts in its messages), control characters are shown as escapes, long texts are
 * cut.
 */
final class ServerTextSanitizer {
  /** Characters of a text of the server that are shown. */
  static final int MOST_CHARACTERS = 2_000;

  private final String apiKey;

  ServerTextSanitizer(String apiKey) {
    this.apiKey = apiKey;
  }

  /** The text without keys, on one line and not longer than anybody reads. */
  String redact(String text) {
    String own = apiKey.isEmpty() ? text : text.replace(apiKey, "(key)");
    // Long texts are cut before anything else is done with them, behind where they are cut at last.
    String head = own.length() > 2 * MOST_CHARACTERS ? own.substring(0, 2 * MOST_CHARACTERS) : own;
    String shown = escaped(SecretRedactor.keys(head).replace("***", "(key)"));
    return shown.length() <= MOST_CHARACTERS ? shown : shown.substring(0, MOST_CHARACTERS) + "…";
  }

  private static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isShown(c)) {
                shown.appendCodePoint(c);
              } else {
                shown.append(c > 0xffff ? "\\u{%x}".formatted(c) : "\\u%04x".formatted(c));
              }
            });
    return shown.toString();
  }

  /** Neither a control character nor one that changes how its neighbours are shown. */
  private static boolean isShown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
