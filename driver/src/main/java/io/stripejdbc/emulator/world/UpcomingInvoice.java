package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.Discounts;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.Subscription;
import io.stripejdbc.emulator.world.model.WorldClock;
import io.stripejdbc.emulator.world.object.CustomerFacts;
import io.stripejdbc.emulator.world.object.InvoiceFacts;
import io.stripejdbc.emulator.world.object.InvoiceLineFacts;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The invoice that a subscription gets when its period ends, as a preview shows it. */
final class UpcomingInvoice {
  private static final Set<String> BILLED = Set.of("active", "trialing", "past_due", "unpaid");
  private static final int SHOWN = 10;

  private UpcomingInvoice() {}

  /** Whether there will be another invoice. */
  static boolean isBilled(Subscription subscription) {
    return BILLED.contains(subscription.status) && !subscription.endsWithPeriod;
  }

  static ObjectNode of(Subscription subscription, World world, String account) {
    Invoice invoice = invoice(subscription);
    ObjectNode facts = InvoiceFacts.of(invoice);
    if (!subscription.sendInvoice) {
      facts.put("next_payment_attempt", invoice.created + 3600);
    }
    credit(facts, invoice);
    ObjectNode lines = facts.putObject("lines").put("object", "list");
    ArrayNode data = lines.putArray("data");
    invoice.lines.stream()
        .limit(SHOWN)
        .forEach(
            line -> data.add(line(world, account, InvoiceLineFacts.line(invoice, line), invoice)));
    lines.put("has_more", invoice.lines.size() > SHOWN);
    lines.put("url", "/v1/invoices/" + invoice.id + "/lines");
    return facts;
  }

  private static Invoice invoice(Subscription subscription) {
    Invoice invoice =
        new Invoice(
            "upcoming_in_" + subscription.id.substring(4),
            subscription.seller,
            subscription.buyer,
            subscription.periodEnd,
            subscription.currency(),
            "draft",
            subscription);
    invoice.reason = "upcoming";
    invoice.periodStart = subscription.periodStart;
    invoice.periodEnd = subscription.periodEnd;
    if (subscription.sendInvoice) {
      invoice.dueDate = subscription.periodEnd + 30 * WorldClock.DAY;
    }
    for (Subscription.Item item : subscription.items) {
      invoice.lines.add(
          new Invoice.Line(
              "il_tmp_" + item.id().substring(3),
              item.price(),
              item.quantity(),
              item.price().amountFor(item.quantity()),
              item.id(),
              item.quantity() + " × " + item.price().product().name()));
    }
    invoice.discount = discount(subscription, invoice);
    return invoice;
  }

  /** Items' discounts first, then the subscription's, or the customer's where it has none. */
  private static long discount(Subscription subscription, Invoice invoice) {
    long[] left = invoice.lines.stream().mapToLong(Invoice.Line::amount).toArray();
    for (int i = 0; i < left.length; i++) {
      Discounts.Use own = subscription.itemDiscounts.get(invoice.lines.get(i).item());
      takeOff(own, invoice, left, i, i + 1);
    }
    Discounts.Use all =
        subscription.discount != null
            ? subscription.discount
            : subscription.seller.customerDiscounts.get(subscription.buyer.id());
    takeOff(all, invoice, left, 0, left.length);
    return invoice.subtotal() - Arrays.stream(left).sum();
  }

  private static void takeOff(
      Discounts.@Nullable Use use, Invoice invoice, long[] left, int from, int to) {
    if (use == null || !use.isInForce(invoice.created)) {
      return;
    }
    Discounts.Coupon coupon = use.coupon();
    boolean percent = coupon.percentOff() > 0;
    long amount = coupon.currency() == invoice.currency ? coupon.amountOff() : 0;
    for (int i = from; i < to; i++) {
      if (coupon.isFor(invoice.lines.get(i).price().product())) {
        long off =
            percent
                ? invoice.currency.percentOf(left[i], coupon.percentOff())
                : Math.min(left[i], amount);
        left[i] -= off;
        amount -= off;
      }
    }
  }

  /** Money that the customer has with the seller is taken first. */
  private static void credit(ObjectNode facts, Invoice invoice) {
    boolean same = invoice.buyer.currency() == invoice.currency;
    long balance = same ? CustomerFacts.balance(invoice.buyer) : 0;
    long due = Math.max(0, invoice.total() + balance);
    facts.put("starting_balance", balance);
    facts.put("ending_balance", Math.min(0, invoice.total() + balance));
    facts.put("amount_due", due).put("amount_remaining", due);
  }

  private static ObjectNode line(World world, String account, ObjectNode facts, Invoice invoice) {
    Subscription subscription = Objects.requireNonNull(invoice.subscription);
    Price price = subscription.items.get(0).price();
    long end = WorldClock.plus(invoice.periodEnd, price.interval(), price.intervalCount());
    facts.putObject("period").put("start", invoice.periodEnd).put("end", end);
    return world.write(account, "InvoiceLineItem", facts, Expansion.NONE);
  }
}
