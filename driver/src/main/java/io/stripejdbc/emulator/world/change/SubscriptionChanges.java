package io.stripejdbc.emulator.world.change;

import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Subscription;
import io.stripejdbc.emulator.world.model.WorldClock;

/** Subscriptions that begin, change and end. */
final class SubscriptionChanges {
  private final ChangeContext context;

  SubscriptionChanges(ChangeContext context) {
    this.context = context;
  }

  static boolean lives(Subscription subscription) {
    return subscription.canceledAt == 0
        && !subscription.status.equals("canceled")
        && !subscription.status.equals("incomplete_expired");
  }

  static boolean renews(Subscription subscription) {
    return lives(subscription)
        && (subscription.status.equals("active") || subscription.status.equals("past_due"));
  }

  String begin(WorldChange.Subscribe change) {
    SeededRandom random = context.random("subscription");
    Buyer buyer = context.buyer(change.customer());
    String id = change.price();
    Price price =
        ChangeContext.one(
            context.seller().prices,
            each -> each.id().equals(id) && each.recurring(),
            "recurring price",
            id);
    long now = context.now();
    Subscription subscription =
        new Subscription(
            IdGenerator.longId("sub_", random), context.seller(), buyer, now, "active");
    subscription.periodStart = now;
    subscription.periodEnd = WorldClock.plus(now, price.interval(), price.intervalCount());
    subscription.items.add(
        new Subscription.Item(IdGenerator.shortId("si_", random), price, change.quantity(), now));
    context.seller().subscriptions.add(subscription);
    context.tell("customer.subscription.created", ListPaths.SUBSCRIPTIONS, subscription.id);
    new InvoiceChanges(context)
        .bill(subscription, invoice(subscription, "subscription_create", random));
    return subscription.id;
  }

  private Invoice invoice(Subscription subscription, String reason, SeededRandom random) {
    Invoice invoice =
        new Invoice(
            IdGenerator.longId("in_", random),
            subscription.seller,
            subscription.buyer,
            context.now(),
            subscription.currency(),
            "paid",
            subscription);
    invoice.reason = reason;
    invoice.periodStart = subscription.periodStart;
    invoice.periodEnd = subscription.periodEnd;
    for (Subscription.Item item : subscription.items) {
      invoice.lines.add(
          new Invoice.Line(
              IdGenerator.longId("il_", random),
              item.price(),
              item.quantity(),
              item.price().amountFor(item.quantity()),
              item.id(),
              item.quantity() + " × " + item.price().product().name()));
    }
    return invoice;
  }

  /** As Stripe does at the end of a period: the subscription first, then its invoice. */
  String renew(WorldChange.RenewSubscription change) {
    Subscription subscription = living(change.subscription());
    if (subscription.endsWithPeriod) {
      end(subscription);
      return subscription.id;
    }
    context.touch(ListPaths.SUBSCRIPTIONS, subscription.id);
    SeededRandom random = context.random("renewal");
    Price price = subscription.items.get(0).price();
    subscription.periodStart = context.now();
    subscription.periodEnd =
        WorldClock.plus(context.now(), price.interval(), price.intervalCount());
    subscription.status = change.paid() ? "active" : "past_due";
    Invoice invoice = invoice(subscription, "subscription_cycle", random);
    invoice.status = change.paid() ? "paid" : "open";
    if (subscription.discount != null) {
      invoice.discount = subscription.discount.coupon().off(invoice.subtotal(), invoice.currency);
    }
    context.tell("customer.subscription.updated", ListPaths.SUBSCRIPTIONS, subscription.id);
    new InvoiceChanges(context).bill(subscription, invoice);
    return subscription.id;
  }

  String change(WorldChange.ChangeQuantity change) {
    Subscription subscription = living(change.subscription());
    context.touch(ListPaths.SUBSCRIPTIONS, subscription.id);
    Subscription.Item item = subscription.items.get(0);
    subscription.items.set(
        0, new Subscription.Item(item.id(), item.price(), change.quantity(), item.created()));
    context.tell("customer.subscription.updated", ListPaths.SUBSCRIPTIONS, subscription.id);
    return subscription.id;
  }

  String cancel(WorldChange.CancelSubscription change) {
    Subscription subscription = living(change.subscription());
    end(subscription);
    return subscription.id;
  }

  void end(Subscription subscription) {
    context.touch(ListPaths.SUBSCRIPTIONS, subscription.id);
    subscription.status = "canceled";
    subscription.canceledAt = context.now();
    context.tell("customer.subscription.deleted", ListPaths.SUBSCRIPTIONS, subscription.id);
  }

  private Subscription living(String id) {
    return ChangeContext.one(
        context.seller().subscriptions,
        each -> each.id.equals(id) && lives(each),
        "subscription that has not ended",
        id);
  }
}
