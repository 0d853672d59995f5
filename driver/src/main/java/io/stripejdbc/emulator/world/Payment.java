package io.stripejdbc.emulator.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One charge, or ({@code py_…}) what arrived from a transfer. */
final class Payment {
  final String id;
  final Seller seller;

  /** Null for what arrived from a transfer. */
  final @Nullable Intent intent;

  final long created;
  final long amount;
  final Currency currency;

  /** {@code succeeded}, {@code failed} or {@code pending}. */
  final String status;

  final boolean captured;
  long refunded;
  @Nullable Txn txn;
  @Nullable ApplicationFee fee;

  /** The transfer that a destination charge made. */
  @Nullable Transfer transfer;

  /** The transfer that this payment arrived from. */
  @Nullable Transfer arrivedFrom;

  @Nullable Dispute dispute;
  final List<Refund> refunds = new ArrayList<>(0);

  Payment(
      String id,
      Seller seller,
      @Nullable Intent intent,
      long created,
      long amount,
      Currency currency,
      String status,
      boolean captured) {
    this.id = id;
    this.seller = seller;
    this.intent = intent;
    this.created = created;
    this.amount = amount;
    this.currency = currency;
    this.status = status;
    this.captured = captured;
  }

  boolean paid() {
    return status.equals("succeeded") && captured;
  }
}
