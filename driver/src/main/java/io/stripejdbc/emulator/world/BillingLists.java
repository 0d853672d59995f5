package io.stripejdbc.emulator.world;

import io.stripejdbc.emulator.world.model.Discounts;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.Refund;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Subscription;
import io.stripejdbc.emulator.world.object.CreditNoteFacts;
import io.stripejdbc.emulator.world.object.CustomerFacts;
import io.stripejdbc.emulator.world.object.InvoiceFacts;
import io.stripejdbc.emulator.world.object.InvoiceLineFacts;
import io.stripejdbc.emulator.world.object.JsonNodes;
import io.stripejdbc.emulator.world.object.PaymentMethodFacts;
import io.stripejdbc.emulator.world.object.ProductFacts;
import io.stripejdbc.emulator.world.object.SubscriptionFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists around what a seller sells and bills. */
final class BillingLists {
  /** Where discounts are kept: they have no list of their own in the API. */
  static final String DISCOUNTS = "/discounts";

  private final Seller seller;

  BillingLists(Seller seller) {
    this.seller = seller;
  }

  @Nullable List<WorldRow> rows(String path) {
    return switch (path) {
      case "/v1/customers" -> customers();
      case "/v1/payment_methods" -> methods("");
      case "/v1/customers/{customer}/payment_methods" -> methods("customer");
      case "/v1/products" -> products();
      case "/v1/prices" -> prices();
      case "/v1/plans" -> plans();
      case "/v1/coupons" -> coupons();
      case "/v1/subscriptions" -> subscriptions();
      case "/v1/subscription_items" -> items();
      case DISCOUNTS -> discounts();
      case "/v1/invoices" -> invoices();
      case "/v1/invoices/{invoice}/lines" -> lines();
      case "/v1/invoiceitems" -> invoiceItems();
      case "/v1/invoice_payments" -> invoicePayments();
      case "/v1/credit_notes" -> notes(false);
      case "/v1/credit_notes/{credit_note}/lines" -> notes(true);
      default -> null;
    };
  }

  private List<WorldRow> customers() {
    return seller.buyers.stream()
        .map(each -> WorldRow.of(each.id(), each.created(), () -> CustomerFacts.of(each, seller)))
        .toList();
  }

  private List<WorldRow> methods(String nested) {
    return seller.buyers.stream()
        .filter(each -> nested.isEmpty() || !each.deleted())
        .map(
            each ->
                new WorldRow(
                    each.method().id(),
                    each.created(),
                    nested.isEmpty() ? "" : each.id(),
                    () -> PaymentMethodFacts.method(each)))
        .toList();
  }

  private List<WorldRow> products() {
    return seller.products.stream()
        .map(each -> WorldRow.of(each.id(), each.created(), () -> ProductFacts.of(each, seller)))
        .toList();
  }

  private List<WorldRow> prices() {
    return seller.prices.stream()
        .map(each -> WorldRow.of(each.id(), each.created(), () -> ProductFacts.of(each)))
        .toList();
  }

  private List<WorldRow> plans() {
    return seller.prices.stream()
        .filter(Price::recurring)
        .map(each -> WorldRow.of(each.id(), each.created(), () -> ProductFacts.plan(each)))
        .toList();
  }

  /** Deleted ones are in no list, and their object says so. */
  private List<WorldRow> coupons() {
    List<WorldRow> rows = new ArrayList<>();
    for (Discounts.Coupon each : seller.coupons) {
      rows.add(WorldRow.of(each.id(), each.created(), () -> ProductFacts.of(each, seller)));
    }
    for (Discounts.Coupon each : seller.deletedCoupons.values()) {
      rows.add(WorldRow.of(each.id(), each.created(), () -> JsonNodes.deleted(each.id())));
    }
    return rows;
  }

  private List<WorldRow> subscriptions() {
    return seller.subscriptions.stream()
        .map(each -> WorldRow.of(each.id, each.created, () -> SubscriptionFacts.of(each)))
        .toList();
  }

  private List<WorldRow> items() {
    List<WorldRow> rows = new ArrayList<>();
    for (Subscription each : seller.subscriptions) {
      for (Subscription.Item item : each.items) {
        rows.add(WorldRow.of(item.id(), item.created(), () -> SubscriptionFacts.of(each, item)));
      }
    }
    return rows;
  }

  private List<WorldRow> discounts() {
    List<Discounts.Use> uses = new ArrayList<>(seller.customerDiscounts.values());
    for (Subscription each : seller.subscriptions) {
      if (each.discount != null) {
        uses.add(each.discount);
      }
      uses.addAll(each.itemDiscounts.values());
    }
    return uses.stream()
        .map(use -> WorldRow.of(use.id(), use.start(), () -> ProductFacts.of(use)))
        .toList();
  }

  private List<WorldRow> invoices() {
    return seller.invoices.stream()
        .map(each -> WorldRow.of(each.id, each.created, () -> InvoiceFacts.of(each)))
        .toList();
  }

  private List<WorldRow> lines() {
    List<WorldRow> rows = new ArrayList<>();
    for (Invoice each : seller.invoices) {
      for (Invoice.Line line : each.lines) {
        rows.add(
            new WorldRow(
                line.id(), each.created, each.id, () -> InvoiceLineFacts.line(each, line)));
      }
    }
    return rows;
  }

  private List<WorldRow> invoiceItems() {
    List<WorldRow> rows = new ArrayList<>();
    for (Invoice each : seller.invoices) {
      if (each.subscription == null) {
        for (Invoice.Line line : each.lines) {
          rows.add(WorldRow.of(line.item(), each.created, () -> InvoiceLineFacts.item(each, line)));
        }
      }
    }
    return rows;
  }

  private List<WorldRow> invoicePayments() {
    List<WorldRow> rows = new ArrayList<>();
    for (Invoice each : seller.invoices) {
      PaymentIntent intent = each.intent;
      if (intent != null) {
        rows.add(
            WorldRow.of(
                InvoiceLineFacts.paymentId(each),
                InvoiceFacts.finalizedAt(each),
                () -> InvoiceLineFacts.payment(each, intent)));
      }
    }
    return rows;
  }

  private List<WorldRow> notes(boolean lines) {
    List<WorldRow> rows = new ArrayList<>();
    for (Refund refund : seller.refunds) {
      PaymentIntent intent = refund.payment.intent;
      Invoice invoice = intent == null ? null : intent.invoice;
      if (invoice != null && !refund.status.equals("failed")) {
        String note = CreditNoteFacts.id(refund);
        rows.add(
            lines
                ? new WorldRow(
                    "cnli_" + refund.id.substring(3),
                    refund.created,
                    note,
                    () -> CreditNoteFacts.line(invoice, refund))
                : WorldRow.of(note, refund.created, () -> CreditNoteFacts.note(invoice, refund)));
      }
    }
    return rows;
  }
}
