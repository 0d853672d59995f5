package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Writes an object as a version of 2018 showed it, from Stripe's changelog of versions: other names
 * and other values for what today's objects say, and without what came later. Events keep the form
 * of the version in which they were made.
 */
public final class OldVersionWriter {
  /** Today's name and the one of 2018, by type of object. */
  private static final Map<String, Map<String, String>> NAMES =
      Map.of(
          "invoice", Map.of("created", "date", "collection_method", "billing"),
          "subscription", Map.of("collection_method", "billing", "start_date", "start"),
          "customer", Map.of("balance", "account_balance"),
          "payment_intent",
              Map.of("payment_method", "source", "payment_method_types", "allowed_source_types"),
          "coupon", Map.of("percent_off", "percent_off_precise"));

  /** Statuses of payment intents that had another name. */
  private static final Map<String, String> STATUSES =
      Map.of(
          "requires_payment_method", "requires_source",
          "requires_action", "requires_source_action");

  /** What no object of that time had. */
  private static final Set<String> LATER =
      Set.of(
          "billing_mode",
          "customer_account",
          "parent",
          "pricing",
          "billing_details",
          "payment_method_details",
          "status_transitions",
          "reporting_category");

  private OldVersionWriter() {}

  public static ObjectNode write(ObjectNode object) {
    ObjectNode old = JsonNodes.object();
    Map<String, String> names = NAMES.getOrDefault(object.path("object").asText(), Map.of());
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = field.getKey();
      if (!LATER.contains(name) && !isLater(object, name)) {
        old.set(names.getOrDefault(name, name), value(name, field.getValue()));
      }
    }
    return old;
  }

  /** Invoices were open or closed, and had no status. */
  private static boolean isLater(ObjectNode object, String name) {
    return name.equals("status") && object.path("object").asText().equals("invoice");
  }

  private static JsonNode value(String name, JsonNode value) {
    return name.equals("status")
        ? JsonNodes.text(STATUSES.getOrDefault(value.asText(), value.asText()))
        : value;
  }
}
