package io.stripejdbc.emulator.world.change;

import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.simulation.LedgerWriter;

/** Payments that are taken, refused, held, captured, and written on. */
final class PaymentChanges {
  private static final int FEE_PERCENT = 8;

  private final ChangeContext context;

  PaymentChanges(ChangeContext context) {
    this.context = context;
  }

  String take(WorldChange.TakePayment change) {
    PaymentIntent intent = intent(change.customer(), change.amount());
    if (!change.destination().isEmpty()) {
      intent.destination = context.recorder().world().seller(change.destination());
    }
    Payment payment = ledger().take(intent, context.now());
    context.tell("payment_intent.created", ListPaths.PAYMENT_INTENTS, intent.id);
    tellTaken(payment, intent, "charge.succeeded");
    return payment.id;
  }

  /** What follows when money came in, the other account's side included. */
  private void tellTaken(Payment payment, PaymentIntent intent, String type) {
    context.tell("payment_intent.succeeded", ListPaths.PAYMENT_INTENTS, intent.id);
    context.tell(type, ListPaths.CHARGES, payment.id);
    ChangeContext platform = context.at(context.platform());
    if (payment.fee != null) {
      platform.tell("application_fee.created", ListPaths.APPLICATION_FEES, payment.fee.id);
    }
    if (payment.transfer != null) {
      new TransferEvents(platform).tellCreated(payment.transfer);
    }
  }

  String refuse(WorldChange.RefusePayment change) {
    PaymentIntent intent = intent(change.customer(), change.amount());
    Payment payment = ledger().refuse(intent, context.now());
    context.tell("payment_intent.created", ListPaths.PAYMENT_INTENTS, intent.id);
    context.tell("charge.failed", ListPaths.CHARGES, payment.id);
    context.tell("payment_intent.payment_failed", ListPaths.PAYMENT_INTENTS, intent.id);
    return payment.id;
  }

  String hold(WorldChange.HoldPayment change) {
    PaymentIntent intent = intent(change.customer(), change.amount());
    Payment payment = ledger().hold(intent, context.now());
    context.tell("payment_intent.created", ListPaths.PAYMENT_INTENTS, intent.id);
    context.tell("charge.succeeded", ListPaths.CHARGES, payment.id);
    String capturable = "payment_intent.amount_capturable_updated";
    context.tell(capturable, ListPaths.PAYMENT_INTENTS, intent.id);
    return payment.id;
  }

  String capture(WorldChange.CapturePayment change) {
    Payment payment = charge(change.charge());
    PaymentIntent intent = payment.intent;
    if (intent == null || payment.captured || !intent.status.equals("requires_capture")) {
      throw new IllegalArgumentException("Charge " + payment.id + " holds nothing to capture");
    }
    context.touch(ListPaths.CHARGES, payment.id);
    context.touch(ListPaths.PAYMENT_INTENTS, intent.id);
    ledger().capture(payment, intent, context.now());
    tellTaken(payment, intent, "charge.captured");
    return payment.id;
  }

  String annotate(WorldChange.AnnotateCharge change) {
    Payment payment = charge(change.charge());
    context.touch(ListPaths.CHARGES, payment.id);
    payment.note = change.note();
    context.tell("charge.updated", ListPaths.CHARGES, payment.id);
    return payment.id;
  }

  /** No event tells this. */
  String annotate(WorldChange.AnnotatePaymentIntent change) {
    String id = change.paymentIntent();
    PaymentIntent intent =
        ChangeContext.one(
            context.seller().intents, each -> each.id.equals(id), "payment_intent", id);
    context.touch(ListPaths.PAYMENT_INTENTS, intent.id);
    intent.note = change.note();
    return intent.id;
  }

  private Payment charge(String id) {
    return ChangeContext.one(context.seller().payments, each -> each.id.equals(id), "charge", id);
  }

  private LedgerWriter ledger() {
    return new LedgerWriter(context.random("payment"), context.platform());
  }

  private PaymentIntent intent(String customer, long amount) {
    Seller seller = context.seller();
    Buyer buyer = context.buyer(customer);
    Currency currency = seller.currency;
    PaymentIntent intent =
        new PaymentIntent(
            IdGenerator.longId("pi_", context.random("intent")),
            seller,
            buyer,
            context.now(),
            currency.round(amount),
            currency,
            "Order");
    intent.feeAmount = seller.platform ? 0 : currency.percentOf(intent.amount, FEE_PERCENT);
    seller.intents.add(intent);
    return intent;
  }
}
