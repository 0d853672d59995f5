package io.stripejdbc.jdbc;

import java.util.regex.Pattern;

/** Strikes what looks like an API key out of a text that people will see. */
final class Secrets {
  /** Key prefixes of Stripe (docs.stripe.com/keys), webhook secrets too; publishable keys stay. */
  private static final Pattern KEY = Pattern.compile("\\b((?:sk|rk)_|whsec_)[A-Za-z0-9_-]{4,}");

  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s;]*@");

  private Secrets() {}

  /** The text with keys and user information of URLs replaced by {@code ***}. */
  static String strike(String text) {
    String withoutKeys = KEY.matcher(text).replaceAll("$1***");
    return USER_INFO.matcher(withoutKeys).replaceAll("//***@");
  }
}
