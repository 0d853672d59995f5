package io.stripejdbc.emulator.world.model;

import org.jspecify.annotations.Nullable;

/** Part of a transfer that came back to the platform. */
public final class TransferReversal {
  public final String id;
  public final Transfer transfer;
  public final long created;
  public final long amount;
  public @Nullable BalanceTransaction transaction;

  /** The refund on the platform that caused it. */
  public @Nullable Refund cause;

  /** The refund of the arrived payment on the connected account. */
  public @Nullable Refund carriedOut;

  public TransferReversal(String id, Transfer transfer, long created, long amount) {
    this.id = id;
    this.transfer = transfer;
    this.created = created;
    this.amount = amount;
  }
}
