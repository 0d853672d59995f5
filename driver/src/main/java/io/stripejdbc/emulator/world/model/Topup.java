package io.stripejdbc.emulator.world.model;

import org.jspecify.annotations.Nullable;

/** Money that the platform brought to its own balance. */
public final class Topup {
  public final String id;
  public final long created;
  public final long amount;
  public final String status;
  public @Nullable BalanceTransaction transaction;

  public Topup(String id, long created, long amount, String status) {
    this.id = id;
    this.created = created;
    this.amount = amount;
    this.status = status;
  }
}
