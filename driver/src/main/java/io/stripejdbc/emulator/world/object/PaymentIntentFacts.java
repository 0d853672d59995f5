package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.Seller;
import java.util.List;

/** Payment intents as the API writes them. */
public final class PaymentIntentFacts {
  private PaymentIntentFacts() {}

  public static ObjectNode of(PaymentIntent intent) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", intent.id);
    facts.put("created", intent.created);
    facts.put("amount", intent.amount);
    facts.put("currency", intent.currency.code());
    facts.put("status", intent.status);
    facts.put("amount_received", intent.status.equals("succeeded") ? intent.amount : 0);
    facts.put("amount_capturable", intent.status.equals("requires_capture") ? intent.amount : 0);
    facts.put("capture_method", intent.status.equals("requires_capture") ? "manual" : "automatic");
    facts.put("confirmation_method", "automatic");
    facts.put("customer", intent.buyer.id());
    facts.put("description", intent.description);
    facts.put("client_secret", intent.id + "_secret_demo");
    facts.put("receipt_email", intent.buyer.email());
    facts.set("payment_method_types", JsonNodes.strings(List.of(intent.buyer.method().type())));
    facts.putObject("payment_method_options");
    facts.putObject("amount_details").putObject("tip");
    people(facts, intent);
    outcome(facts, intent);
    return facts;
  }

  private static void people(ObjectNode facts, PaymentIntent intent) {
    if (!intent.seller.platform) {
      facts.put("application", IdGenerator.APPLICATION);
    }
    if (intent.feeAmount > 0) {
      facts.put("application_fee_amount", intent.feeAmount);
    }
    Seller destination = intent.destination;
    if (destination != null) {
      facts.putObject("transfer_data").put("destination", destination.id);
      facts.put("transfer_group", "group_" + intent.id);
    } else if (!intent.transferGroup.isEmpty()) {
      facts.put("transfer_group", intent.transferGroup);
    }
    ObjectNode metadata = facts.putObject("metadata");
    if (!intent.note.isEmpty()) {
      metadata.put("note", intent.note);
    }
    if (intent.invoice == null) {
      metadata.put("order_id", "A-" + (intent.created % 100_000));
    } else {
      facts.put("setup_future_usage", "off_session");
    }
  }

  private static void outcome(ObjectNode facts, PaymentIntent intent) {
    Payment latest = intent.latest;
    if (latest != null) {
      facts.put("latest_charge", latest.id);
      if (!latest.status.equals("failed")) {
        facts.put("payment_method", intent.buyer.method().id());
      } else {
        ObjectNode error = facts.putObject("last_payment_error");
        error.put("type", "card_error").put("code", "card_declined");
        error.put("decline_code", "generic_decline").put("charge", latest.id);
        error.put("message", "Your card was declined.");
      }
    }
    if (intent.status.equals("canceled")) {
      long some = intent.created + 1800;
      facts.put("canceled_at", intent.canceledAt > 0 ? intent.canceledAt : some);
      facts.put("cancellation_reason", intent.invoice == null ? "abandoned" : "void_invoice");
    }
  }
}
