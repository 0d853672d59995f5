package io.stripejdbc.emulator.world;

import org.jspecify.annotations.Nullable;

/** Part of a transfer that came back to the platform. */
final class Reversal {
  final String id;
  final Transfer transfer;
  final long created;
  final long amount;
  @Nullable Txn txn;

  /** The refund on the platform that caused it. */
  @Nullable Refund cause;

  /** The refund of the arrived payment on the connected account. */
  @Nullable Refund carriedOut;

  Reversal(String id, Transfer transfer, long created, long amount) {
    this.id = id;
    this.transfer = transfer;
    this.created = created;
    this.amount = amount;
  }
}
