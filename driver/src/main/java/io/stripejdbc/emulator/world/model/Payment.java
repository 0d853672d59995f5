package io.stripejdbc.emulator.world.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One charge, or ({@code py_…}) what arrived from a transfer. */
public final class Payment {
  public final String id;
  public final Seller seller;

  /** Null for what arrived from a transfer. */
  public final @Nullable PaymentIntent intent;

  public final long created;
  public final long amount;
  public final Currency currency;

  /** {@code succeeded}, {@code failed} or {@code pending}. */
  public final String status;

  public boolean captured;
  public long refunded;

  /** What somebody wrote on it since; in its metadata. */
  public String note = "";

  public @Nullable BalanceTransaction transaction;
  public @Nullable ApplicationFee fee;

  /** The transfer that a destination charge made. */
  public @Nullable Transfer transfer;

  /** The transfer that this payment arrived from. */
  public @Nullable Transfer arrivedFrom;

  public @Nullable Dispute dispute;
  public final List<Refund> refunds = new ArrayList<>(0);

  public Payment(
      String id,
      Seller seller,
      @Nullable PaymentIntent intent,
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

  public boolean paid() {
    return status.equals("succeeded") && captured;
  }
}
