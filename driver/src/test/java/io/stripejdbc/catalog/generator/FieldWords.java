package io.stripejdbc.catalog.generator;

import java.util.regex.Pattern;

/** What the name and the Javadoc of a field say beyond its Java type. */
final class FieldWords {
  private static final Pattern MONEY =
      Pattern.compile(
          "(.*_)?(amount|total|subtotal)(_(?!percent).*)?|(.*_)?(balance|fee|tax|net|unit_cost)");

  private static final Pattern MONEY_COMMENT =
      Pattern.compile("smallest currency unit|lowest denomination|minor unit|\\bcents\\b");

  /** Names of moments; the Javadoc does not say so of all of them. */
  private static final Pattern MOMENT =
      Pattern.compile(
          "(.*_)?(at|created|updated|date|start|end|deadline|time|until|on|eta|as_of|cycle_anchor)"
              + "|(due|redeem)_by");

  private static final Pattern MOMENT_COMMENT =
      Pattern.compile("seconds since the unix epoch|timestamp", Pattern.CASE_INSENSITIVE);

  private FieldWords() {}

  /** Whether a number counts the minor units of a currency. */
  static boolean isMoney(String name, String comment) {
    return MONEY.matcher(name).matches() || MONEY_COMMENT.matcher(comment).find();
  }

  /** Whether a number counts seconds since 1970. */
  static boolean isMoment(String name, String comment) {
    return MOMENT.matcher(name).matches() || MOMENT_COMMENT.matcher(comment).find();
  }
}
