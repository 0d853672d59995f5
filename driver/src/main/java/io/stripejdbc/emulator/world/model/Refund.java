package io.stripejdbc.emulator.world.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Money given back for a payment. */
public final class Refund {
  public final String id;
  public final Payment payment;
  public final long created;
  public final long amount;
  public final String reason;

  /** {@code succeeded}, {@code pending} or {@code failed}. */
  public String status;

  public @Nullable BalanceTransaction transaction;
  public @Nullable BalanceTransaction failureTxn;

  /** What came back from the connected account of a destination charge. */
  public @Nullable TransferReversal reversal;

  /** The reversal that this refund of an arrived payment causes. */
  public @Nullable TransferReversal carriesOut;

  public Refund(
      String id, Payment payment, long created, long amount, String reason, String status) {
    this.id = id;
    this.payment = payment;
    this.created = created;
    this.amount = amount;
    this.reason = reason;
    this.status = status;
  }

  /** The line in the books of the seller who bears the refund. */
  public BalanceTransaction atTheSeller() {
    Refund theirs = reversal == null ? this : Objects.requireNonNull(reversal.carriedOut);
    return Objects.requireNonNull(theirs.transaction);
  }
}
