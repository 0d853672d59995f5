package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.WorldClock;
import java.util.List;
import java.util.Locale;

/** Invoices: made by hand, given a number, and collected. */
public final class InvoiceSimulator {
  private final SeededRandom random;
  private final WorldClock clock;
  private final LedgerWriter ledgerWriter;
  private final RefundSimulator refunds;

  public InvoiceSimulator(SeededRandom random, WorldClock clock, Seller platform) {
    this.random = random;
    this.clock = clock;
    this.ledgerWriter = new LedgerWriter(random, platform);
    this.refunds = new RefundSimulator(clock, platform);
  }

  /** A buyer who existed then, else the first one, who is as old as the seller. */
  Buyer buyerFor(Seller seller, long created) {
    SeededRandom own = new SeededRandom(random.next());
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
      long created = Math.max(clock.sometime(random, seller), seller.created + 2 * WorldClock.DAY);
      Invoice invoice =
          new Invoice(
              IdGenerator.longId("in_", random),
              seller,
              buyerFor(seller, created),
              created,
              prices.get(0).currency(),
              statuses.get(i % statuses.size()),
              null);
      invoice.periodStart = created;
      invoice.periodEnd = created;
      invoice.dueDate = i % 2 == 0 ? 0 : created + 30 * WorldClock.DAY;
      int lines = i % 5 == 1 ? 11 + random.below(15) : 1 + random.below(3);
      for (int line = 0; line < lines; line++) {
        Price price = random.pick(prices);
        long quantity = random.between(1, 4);
        invoice.lines.add(line(price, quantity, random));
      }
      invoice.tax = i % 3 == 0 ? invoice.currency.percentOf(invoice.subtotal(), 20) : 0;
      issue(invoice);
    }
  }

  /** So many of something, with ids of its own. */
  public static Invoice.Line line(Price price, long quantity, SeededRandom random) {
    return new Invoice.Line(
        IdGenerator.longId("il_", random),
        price,
        quantity,
        price.amountFor(quantity),
        IdGenerator.longId("ii_", random),
        price.product().name());
  }

  /** Writes it into the books, with its number and a first try to collect unless it is a draft. */
  public void issue(Invoice invoice) {
    List<Invoice> all = invoice.seller.invoices;
    all.add(invoice);
    if (invoice.status.equals("draft")) {
      return;
    }
    number(invoice);
    if (invoice.total() > 0) {
      collect(invoice);
    }
  }

  private static void number(Invoice invoice) {
    invoice.number =
        invoice.seller.id.substring(5, 11).toUpperCase(Locale.ROOT)
            + '-'
            + IdGenerator.digits(numberOf(invoice.seller), 4);
  }

  /** Numbers of deleted drafts are not given again. */
  private static int numberOf(Seller seller) {
    seller.numbered = Math.max(seller.numbered + 1, seller.invoices.size());
    return seller.numbered;
  }

  /** Makes an open invoice of a draft, or a paid one when there is nothing to pay. */
  public void finalizeDraft(Invoice draft) {
    number(draft);
    draft.finalizedAt = clock.now();
    draft.status = draft.total() > 0 ? "open" : "paid";
    if (draft.total() > 0) {
      intend(draft, clock.now());
    }
  }

  private PaymentIntent intend(Invoice invoice, long created) {
    PaymentIntent intent =
        new PaymentIntent(
            IdGenerator.longId("pi_", random),
            invoice.seller,
            invoice.buyer,
            created,
            invoice.total(),
            invoice.currency,
            invoice.subscription == null ? "Payment for Invoice" : "Subscription update");
    intent.invoice = invoice;
    invoice.intent = intent;
    invoice.seller.intents.add(intent);
    return intent;
  }

  private void collect(Invoice invoice) {
    PaymentIntent intent = intend(invoice, invoice.created);
    long paidAt = Math.min(clock.now(), invoice.created + 3600);
    if (invoice.paid()) {
      Payment payment = ledgerWriter.take(intent, paidAt);
      if (random.percent(2)) {
        refunds.giveBack(payment, false);
        invoice.credited = payment.refunded;
      }
    } else if (invoice.status.equals("void")) {
      intent.status = "canceled";
    } else {
      ledgerWriter.refuse(intent, paidAt);
    }
  }
}
