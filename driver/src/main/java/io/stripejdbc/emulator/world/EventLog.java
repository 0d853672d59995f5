package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.ApplicationFee;
import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.Dispute;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.Payout;
import io.stripejdbc.emulator.world.model.Refund;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Subscription;
import io.stripejdbc.emulator.world.model.Transfer;
import io.stripejdbc.emulator.world.model.WorldClock;
import io.stripejdbc.emulator.world.object.InvoiceFacts;
import io.stripejdbc.emulator.world.object.JsonNodes;
import java.util.ArrayList;
import java.util.List;

/** What happened in the last 30 days; the object inside is written as it is now. */
final class EventLog {
  private static final int DAYS_KEPT = 30;

  private final Seller seller;
  private final long now;
  private final List<WorldRow> rows = new ArrayList<>();

  EventLog(Seller seller, long now) {
    this.seller = seller;
    this.now = now;
  }

  List<WorldRow> rows() {
    payments();
    money();
    billing();
    return rows;
  }

  private void payments() {
    for (Buyer each : seller.buyers) {
      if (!each.deleted()) {
        tell("customer.created", "/v1/customers", each.id(), each.created());
      }
    }
    for (PaymentIntent each : seller.intents) {
      tell("payment_intent.created", "/v1/payment_intents", each.id, each.created);
      Payment latest = each.latest;
      if (each.status.equals("succeeded") && latest != null) {
        tell("payment_intent.succeeded", "/v1/payment_intents", each.id, latest.created);
      }
    }
    for (Payment each : seller.payments) {
      tell("charge." + each.status, "/v1/charges", each.id, each.created);
    }
    for (Refund each : seller.refunds) {
      tell("charge.refunded", "/v1/charges", each.payment.id, each.created);
      tell("refund.created", "/v1/refunds", each.id, each.created);
    }
    for (Dispute each : seller.disputes) {
      tell("charge.dispute.created", "/v1/disputes", each.id, each.created);
    }
  }

  private void money() {
    for (Payout each : seller.payouts) {
      tell("payout.created", "/v1/payouts", each.id, each.created);
      if (each.status.equals("paid") || each.status.equals("failed")) {
        tell("payout." + each.status, "/v1/payouts", each.id, each.arrival);
      }
    }
    for (Transfer each : seller.transfers) {
      tell("transfer.created", "/v1/transfers", each.id, each.created);
    }
    for (ApplicationFee each : seller.fees) {
      tell("application_fee.created", "/v1/application_fees", each.id, each.created);
    }
  }

  private void billing() {
    for (Subscription each : seller.subscriptions) {
      tell("customer.subscription.created", "/v1/subscriptions", each.id, each.created);
      if (each.canceledAt > 0) {
        tell("customer.subscription.deleted", "/v1/subscriptions", each.id, each.canceledAt);
      }
    }
    for (Invoice each : seller.invoices) {
      tell("invoice.created", "/v1/invoices", each.id, each.created);
      if (each.paid()) {
        tell("invoice.paid", "/v1/invoices", each.id, InvoiceFacts.paidAt(each));
      }
    }
  }

  private void tell(String type, String path, String id, long when) {
    if (when <= now && when > now - DAYS_KEPT * WorldClock.DAY) {
      SeededRandom random = SeededRandom.of(when, type + id);
      String event = IdGenerator.longId("evt_", random);
      rows.add(WorldRow.of(event, when, () -> event(seller, event, type, path, id, when)));
    }
  }

  private static ObjectNode event(
      Seller seller, String event, String type, String path, String id, long when) {
    ObjectNode facts = JsonNodes.object().put("id", event).put("created", when).put("type", type);
    facts.put("api_version", World.API_VERSION).put("livemode", false);
    facts.put("pending_webhooks", 0).put("_delivered", id.hashCode() % 16 != 0);
    if (!seller.platform) {
      facts.put("account", seller.id);
    }
    facts.putObject("request").put("id", "req_" + event.substring(4, 18));
    facts.putObject("data").put("_path", path).put("_id", id);
    return facts;
  }
}
