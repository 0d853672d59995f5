package io.stripejdbc.emulator.world.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Money from the platform to a connected account. */
public final class Transfer {
  public final String id;
  public final long created;
  public final long amount;
  public final Currency currency;
  public final Seller destination;

  /** The charge whose money it is, if it is tied to one. */
  public final @Nullable Payment source;

  public final String group;
  public @Nullable BalanceTransaction transaction;
  public @Nullable Payment arrived;
  public final List<TransferReversal> reversals = new ArrayList<>(0);

  public Transfer(
      String id,
      long created,
      long amount,
      Currency currency,
      Seller destination,
      @Nullable Payment source,
      String group) {
    this.id = id;
    this.created = created;
    this.amount = amount;
    this.currency = currency;
    this.destination = destination;
    this.source = source;
    this.group = group;
  }

  public long reversed() {
    long sum = 0;
    for (TransferReversal each : reversals) {
      sum += each.amount;
    }
    return sum;
  }
}
