package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.Discounts;
import io.stripejdbc.emulator.world.model.FakeNames;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Seller;
import java.util.Locale;

/** Customers as the API writes them. */
public final class CustomerFacts {
  private CustomerFacts() {}

  static ObjectNode of(Buyer buyer) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", buyer.id());
    if (buyer.deleted()) {
      facts.put("deleted", true);
      return facts;
    }
    facts.put("created", buyer.created());
    facts.put("name", buyer.name());
    facts.put("email", buyer.email());
    facts.put("phone", "+1555" + IdGenerator.digits(buyer.created() % 10_000_000, 7));
    facts.put("currency", buyer.currency().code());
    facts.put("delinquent", buyer.delinquent());
    facts.put("balance", balance(buyer));
    facts.put("tax_exempt", "none");
    facts.put("next_invoice_sequence", 1 + buyer.created() % 9);
    facts.put("invoice_prefix", buyer.id().substring(4, 12).toUpperCase(Locale.ROOT));
    facts.putArray("preferred_locales");
    facts.set("address", address(buyer));
    facts.putObject("invoice_settings").put("default_payment_method", buyer.method().id());
    ObjectNode metadata = facts.putObject("metadata");
    if (!buyer.plan().isEmpty()) {
      metadata.put("plan", buyer.plan());
    }
    return facts;
  }

  /** What the customer owes, negative for what the seller owes. */
  public static long balance(Buyer buyer) {
    return buyer.created() % 29 == 0 ? -buyer.currency().priceTag(10) : 0;
  }

  /** The customer with the discount it has there. */
  public static ObjectNode of(Buyer buyer, Seller seller) {
    ObjectNode facts = of(buyer);
    String renamed = seller.renamed.get(buyer.id());
    if (renamed != null && !buyer.deleted()) {
      facts.put("name", renamed);
    }
    Discounts.Use use = seller.customerDiscounts.get(buyer.id());
    if (use != null && !buyer.deleted()) {
      facts.set("discount", ProductFacts.of(use));
    }
    return facts;
  }

  static ObjectNode billing(Buyer buyer) {
    ObjectNode details = JsonNodes.object();
    details.put("name", buyer.name());
    details.put("email", buyer.email());
    details.set("address", address(buyer));
    return details;
  }

  static ObjectNode address(Buyer buyer) {
    int city = (int) (buyer.created() % FakeNames.CITIES.size());
    ObjectNode address = JsonNodes.object();
    address.put("city", FakeNames.CITIES.get(city));
    address.put("country", buyer.country());
    address.put("line1", buyer.created() % 400 + 1 + " Orchard Road");
    address.put("postal_code", String.valueOf(10_000 + buyer.created() % 80_000));
    if (buyer.country().equals("US")) {
      address.put("state", city % 2 == 0 ? "CA" : "NY");
    }
    return address;
  }
}
