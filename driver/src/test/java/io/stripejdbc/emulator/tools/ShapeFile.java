package io.stripejdbc.emulator.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes {@code shapes.txt}: the fields of every object that a list can reach, one type a line. */
final class ShapeFile {
  private static final int ENUM_VALUES_KEPT = 12;

  /** Fields that come only when expanded (facts: expand, include, metadata). */
  private static final Set<String> ONLY_WHEN_EXPANDED =
      Set.of(
          "Charge.refunds",
          "Customer.sources",
          "Customer.subscriptions",
          "Customer.tax_ids",
          "Customer.cash_balance",
          "Customer.invoice_credit_balance",
          "Customer.tax",
          "Price.tiers",
          "Price.currency_options",
          "Plan.tiers",
          "Coupon.applies_to",
          "Coupon.currency_options",
          "checkout.Session.line_items",
          "PaymentLink.line_items",
          "Quote.line_items",
          "Invoice.payments",
          "Invoice.confirmation_secret",
          "ShippingRate.FixedAmount.currency_options",
          "issuing.Card.number",
          "issuing.Card.cvc",
          "issuing.Token.network_data",
          "tax.Calculation.line_items",
          "tax.Transaction.line_items",
          "treasury.FinancialAccount.features",
          "treasury.Transaction.entries",
          "identity.VerificationSession.verified_outputs");

  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("string", "s"),
          Map.entry("enum", "e"),
          Map.entry("long", "i"),
          Map.entry("bool", "b"),
          Map.entry("timestamp", "t"),
          Map.entry("instant", "T"),
          Map.entry("decimal", "d"),
          Map.entry("const", "c"),
          Map.entry("id", "I"),
          Map.entry("object", "o"),
          Map.entry("expandable", "x"),
          Map.entry("polymorphic", "p"),
          Map.entry("json", "j"));

  private final JsonNode facts;

  ShapeFile(JsonNode facts) {
    this.facts = facts;
  }

  List<String> lines(List<String> roots) {
    Deque<String> open = new ArrayDeque<>(roots);
    Set<String> seen = new TreeSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      if (!type(name).isMissingNode() && seen.add(name)) {
        type(name).path("polymorphic").forEach(of -> open.push(of.asText()));
        for (JsonNode field : type(name).path("fields")) {
          if (field.hasNonNull("target")) {
            open.push(field.get("target").asText());
          }
        }
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("# type object field:kind… ; written by EmulatorData from the API's field list");
    seen.forEach(name -> lines.add(line(name)));
    return lines;
  }

  private String line(String name) {
    JsonNode type = type(name);
    StringBuilder line = new StringBuilder(simple(name));
    line.append(' ').append(type.hasNonNull("object") ? type.get("object").asText() : "-");
    if (type.has("polymorphic")) {
      List<String> of = new ArrayList<>();
      type.get("polymorphic").forEach(each -> of.add(simple(each.asText())));
      return line.append(" |").append(String.join(",", of)).toString();
    }
    for (JsonNode field : type.get("fields")) {
      line.append(' ').append(field(simple(name), field));
    }
    return line.toString();
  }

  private static String field(String owner, JsonNode field) {
    String name = field.get("name").asText();
    StringBuilder text = new StringBuilder(name).append(':').append(kind(field));
    if (!field.path("nullable").isBoolean() || field.path("nullable").asBoolean()) {
      text.append('?');
    }
    if (field.path("optional").asBoolean()) {
      text.append('~');
    }
    if (ONLY_WHEN_EXPANDED.contains(owner + "." + name)) {
      text.append('+');
    }
    if (field.hasNonNull("target")) {
      text.append('>').append(simple(field.get("target").asText()));
    } else if (field.hasNonNull("refHint")) {
      text.append('@').append(field.get("refHint").asText());
    }
    return text.append(values(field)).toString();
  }

  private static String kind(JsonNode field) {
    String kind = field.get("kind").asText();
    if (kind.equals("list")) {
      return field.path("sublist").asBoolean() ? "L" : "l" + LETTERS.get(field.get("of").asText());
    }
    if (kind.equals("map")) {
      return "m" + (field.get("of").asText().equals("String") ? "s" : "o");
    }
    if (kind.equals("long") && field.has("money")) {
      return "$";
    }
    if (kind.equals("decimal") && field.path("wire").asText().equals("string")) {
      return "D";
    }
    return LETTERS.get(kind);
  }

  private static String values(JsonNode field) {
    List<String> kept = new ArrayList<>();
    for (JsonNode value : field.path("values")) {
      if (kept.size() < ENUM_VALUES_KEPT
          && !value.asText().contains(" ")
          && !kept.contains(value.asText())) {
        kept.add(value.asText());
      }
    }
    return kept.isEmpty() ? "" : "=" + String.join(",", kept);
  }

  private JsonNode type(String name) {
    JsonNode resource = facts.get("resources").path(name);
    return resource.isMissingNode() ? facts.get("types").path(name) : resource;
  }

  /** {@code com.stripe.model.Charge.Outcome} is {@code Charge.Outcome} here. */
  static String simple(String javaName) {
    return javaName.replaceFirst("^com\\.stripe\\.(model\\.)?", "");
  }
}
