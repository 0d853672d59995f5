package io.stripejdbc.emulator.world.change;

import io.stripejdbc.emulator.world.model.ApplicationFee;
import io.stripejdbc.emulator.world.model.Dispute;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.Refund;
import io.stripejdbc.emulator.world.model.Transfer;
import io.stripejdbc.emulator.world.object.CreditNoteFacts;
import io.stripejdbc.emulator.world.simulation.RefundSimulator;
import org.jspecify.annotations.Nullable;

/** Refunds and disputes of charges. */
final class RefundChanges {
  private final ChangeContext context;

  RefundChanges(ChangeContext context) {
    this.context = context;
  }

  private RefundSimulator refunds() {
    return new RefundSimulator(context.clock(), context.platform());
  }

  private Payment charge(String id) {
    return ChangeContext.one(context.seller().payments, each -> each.id.equals(id), "charge", id);
  }

  String refund(WorldChange.RefundCharge change) {
    Payment payment = charge(change.charge());
    long amount = payment.currency.round(change.amount());
    if (!payment.paid() || amount <= 0 || amount > payment.amount - payment.refunded) {
      throw new IllegalArgumentException(
          "Charge " + payment.id + " has less than " + change.amount() + " to refund");
    }
    touch(payment);
    Refund refund = refunds().refund(payment, amount);
    context.tell("refund.created", ListPaths.REFUNDS, refund.id);
    context.tell("charge.refunded", ListPaths.CHARGES, payment.id);
    credit(refund);
    tellOtherSide(payment, refund);
    return refund.id;
  }

  private void touch(Payment payment) {
    context.touch(ListPaths.CHARGES, payment.id);
    Invoice invoice = invoice(payment);
    if (invoice != null) {
      context.touch(ListPaths.INVOICES, invoice.id);
    }
    Transfer transfer = payment.transfer;
    ChangeContext platform = context.at(context.platform());
    if (transfer != null && transfer.arrived != null) {
      platform.touch(ListPaths.TRANSFERS, transfer.id);
      context.at(transfer.destination).touch(ListPaths.CHARGES, transfer.arrived.id);
    }
    if (payment.fee != null) {
      platform.touch(ListPaths.APPLICATION_FEES, payment.fee.id);
    }
  }

  private static @Nullable Invoice invoice(Payment payment) {
    PaymentIntent intent = payment.intent;
    return intent == null ? null : intent.invoice;
  }

  /** The refund of an invoice's payment is a credit note. */
  private void credit(Refund refund) {
    Invoice invoice = invoice(refund.payment);
    if (invoice != null) {
      invoice.credited = refund.payment.refunded;
      context.tell("credit_note.created", ListPaths.CREDIT_NOTES, CreditNoteFacts.id(refund));
      context.tellIfChanged("invoice.updated", ListPaths.INVOICES, invoice.id);
    }
  }

  private void tellOtherSide(Payment payment, Refund refund) {
    ChangeContext platform = context.at(context.platform());
    if (refund.reversal != null && refund.reversal.carriedOut != null) {
      Refund theirs = refund.reversal.carriedOut;
      ChangeContext destination = context.at(theirs.payment.seller);
      platform.tell("transfer.reversed", ListPaths.TRANSFERS, refund.reversal.transfer.id);
      destination.tell("refund.created", ListPaths.REFUNDS, theirs.id);
      destination.tell("charge.refunded", ListPaths.CHARGES, theirs.payment.id);
    }
    ApplicationFee fee = payment.fee;
    if (fee != null) {
      platform.tellIfChanged("application_fee.refunded", ListPaths.APPLICATION_FEES, fee.id);
    }
  }

  String open(WorldChange.OpenDispute change) {
    Payment payment = charge(change.charge());
    if (!payment.paid() || payment.dispute != null) {
      throw new IllegalArgumentException("Charge " + payment.id + " cannot be disputed");
    }
    context.touch(ListPaths.CHARGES, payment.id);
    Dispute dispute = refunds().open(payment);
    context.tell("charge.dispute.created", ListPaths.DISPUTES, dispute.id);
    context.tell("charge.dispute.funds_withdrawn", ListPaths.DISPUTES, dispute.id);
    return dispute.id;
  }

  String close(WorldChange.CloseDispute change) {
    String id = change.dispute();
    Dispute dispute =
        ChangeContext.one(context.seller().disputes, each -> each.id.equals(id), "dispute", id);
    context.touch(ListPaths.DISPUTES, id);
    refunds().close(dispute, change.won());
    context.tell("charge.dispute.closed", ListPaths.DISPUTES, id);
    if (dispute.reinstated != null && dispute.reinstated.created == context.now()) {
      context.tell("charge.dispute.funds_reinstated", ListPaths.DISPUTES, id);
    }
    return id;
  }
}
