package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.Buyer;
import java.util.Locale;

/** Payment methods, and what charges say about them. */
public final class PaymentMethodFacts {
  private PaymentMethodFacts() {}

  /** {@code charge.payment_method_details}. */
  static ObjectNode details(Buyer buyer, long amount) {
    Buyer.Method method = buyer.method();
    ObjectNode details = JsonNodes.object();
    details.put("type", method.type());
    if (method.type().equals("card")) {
      ObjectNode card = card(buyer);
      card.put("amount_authorized", amount);
      card.put("network", method.brand());
      card.put("authorization_code", method.last4() + "00");
      card.putObject("extended_authorization").put("status", "disabled");
      card.putObject("incremental_authorization").put("status", "unavailable");
      card.putObject("multicapture").put("status", "unavailable");
      card.putObject("network_token").put("used", false);
      ObjectNode over = card.putObject("overcapture");
      over.put("maximum_amount_capturable", amount).put("status", "unavailable");
      details.set("card", card);
    } else {
      details.set(method.type(), account(buyer));
    }
    return details;
  }

  /** A payment method object. */
  public static ObjectNode method(Buyer buyer) {
    Buyer.Method method = buyer.method();
    ObjectNode facts = JsonNodes.object();
    facts.put("id", method.id());
    facts.put("created", buyer.created());
    facts.put("type", method.type());
    facts.put("customer", buyer.deleted() ? null : buyer.id());
    facts.put("allow_redisplay", "unspecified");
    facts.set("billing_details", CustomerFacts.billing(buyer));
    if (method.type().equals("card")) {
      ObjectNode card = card(buyer);
      card.put("display_brand", method.brand());
      card.putObject("networks").set("available", JsonNodes.array().add(method.brand()));
      card.putObject("three_d_secure_usage").put("supported", true);
      facts.set("card", card);
    } else {
      facts.set(method.type(), account(buyer));
    }
    return facts;
  }

  private static ObjectNode card(Buyer buyer) {
    Buyer.Method method = buyer.method();
    ObjectNode card = JsonNodes.object();
    card.put("brand", method.brand());
    card.put("country", buyer.country());
    card.put("exp_month", method.month());
    card.put("exp_year", method.year());
    card.put("funding", method.funding());
    card.put("last4", method.last4());
    card.put("fingerprint", fingerprint(method));
    card.putObject("checks").put("cvc_check", "pass").put("address_postal_code_check", "pass");
    return card;
  }

  private static ObjectNode account(Buyer buyer) {
    Buyer.Method method = buyer.method();
    ObjectNode account = JsonNodes.object();
    account.put("last4", method.last4());
    account.put("fingerprint", fingerprint(method));
    if (method.type().equals("sepa_debit")) {
      account.put("country", buyer.country()).put("bank_code", "37040044");
    } else {
      account.put("account_type", "checking").put("account_holder_type", "individual");
      account.put("bank_name", "STRIPE TEST BANK").put("routing_number", "110000000");
    }
    return account;
  }

  private static String fingerprint(Buyer.Method method) {
    return method.id().substring(3, 19).toLowerCase(Locale.ROOT);
  }
}
