package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Calendar;
import io.stripejdbc.emulator.world.model.Dice;
import io.stripejdbc.emulator.world.model.Discounts;
import io.stripejdbc.emulator.world.model.Ids;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Subscription;
import java.util.List;

/** Subscriptions, with an invoice for each period. */
final class Billing {
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

  private final Dice dice;
  private final Calendar calendar;
  private final Invoicing invoicing;

  Billing(Dice dice, Calendar calendar, Invoicing invoicing) {
    this.dice = dice;
    this.calendar = calendar;
    this.invoicing = invoicing;
  }

  void subscribe(Seller seller, int count) {
    List<Price> prices =
        seller.prices.stream().filter(each -> each.recurring() && each.active()).toList();
    for (int i = 0; i < count; i++) {
      String status = STATUSES.get(i % STATUSES.size());
      Price price = dice.pick(prices);
      int cycles = price.interval().equals("year") ? 0 : dice.below(12);
      long offset = dice.between(3600, 6 * Calendar.DAY);
      long created =
          Calendar.plus(calendar.now() - offset, price.interval(), -cycles * price.intervalCount());
      Subscription subscription =
          new Subscription(
              Ids.longId("sub_", dice),
              seller,
              invoicing.buyerFor(seller, created),
              created,
              status);
      addItems(subscription, prices, price, i == 7 ? 12 : 1 + dice.below(6) / 4);
      subscription.sendInvoice = dice.percent(10);
      if (dice.percent(20)) {
        Discounts.Coupon coupon = dice.pick(seller.coupons);
        if (coupon.percentOff() > 0 || coupon.currency() == price.currency()) {
          subscription.discount =
              new Discounts.Use(
                  Ids.longId("di_", dice),
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
      long quantity = price.tiered() ? dice.between(3, 25) : dice.percent(80) ? 1 : 2;
      subscription.items.add(
          new Subscription.Item(Ids.shortId("si_", dice), price, quantity, subscription.created));
    }
  }

  private void live(Subscription subscription, Price price, int cycles) {
    boolean trial = subscription.status.equals("trialing");
    boolean started = !subscription.status.startsWith("incomplete");
    int last = trial || !started ? 0 : cycles;
    for (int cycle = 0; cycle <= last; cycle++) {
      long start =
          Calendar.plus(subscription.created, price.interval(), cycle * price.intervalCount());
      subscription.periodStart = start;
      subscription.periodEnd = Calendar.plus(start, price.interval(), price.intervalCount());
      if (trial) {
        subscription.trialEnd = calendar.now() + dice.between(1, 14) * Calendar.DAY;
        subscription.periodEnd = subscription.trialEnd;
      }
      bill(subscription, start, cycle, cycle == last);
    }
    if (subscription.status.equals("canceled")) {
      long latest = calendar.now();
      subscription.canceledAt =
          Math.min(latest, subscription.periodStart + dice.between(600, 5 * Calendar.DAY));
    } else if (subscription.status.equals("active")) {
      subscription.endsWithPeriod = dice.percent(8);
    }
  }

  private void bill(Subscription subscription, long start, int cycle, boolean last) {
    Invoice invoice =
        new Invoice(
            Ids.longId("in_", dice),
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
              Ids.longId("il_", dice),
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
      default -> dice.percent(4) ? "uncollectible" : "paid";
    };
  }
}
