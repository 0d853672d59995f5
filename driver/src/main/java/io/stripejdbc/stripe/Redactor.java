package io.stripejdbc.stripe;

import java.util.regex.Pattern;

/** Takes keys out of texts: our own, any other, and the masked ones Stripe puts in its messages. */
final class Redactor {
  private static final Pattern KEY =
      Pattern.compile("\\b(sk|rk|pk|ek)_(live|test|org)[A-Za-z0-9_*.]*|\\bsk_org\\w*");

  private final String apiKey;

  Redactor(String apiKey) {
    this.apiKey = apiKey;
  }

  /** The text without keys. */
  String redact(String text) {
    String own = apiKey.isEmpty() ? text : text.replace(apiKey, "(key)");
    return KEY.matcher(own).replaceAll("(key)");
  }
}
