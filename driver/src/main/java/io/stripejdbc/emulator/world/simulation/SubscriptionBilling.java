package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Discounts;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Subscription;
import io.stripejdbc.emulator.world.model.WorldClock;
import java.util.List;

/** Subscriptions, with an invoice for each period. */
final class SubscriptionBilling {
  private static final List<String> STATUSES =
      List.of(
          "active",
          "active",
          "active",
          "active",
          "active",
          "active",
          "active",
          "active",
          "active",
          "active",
          "canceled",
          "canceled",
          "canceled",
          "canceled",
          "trialing",
          "trialing",
          "past_due",
          "past_due",
          "unpaid",
          "incomplete",
          "incomplete_expired",
          "paused");

  private final SeededRandom random;
  private final WorldClock clock;
  private final InvoiceSimulator invoicing;

  SubscriptionBilling(SeededRandom random, WorldClock clock, InvoiceSimulator invoicing) {
    this.random = random;
    this.clock = clock;
    this.invoicing = invoicing;
  }

  void subscribe(Seller seller, int count) {
    List<Price> prices =
        seller.prices.stream().filter(each -> each.recurring() && each.active()).toList();
    for (int i = 0; i < count; i++) {
      String status = STATUSES.get(i % STATUSES.size());
      Price price = random.pick(prices);
      int cycles = price.interval().equals("year") ? 0 : random.below(12);
      long offset = random.between(3600, 6 * WorldClock.DAY);
      long created =
          WorldClock.plus(clock.now() - offset, price.interval(), -cycles * price.intervalCount());
      Subscription subscription =
          new Subscription(
              IdGenerator.longId("sub_", random),
              seller,
              invoicing.buyerFor(seller, created),
              created,
              status);
      addItems(subscription, prices, price, i == 7 ? 12 : 1 + random.below(6) / 4);
      subscription.sendInvoice = random.percent(10);
      if (random.percent(20)) {
        Discounts.Coupon coupon = random.pick(seller.coupons);
        if (coupon.percentOff() > 0 || coupon.currency() == price.currency()) {
          subscription.discount =
              new Discounts.Use(
                  IdGenerator.longId("di_", random),
                  coupon,
                  subscription.buyer.id(),
                  subscription.id,
                  "",
                  created);
        }
      }
      seller.subscriptions.add(subscription);
      live(subscription, price, cycles);
    }
  }

  private void addItems(Subscription subscription, List<Price> prices, Price first, int count) {
    List<Price> together =
        prices.stream()
            .filter(each -> each.currency() == first.currency())
            .filter(each -> each.interval().equals(first.interval()))
            .filter(each -> each.intervalCount() == first.intervalCount())
            .toList();
    for (int i = 0; i < count; i++) {
      Price price = i == 0 ? first : together.get(i % together.size());
      long quantity = price.tiered() ? random.between(3, 25) : random.percent(80) ? 1 : 2;
      subscription.items.add(
          new Subscription.Item(
              IdGenerator.shortId("si_", random), price, quantity, subscription.created));
    }
  }

  private void live(Subscription subscription, Price price, int cycles) {
    boolean trial = subscription.status.equals("trialing");
    boolean started = !subscription.status.startsWith("incomplete");
    int last = trial || !started ? 0 : cycles;
    for (int cycle = 0; cycle <= last; cycle++) {
      long start =
          WorldClock.plus(subscription.created, price.interval(), cycle * price.intervalCount());
      subscription.periodStart = start;
      subscription.periodEnd = WorldClock.plus(start, price.interval(), price.intervalCount());
      if (trial) {
        subscription.trialEnd = clock.now() + random.between(1, 14) * WorldClock.DAY;
        subscription.periodEnd = subscription.trialEnd;
      }
      bill(subscription, start, cycle, cycle == last);
    }
    if (subscription.status.equals("canceled")) {
      long latest = clock.now();
      subscription.canceledAt =
          Math.min(latest, subscription.periodStart + random.between(600, 5 * WorldClock.DAY));
    } else if (subscription.status.equals("active")) {
      subscription.endsWithPeriod = random.percent(8);
    }
  }

  private void bill(Subscription subscription, long start, int cycle, boolean last) {
    Invoice invoice =
        new Invoice(
            IdGenerator.longId("in_", random),
            subscription.seller,
            subscription.buyer,
            start,
            subscription.currency(),
            status(subscription, last),
            subscription);
    invoice.reason = cycle == 0 ? "subscription_create" : "subscription_cycle";
    invoice.periodStart = start;
    invoice.periodEnd = subscription.periodEnd;
    boolean free = subscription.status.equals("trialing");
    for (Subscription.Item item : subscription.items) {
      long amount = free ? 0 : item.price().amountFor(item.quantity());
      invoice.lines.add(
          new Invoice.Line(
              IdGenerator.longId("il_", random),
              item.price(),
              item.quantity(),
              amount,
              item.id(),
              item.quantity() + " × " + item.price().product().name()));
    }
    if (subscription.discount != null) {
      invoice.discount = subscription.discount.coupon().off(invoice.subtotal(), invoice.currency);
    }
    subscription.invoices.add(invoice);
    invoicing.issue(invoice);
  }

  private String status(Subscription subscription, boolean last) {
    if (!last) {
      return "paid";
    }
    return switch (subscription.status) {
      case "past_due", "unpaid", "incomplete" -> "open";
      case "incomplete_expired" -> "void";
      default -> random.percent(4) ? "uncollectible" : "paid";
    };
  }
}
