package io.stripejdbc.emulator.tools;

import static java.util.stream.Collectors.joining;

import io.stripejdbc.catalog.generator.ApiFacts;
import io.stripejdbc.catalog.generator.ApiFacts.Field;
import io.stripejdbc.catalog.generator.ApiFacts.Model;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes {@code shapes.txt}: the fields of every object that a list can reach, one type a line. */
final class ObjectTypeFile {
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

  private final ApiFacts apiFacts;
  private final ShapeMarks marks;

  ObjectTypeFile(ApiFacts apiFacts, ShapeMarks marks) {
    this.apiFacts = apiFacts;
    this.marks = marks;
  }

  List<String> lines(List<String> roots) {
    Deque<String> open = new ArrayDeque<>(roots);
    Set<String> seen = new TreeSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      Model type = apiFacts.models().get(name);
      if (type != null && seen.add(name)) {
        members(type).forEach(open::push);
        type.fields().stream()
            .filter(field -> field.target() != null && !field.kind().equals("json"))
            .forEach(field -> open.push(field.target()));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("# type object field:kind… ; written by EmulatorData from the API's field list");
    seen.forEach(name -> lines.add(line(name)));
    return lines;
  }

  private static List<String> members(Model type) {
    return type.polymorphic() == null ? List.of() : type.polymorphic();
  }

  private String line(String name) {
    Model type = apiFacts.models().get(name);
    StringBuilder line = new StringBuilder(simple(name));
    line.append(' ').append(type.object() == null ? "-" : type.object());
    if (type.polymorphic() != null) {
      return line.append(" |")
          .append(members(type).stream().map(ObjectTypeFile::simple).collect(joining(",")))
          .toString();
    }
    for (Field field : type.fields()) {
      line.append(' ').append(field(simple(name), field));
    }
    return line.toString();
  }

  private String field(String owner, Field field) {
    String name = field.name();
    StringBuilder text = new StringBuilder(name).append(':').append(kind(owner, field));
    text.append(marks.presence(owner, name));
    if (ONLY_WHEN_EXPANDED.contains(owner + "." + name)) {
      text.append('+');
    }
    if (field.target() != null && !field.kind().equals("json")) {
      text.append('>').append(simple(field.target()));
    } else if (field.refHint() != null) {
      text.append('@').append(field.refHint());
    }
    return text.append(values(field)).toString();
  }

  private String kind(String owner, Field field) {
    return switch (field.kind()) {
      case "list" -> field.sublist() ? "L" : "l" + LETTERS.get(field.of());
      case "map" -> "m" + (field.of().equals("String") ? "s" : "o");
      case "long" -> field.money() == null ? "i" : "$";
      case "decimal" -> marks.isNumber(owner, field.name()) ? "d" : "D";
      default -> LETTERS.get(field.kind());
    };
  }

  private static String values(Field field) {
    List<String> kept =
        field.values() == null
            ? List.of()
            : field.values().stream()
                .filter(value -> !value.contains(" "))
                .distinct()
                .limit(ENUM_VALUES_KEPT)
                .toList();
    return kept.isEmpty() ? "" : "=" + String.join(",", kept);
  }

  /** {@code com.stripe.model.Charge.Outcome} is {@code Charge.Outcome} here. */
  static String simple(String javaName) {
    return javaName.replaceFirst("^com\\.stripe\\.(model\\.)?", "");
  }
}
