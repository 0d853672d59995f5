package io.stripejdbc.emulator.world.model;

import org.jspecify.annotations.Nullable;

/** A payment that the buyer's bank questions. */
public final class Dispute {
  public final String id;
  public final Payment payment;
  public final long created;
  public final String reason;
  public String status;
  public @Nullable BalanceTransaction withdrawn;
  public @Nullable BalanceTransaction reinstated;

  public Dispute(String id, Payment payment, long created, String reason, String status) {
    this.id = id;
    this.payment = payment;
    this.created = created;
    this.reason = reason;
    this.status = status;
  }
}
