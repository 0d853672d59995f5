package io.stripejdbc.emulator.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.object.JsonNodes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;

/** One clause of a search: a field, a comparison and a value. */
record SearchClause(String field, String comparison, String value, boolean negated, boolean loose) {
  private static final int SHORTEST_PART = 3;
  private static final Set<String> NUMERIC =
      Set.of(
          "/v1/charges amount",
          "/v1/charges created",
          "/v1/customers created",
          "/v1/invoices created",
          "/v1/invoices total",
          "/v1/payment_intents amount",
          "/v1/payment_intents created",
          "/v1/subscriptions created");
  private static final Set<String> TOKEN =
      Set.of(
          "/v1/charges billing_details.address.postal_code",
          "/v1/charges currency",
          "/v1/charges customer",
          "/v1/charges disputed",
          "/v1/charges metadata",
          "/v1/charges payment_method_details.card.last4",
          "/v1/charges payment_method_details.card.exp_month",
          "/v1/charges payment_method_details.card.exp_year",
          "/v1/charges payment_method_details.card.brand",
          "/v1/charges payment_method_details.card.fingerprint",
          "/v1/charges refunded",
          "/v1/charges status",
          "/v1/customers metadata",
          "/v1/invoices currency",
          "/v1/invoices customer",
          "/v1/invoices metadata",
          "/v1/payment_intents currency",
          "/v1/payment_intents customer",
          "/v1/payment_intents metadata",
          "/v1/payment_intents status",
          "/v1/prices active",
          "/v1/prices currency",
          "/v1/prices metadata",
          "/v1/prices type",
          "/v1/products active",
          "/v1/products metadata",
          "/v1/products shippable",
          "/v1/subscriptions metadata",
          "/v1/subscriptions status");
  private static final Set<String> STRING =
      Set.of(
          "/v1/customers email",
          "/v1/customers name",
          "/v1/customers phone",
          "/v1/invoices number",
          "/v1/invoices receipt_number",
          "/v1/invoices status",
          "/v1/invoices subscription",
          "/v1/prices lookup_key",
          "/v1/prices product",
          "/v1/products description",
          "/v1/products name",
          "/v1/products url");

  static SearchClause of(String list, Matcher text) {
    String field = text.group(2);
    String name = list + " " + field;
    boolean numeric = NUMERIC.contains(name);
    boolean string = STRING.contains(name);
    if (!numeric && !string && !TOKEN.contains(name)) {
      throw SearchQuery.invalid("field `" + field + "` cannot be searched");
    }
    String comparison = text.group(4);
    boolean ordered = comparison.startsWith("<") || comparison.startsWith(">");
    String value = value(text);
    boolean part = comparison.equals("~");
    if ((ordered && !numeric) || (part && (!string || value.length() < SHORTEST_PART))) {
      throw SearchQuery.invalid("`" + comparison + "` does not fit field `" + field + "`");
    }
    if (!numeric && text.group(7) != null && !value.equals("null") && !isBool(value)) {
      throw SearchQuery.invalid("the value of field `" + field + "` must be quoted");
    }
    boolean isNull = text.group(7) != null && value.equals("null");
    String key = text.group(3) == null ? "" : "." + text.group(3);
    return new SearchClause(
        path(name, field) + key,
        isNull ? "null" : comparison,
        value,
        text.group(1) != null,
        string);
  }

  private static boolean isBool(String value) {
    return value.equals("true") || value.equals("false");
  }

  private static String value(Matcher text) {
    for (int group = 5; group <= 6; group++) {
      if (text.group(group) != null) {
        return text.group(group).replaceAll("\\\\(.)", "$1");
      }
    }
    return text.group(7);
  }

  private static String path(String name, String field) {
    return name.equals("/v1/invoices subscription")
        ? "parent.subscription_details.subscription"
        : field;
  }

  boolean holds(ObjectNode facts) {
    return negated != matches(facts);
  }

  private boolean matches(ObjectNode facts) {
    if (field.equals("refunded")) {
      return refunded(facts);
    }
    List<String> texts = JsonNodes.texts(facts, field);
    return comparison.equals("null") ? texts.isEmpty() : texts.stream().anyMatch(this::fits);
  }

  /** In search, true is fully, false partly, and null not refunded. */
  private boolean refunded(ObjectNode facts) {
    boolean none = facts.path("amount_refunded").asLong() == 0;
    return comparison.equals("null")
        ? none
        : !none && facts.path("refunded").asText().equals(value);
  }

  private boolean fits(String text) {
    String have = text.toLowerCase(Locale.ROOT);
    String want = value.toLowerCase(Locale.ROOT);
    return switch (comparison) {
      case ":" -> loose ? have.contains(want) : have.equals(want);
      case "~" -> have.contains(want);
      case ">" -> compare(text) > 0;
      case ">=" -> compare(text) >= 0;
      case "<" -> compare(text) < 0;
      default -> compare(text) <= 0;
    };
  }

  private int compare(String text) {
    try {
      return new BigDecimal(text).compareTo(new BigDecimal(value));
    } catch (NumberFormatException e) {
      throw SearchQuery.invalid("`" + value + "` is no number");
    }
  }
}
