package io.stripejdbc.emulator.tools;

import io.stripejdbc.catalog.generator.ApiFacts;
import io.stripejdbc.catalog.generator.ApiFacts.Endpoint;
import io.stripejdbc.catalog.generator.ApiFacts.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes {@code endpoints.txt}: every GET that answers objects, with all its parameters. */
final class EndpointFile {
  /** Parameters whose field in the object has another name; {@code _…} is a fact no reader sees. */
  private static final Map<String, String> FIELD_OF =
      Map.ofEntries(
          Map.entry("/v1/invoiceitems created", "date"),
          Map.entry("/v1/invoiceitems pending", "_pending"),
          Map.entry("/v1/balance_transactions payout", "_payout"),
          Map.entry("/v1/subscriptions price", "_prices"),
          Map.entry("/v1/subscriptions plan", "_prices"),
          Map.entry("/v1/subscriptions current_period_start", "_period_start"),
          Map.entry("/v1/subscriptions current_period_end", "_period_end"),
          Map.entry("/v1/events types", "type"),
          Map.entry("/v1/events delivery_success", "_delivered"),
          Map.entry("/v1/treasury/debit_reversals resolution", "_resolution"),
          Map.entry("/v1/products ids", "id"),
          Map.entry("/v1/prices lookup_keys", "lookup_key"),
          Map.entry("/v1/invoices subscription", "parent.subscription_details.subscription"),
          Map.entry("/v1/promotion_codes coupon", "promotion.coupon"),
          Map.entry("/v1/issuing/personalization_designs lookup_keys", "lookup_key"),
          Map.entry("/v1/billing/alerts meter", "usage_threshold.meter"),
          Map.entry("/v1/billing/credit_balance_transactions customer", "_customer"),
          Map.entry(
              "/v1/billing/credit_balance_transactions customer_account", "_customer_account"),
          Map.entry("/v1/entitlements/active_entitlements customer", "_customer"),
          Map.entry("/v1/shipping_rates currency", "fixed_amount.currency"),
          Map.entry("/v2/core/events types", "type"),
          Map.entry("/v2/core/events object_id", "_object_id"));

  /** Permissions that are not simply the object's name (facts: restricted keys). */
  private static final Map<String, String> PERMISSION_OF =
      Map.ofEntries(
          Map.entry("account", "connected_account_read"),
          Map.entry("capability", "connected_account_read"),
          Map.entry("person", "connected_account_read"),
          Map.entry("v2.core.account", "v2_account_storer_read"),
          Map.entry("v2.core.account_person", "v2_account_storer_read"),
          Map.entry("v2.core.event", "event_read"),
          Map.entry("v2.core.event_destination", "webhook_read"),
          Map.entry("balance_transaction", "balance_transaction_source_read"),
          Map.entry("balance_settings", "balance_read"),
          Map.entry("refund", "charge_read"),
          Map.entry("fee_refund", "application_fee_read"),
          Map.entry("transfer_reversal", "transfer_read"),
          Map.entry("invoiceitem", "invoice_read"),
          Map.entry("invoice_payment", "invoice_read"),
          Map.entry("line_item", "invoice_read"),
          Map.entry("credit_note_line_item", "credit_note_read"),
          Map.entry("customer_balance_transaction", "customer_read"),
          Map.entry("customer_cash_balance_transaction", "customer_read"),
          Map.entry("cash_balance", "customer_read"),
          Map.entry("tax_id", "customer_read"),
          Map.entry("test_helpers.test_clock", "billing_clock_read"),
          Map.entry("setup_attempt", "setup_intent_read"),
          Map.entry("payment_link", "payment_links_read"),
          Map.entry("price", "plan_read"),
          Map.entry("product_feature", "product_read"),
          Map.entry("subscription_item", "subscription_read"),
          Map.entry("subscription_schedule", "subscription_read"),
          Map.entry("topup", "top_up_read"),
          Map.entry("webhook_endpoint", "webhook_read"),
          Map.entry("reporting.report_run", "report_runs_and_report_types_read"),
          Map.entry("reporting.report_type", "report_runs_and_report_types_read"));

  private EndpointFile() {}

  static List<String> lines(ApiFacts apiFacts) {
    List<String> lines = new ArrayList<>();
    lines.add("# kind path type, then what it needs and takes; written by EmulatorData");
    for (Endpoint endpoint : apiFacts.endpoints()) {
      String path = endpoint.path();
      String object = endpoint.object() == null ? "" : endpoint.object();
      lines.add(
          String.join(" ", endpoint.kind(), path, ObjectTypeFile.simple(endpoint.resource())));
      if (endpoint.retrievePath() != null) {
        lines.add("  one " + endpoint.retrievePath());
      }
      lines.add("  needs " + permission(path, object));
      if (endpoint.since() != null) {
        lines.add("  since " + endpoint.since());
      }
      endpoint.params().forEach(each -> lines.add("  " + parameter(path, each)));
    }
    return lines;
  }

  private static String permission(String path, String object) {
    if (object.equals("item")) {
      return path.startsWith("/v1/quotes")
          ? "quote_read"
          : path.startsWith("/v1/checkout") ? "checkout_session_read" : "payment_links_read";
    }
    if (object.isEmpty()) {
      return path.startsWith("/v1/accounts") ? "connected_account_read" : "customer_read";
    }
    return PERMISSION_OF.getOrDefault(object, object.replace('.', '_') + "_read");
  }

  private static String parameter(String path, Param parameter) {
    String name = parameter.name();
    StringBuilder line = new StringBuilder(name).append(' ').append(type(parameter));
    if (parameter.required()) {
      line.append(" required");
    }
    String field = FIELD_OF.get(path + " " + name);
    if (field != null) {
      line.append(" @").append(field);
    }
    if (parameter.values() != null) {
      line.append(" =").append(String.join(",", parameter.values()));
    }
    if (parameter.keys() != null) {
      line.append(" [").append(keys(parameter));
    }
    return line.toString();
  }

  /** {@code type:enum!=account|user,user:string}: keys with their types and values. */
  private static String keys(Param parameter) {
    return parameter.keys().stream().map(EndpointFile::key).collect(Collectors.joining(","));
  }

  private static String key(Param key) {
    String values = key.values() == null ? "" : "=" + String.join("|", key.values());
    return key.name() + ":" + type(key) + (key.required() ? "!" : "") + values;
  }

  private static String type(Param parameter) {
    boolean instants = parameter.type().equals("range") && "instant".equals(parameter.of());
    return instants ? "instants" : parameter.type();
  }
}
