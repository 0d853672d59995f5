package io.stripejdbc.jdbc;

import io.stripejdbc.error.SecretRedactor;

/** Strikes what looks like an API key out of a text that people will see. */
final class Secrets {
  private Secrets() {}

  /** The text with keys and user information of URLs replaced by {@code ***}. */
  static String strike(String text) {
    return SecretRedactor.redact(text);
  }
}
