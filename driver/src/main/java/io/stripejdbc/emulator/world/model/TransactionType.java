package io.stripejdbc.emulator.world.model;

/** Why money moves: the type, the reporting category and the text of a balance transaction. */
public enum TransactionType {
  CHARGE("charge", "charge", ""),
  PAYMENT("payment", "charge", ""),
  REFUND("refund", "refund", "REFUND FOR CHARGE"),
  REFUND_FAILURE("refund_failure", "refund_failure", "REFUND FAILURE FOR CHARGE"),
  PAYMENT_REFUND("payment_refund", "refund", "REFUND FOR PAYMENT"),
  DISPUTE("adjustment", "dispute", "Chargeback withdrawal"),
  DISPUTE_REVERSAL("adjustment", "dispute_reversal", "Chargeback reversal"),
  TRANSFER("transfer", "transfer", "Transfer to a connected account"),
  TRANSFER_REFUND("transfer_refund", "transfer_reversal", "REFUND FOR TRANSFER"),
  APPLICATION_FEE("application_fee", "platform_earning", "Application fee"),
  APPLICATION_FEE_REFUND(
      "application_fee_refund", "platform_earning_refund", "Refund of application fee"),
  PAYOUT("payout", "payout", "STRIPE PAYOUT"),
  PAYOUT_FAILURE("payout_failure", "payout_reversal", "STRIPE PAYOUT"),
  TOPUP("topup", "topup", "Top-up");

  public final String type;
  public final String category;
  final String text;

  TransactionType(String type, String category, String text) {
    this.type = type;
    this.category = category;
    this.text = text;
  }
}
