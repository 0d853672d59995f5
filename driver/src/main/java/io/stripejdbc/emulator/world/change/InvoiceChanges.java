package io.stripejdbc.emulator.world.change;

import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Subscription;
import io.stripejdbc.emulator.world.object.InvoiceLineFacts;
import io.stripejdbc.emulator.world.simulation.InvoiceSimulator;
import io.stripejdbc.emulator.world.simulation.LedgerWriter;

/** Invoices from draft to paid, void or deleted. */
final class InvoiceChanges {
  private final ChangeContext context;

  InvoiceChanges(ChangeContext context) {
    this.context = context;
  }

  private InvoiceSimulator simulator() {
    return new InvoiceSimulator(context.random("invoice"), context.clock(), context.platform());
  }

  private Invoice invoice(String id, String status) {
    return ChangeContext.one(
        context.seller().invoices,
        each -> each.id.equals(id) && each.status.equals(status),
        status + " invoice",
        id);
  }

  /** The invoice of a subscription's period, paid at once or not. */
  void bill(Subscription subscription, Invoice invoice) {
    subscription.invoices.add(invoice);
    simulator().issue(invoice);
    context.tell("invoice.created", ListPaths.INVOICES, invoice.id);
    context.tell("invoice.finalized", ListPaths.INVOICES, invoice.id);
    PaymentIntent intent = invoice.intent;
    if (intent != null) {
      context.tell("payment_intent.created", ListPaths.PAYMENT_INTENTS, intent.id);
    }
    if (invoice.paid()) {
      tellPaid(invoice);
    } else {
      tellRefused(invoice);
    }
  }

  private void tellRefused(Invoice invoice) {
    PaymentIntent intent = invoice.intent;
    Payment payment = intent == null ? null : intent.latest;
    if (intent != null && payment != null) {
      context.tell("charge.failed", ListPaths.CHARGES, payment.id);
      context.tell("payment_intent.payment_failed", ListPaths.PAYMENT_INTENTS, intent.id);
    }
    context.tell("invoice.payment_failed", ListPaths.INVOICES, invoice.id);
  }

  String draft(WorldChange.DraftInvoice change) {
    Seller seller = context.seller();
    SeededRandom random = context.random("draft");
    Buyer buyer = context.buyer(change.customer());
    Price price =
        ChangeContext.one(seller.prices, each -> !each.recurring(), "price for once", seller.id);
    String id = IdGenerator.longId("in_", random);
    long now = context.now();
    Invoice invoice = new Invoice(id, seller, buyer, now, price.currency(), "draft", null);
    invoice.periodStart = now;
    invoice.periodEnd = now;
    long quantity = random.between(1, 4);
    invoice.lines.add(InvoiceSimulator.line(price, quantity, random));
    simulator().issue(invoice);
    invoice.lines.forEach(
        line -> context.tell("invoiceitem.created", ListPaths.INVOICE_ITEMS, line.item()));
    context.tell("invoice.created", ListPaths.INVOICES, id);
    return id;
  }

  String finish(WorldChange.FinalizeInvoice change) {
    Invoice invoice = invoice(change.invoice(), "draft");
    context.touch(ListPaths.INVOICES, invoice.id);
    simulator().finalizeDraft(invoice);
    context.tell("invoice.finalized", ListPaths.INVOICES, invoice.id);
    PaymentIntent intent = invoice.intent;
    if (intent != null) {
      context.tell("payment_intent.created", ListPaths.PAYMENT_INTENTS, intent.id);
    } else {
      context.tell("invoice.paid", ListPaths.INVOICES, invoice.id);
    }
    return invoice.id;
  }

  String pay(WorldChange.PayInvoice change) {
    Invoice invoice = invoice(change.invoice(), "open");
    PaymentIntent intent = invoice.intent;
    if (intent == null) {
      throw new IllegalArgumentException("Nothing is to be paid for invoice " + invoice.id);
    }
    context.touch(ListPaths.INVOICES, invoice.id);
    context.touch(ListPaths.PAYMENT_INTENTS, intent.id);
    invoice.status = "paid";
    new LedgerWriter(context.random("payment"), context.platform()).take(intent, context.now());
    tellPaid(invoice);
    resume(invoice);
    return invoice.id;
  }

  private void tellPaid(Invoice invoice) {
    PaymentIntent intent = invoice.intent;
    Payment payment = intent == null ? null : intent.latest;
    if (intent != null && payment != null) {
      context.tell("payment_intent.succeeded", ListPaths.PAYMENT_INTENTS, intent.id);
      context.tell("charge.succeeded", ListPaths.CHARGES, payment.id);
      String paid = InvoiceLineFacts.paymentId(invoice);
      context.tell("invoice_payment.paid", ListPaths.INVOICE_PAYMENTS, paid);
      context.tell("invoice.payment_succeeded", ListPaths.INVOICES, invoice.id);
    }
    context.tell("invoice.paid", ListPaths.INVOICES, invoice.id);
  }

  /** A subscription that waited for this payment goes on. */
  private void resume(Invoice invoice) {
    Subscription subscription = invoice.subscription;
    if (subscription != null
        && (subscription.status.equals("past_due") || subscription.status.equals("incomplete"))) {
      context.touch(ListPaths.SUBSCRIPTIONS, subscription.id);
      subscription.status = "active";
      context.tell("customer.subscription.updated", ListPaths.SUBSCRIPTIONS, subscription.id);
    }
  }

  String giveUp(WorldChange.VoidInvoice change) {
    Invoice invoice = invoice(change.invoice(), "open");
    context.touch(ListPaths.INVOICES, invoice.id);
    invoice.status = "void";
    invoice.closedAt = context.now();
    PaymentIntent intent = invoice.intent;
    if (intent != null) {
      context.touch(ListPaths.PAYMENT_INTENTS, intent.id);
      intent.status = "canceled";
      intent.canceledAt = context.now();
      context.tell("payment_intent.canceled", ListPaths.PAYMENT_INTENTS, intent.id);
    }
    context.tell("invoice.voided", ListPaths.INVOICES, invoice.id);
    return invoice.id;
  }

  String delete(WorldChange.DeleteInvoice change) {
    Invoice invoice = invoice(change.invoice(), "draft");
    context.touch(ListPaths.INVOICES, invoice.id);
    if (invoice.subscription == null) {
      for (Invoice.Line line : invoice.lines) {
        context.touch(ListPaths.INVOICE_ITEMS, line.item());
        context.tell("invoiceitem.deleted", ListPaths.INVOICE_ITEMS, line.item());
      }
    }
    context.seller().invoices.remove(invoice);
    context.tell("invoice.deleted", ListPaths.INVOICES, invoice.id);
    return invoice.id;
  }
}
