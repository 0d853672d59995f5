package io.stripejdbc.error;

import java.util.regex.Pattern;

/**
 * Replaces API keys and other secrets of Stripe in texts that people will see: messages, property
 * listings, the texts of statements.
 *
 * <p>Secret, restricted, publishable, organization and ephemeral keys of any mode and in any letter
 * case, also masked as Stripe masks them; webhook secrets; client secrets of intents (Stripe docs:
 * keys, webhooks).
 */
public final class SecretRedactor {
  private static final String LETTERS = "(?:[A-Za-z0-9_*\\u2022-]|\\.{2,})";

  /** No letter before it: {@code risk_level} and {@code mark_paid} are ordinary words. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(?<![A-Za-z0-9])(?:"
              + "[srpeu]k_(?:live|test|org)"
              + LETTERS
              + "*|[sr]k_"
              + LETTERS
              + "{3,}|[pe]k_\\*"
              + LETTERS
              + "*|whsec_"
              + LETTERS
              + "{3,}|[a-z]{2,10}_[A-Za-z0-9]+_secret_[A-Za-z0-9]+)");

  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s;]*@");

  private SecretRedactor() {}

  /** The text with secrets and user information of URLs replaced by {@code ***}. */
  public static String redact(String text) {
    return USER_INFO.matcher(keys(text)).replaceAll("//***@");
  }

  /** The text with secrets alone replaced. */
  public static String keys(String text) {
    return SECRET.matcher(text).replaceAll("***");
  }
}
