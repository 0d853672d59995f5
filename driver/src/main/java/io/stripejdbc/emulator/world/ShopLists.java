package io.stripejdbc.emulator.world;

import io.stripejdbc.emulator.world.model.Discounts;
import io.stripejdbc.emulator.world.model.Intent;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.Refund;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Subscription;
import io.stripejdbc.emulator.world.object.BuyerFacts;
import io.stripejdbc.emulator.world.object.CreditFacts;
import io.stripejdbc.emulator.world.object.InvoiceFacts;
import io.stripejdbc.emulator.world.object.LineFacts;
import io.stripejdbc.emulator.world.object.MethodFacts;
import io.stripejdbc.emulator.world.object.StockFacts;
import io.stripejdbc.emulator.world.object.SubscriptionFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists around what a seller sells and bills. */
final class ShopLists {
  /** Where discounts are kept: they have no list of their own in the API. */
  static final String DISCOUNTS = "/discounts";

  private final Seller seller;

  ShopLists(Seller seller) {
    this.seller = seller;
  }

  @Nullable List<Row> rows(String path) {
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

  private List<Row> customers() {
    return seller.buyers.stream()
        .map(each -> Row.of(each.id(), each.created(), () -> BuyerFacts.of(each, seller)))
        .toList();
  }

  private List<Row> methods(String nested) {
    return seller.buyers.stream()
        .filter(each -> nested.isEmpty() || !each.deleted())
        .map(
            each ->
                new Row(
                    each.method().id(),
                    each.created(),
                    nested.isEmpty() ? "" : each.id(),
                    () -> MethodFacts.method(each)))
        .toList();
  }

  private List<Row> products() {
    return seller.products.stream()
        .map(each -> Row.of(each.id(), each.created(), () -> StockFacts.of(each, seller)))
        .toList();
  }

  private List<Row> prices() {
    return seller.prices.stream()
        .map(each -> Row.of(each.id(), each.created(), () -> StockFacts.of(each)))
        .toList();
  }

  private List<Row> plans() {
    return seller.prices.stream()
        .filter(Price::recurring)
        .map(each -> Row.of(each.id(), each.created(), () -> StockFacts.plan(each)))
        .toList();
  }

  private List<Row> coupons() {
    return seller.coupons.stream()
        .map(each -> Row.of(each.id(), each.created(), () -> StockFacts.of(each, seller)))
        .toList();
  }

  private List<Row> subscriptions() {
    return seller.subscriptions.stream()
        .map(each -> Row.of(each.id, each.created, () -> SubscriptionFacts.of(each)))
        .toList();
  }

  private List<Row> items() {
    List<Row> rows = new ArrayList<>();
    for (Subscription each : seller.subscriptions) {
      for (Subscription.Item item : each.items) {
        rows.add(Row.of(item.id(), item.created(), () -> SubscriptionFacts.of(each, item)));
      }
    }
    return rows;
  }

  private List<Row> discounts() {
    List<Discounts.Use> uses = new ArrayList<>(seller.customerDiscounts.values());
    for (Subscription each : seller.subscriptions) {
      if (each.discount != null) {
        uses.add(each.discount);
      }
      uses.addAll(each.itemDiscounts.values());
    }
    return uses.stream()
        .map(use -> Row.of(use.id(), use.start(), () -> StockFacts.of(use)))
        .toList();
  }

  private List<Row> invoices() {
    return seller.invoices.stream()
        .map(each -> Row.of(each.id, each.created, () -> InvoiceFacts.of(each)))
        .toList();
  }

  private List<Row> lines() {
    List<Row> rows = new ArrayList<>();
    for (Invoice each : seller.invoices) {
      for (Invoice.Line line : each.lines) {
        rows.add(new Row(line.id(), each.created, each.id, () -> LineFacts.line(each, line)));
      }
    }
    return rows;
  }

  private List<Row> invoiceItems() {
    List<Row> rows = new ArrayList<>();
    for (Invoice each : seller.invoices) {
      if (each.subscription == null) {
        for (Invoice.Line line : each.lines) {
          rows.add(Row.of(line.item(), each.created, () -> LineFacts.item(each, line)));
        }
      }
    }
    return rows;
  }

  private List<Row> invoicePayments() {
    List<Row> rows = new ArrayList<>();
    for (Invoice each : seller.invoices) {
      Intent intent = each.intent;
      if (intent != null) {
        rows.add(
            Row.of(
                LineFacts.paymentId(each),
                each.created + 1,
                () -> LineFacts.payment(each, intent)));
      }
    }
    return rows;
  }

  private List<Row> notes(boolean lines) {
    List<Row> rows = new ArrayList<>();
    for (Refund refund : seller.refunds) {
      Intent intent = refund.payment.intent;
      Invoice invoice = intent == null ? null : intent.invoice;
      if (invoice != null && !refund.status.equals("failed")) {
        String note = CreditFacts.id(refund);
        rows.add(
            lines
                ? new Row(
                    "cnli_" + refund.id.substring(3),
                    refund.created,
                    note,
                    () -> CreditFacts.line(invoice, refund))
                : Row.of(note, refund.created, () -> CreditFacts.note(invoice, refund)));
      }
    }
    return rows;
  }
}
