package io.stripejdbc.emulator.world;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Money given back for a payment. */
final class Refund {
  final String id;
  final Payment payment;
  final long created;
  final long amount;
  final String reason;

  /** {@code succeeded}, {@code pending} or {@code failed}. */
  final String status;

  @Nullable Txn txn;
  @Nullable Txn failureTxn;

  /** What came back from the connected account of a destination charge. */
  @Nullable Reversal reversal;

  /** The reversal that this refund of an arrived payment carries out. */
  @Nullable Reversal carriesOut;

  Refund(String id, Payment payment, long created, long amount, String reason, String status) {
    this.id = id;
    this.payment = payment;
    this.created = created;
    this.amount = amount;
    this.reason = reason;
    this.status = status;
  }

  /** The line in the books of the seller who bears the refund. */
  Txn atTheSeller() {
    Refund theirs = reversal == null ? this : Objects.requireNonNull(reversal.carriedOut);
    return Objects.requireNonNull(theirs.txn);
  }
}
