package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.Calendar;
import io.stripejdbc.emulator.world.model.Dice;
import io.stripejdbc.emulator.world.model.Ids;
import io.stripejdbc.emulator.world.model.Intent;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.Seller;
import java.util.List;
import java.util.Locale;

/** Invoices: made by hand, given a number, and collected. */
final class Invoicing {
  private final Dice dice;
  private final Calendar calendar;
  private final Cashier cashier;
  private final Aftermath aftermath;

  Invoicing(Dice dice, Calendar calendar, Seller platform) {
    this.dice = dice;
    this.calendar = calendar;
    this.cashier = new Cashier(dice, platform);
    this.aftermath = new Aftermath(calendar, platform);
  }

  /** A buyer who was there already, else the first one: he is as old as the shop. */
  Buyer buyerFor(Seller seller, long created) {
    Dice own = new Dice(dice.next());
    for (int i = 0; i < 10; i++) {
      Buyer buyer = own.pick(seller.buyers);
      if (buyer.created() < created && !buyer.deleted()) {
        return buyer;
      }
    }
    return seller.buyers.get(0);
  }

  /** Invoices with items put on them one by one, some with more than ten, some still drafts. */
  void byHand(Seller seller, int count) {
    List<String> statuses = List.of("paid", "open", "draft", "void", "uncollectible", "paid");
    List<Price> prices = seller.prices.stream().filter(each -> !each.recurring()).toList();
    for (int i = 0; i < count && !prices.isEmpty(); i++) {
      long created = Math.max(calendar.sometime(dice, seller), seller.created + 2 * Calendar.DAY);
      Invoice invoice =
          new Invoice(
              Ids.longId("in_", dice),
              seller,
              buyerFor(seller, created),
              created,
              prices.get(0).currency(),
              statuses.get(i % statuses.size()),
              null);
      invoice.periodStart = created;
      invoice.periodEnd = created;
      invoice.dueDate = i % 2 == 0 ? 0 : created + 30 * Calendar.DAY;
      int lines = i % 5 == 1 ? 11 + dice.below(15) : 1 + dice.below(3);
      for (int line = 0; line < lines; line++) {
        Price price = dice.pick(prices);
        long quantity = dice.between(1, 4);
        invoice.lines.add(
            new Invoice.Line(
                Ids.longId("il_", dice),
                price,
                quantity,
                price.amountFor(quantity),
                Ids.longId("ii_", dice),
                price.product().name()));
      }
      invoice.tax = i % 3 == 0 ? invoice.currency.percentOf(invoice.subtotal(), 20) : 0;
      issue(invoice);
    }
  }

  void issue(Invoice invoice) {
    List<Invoice> all = invoice.seller.invoices;
    all.add(invoice);
    if (invoice.status.equals("draft")) {
      return;
    }
    invoice.number =
        invoice.seller.id.substring(5, 11).toUpperCase(Locale.ROOT)
            + String.format(Locale.ROOT, "-%04d", all.size());
    if (invoice.total() > 0) {
      collect(invoice);
    }
  }

  private void collect(Invoice invoice) {
    Intent intent =
        new Intent(
            Ids.longId("pi_", dice),
            invoice.seller,
            invoice.buyer,
            invoice.created,
            invoice.total(),
            invoice.currency,
            invoice.subscription == null ? "Payment for Invoice" : "Subscription update");
    intent.invoice = invoice;
    invoice.intent = intent;
    invoice.seller.intents.add(intent);
    long paidAt = Math.min(calendar.now(), invoice.created + 3600);
    if (invoice.paid()) {
      Payment payment = cashier.take(intent, paidAt);
      if (dice.percent(2)) {
        aftermath.giveBack(payment, false);
        invoice.credited = payment.refunded;
      }
    } else if (invoice.status.equals("void")) {
      intent.status = "canceled";
    } else {
      cashier.refuse(intent, paidAt);
    }
  }
}
