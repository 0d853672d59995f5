package io.stripejdbc.emulator.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Money from the platform to a connected account. */
final class Transfer {
  final String id;
  final long created;
  final long amount;
  final Currency currency;
  final Seller destination;

  /** The charge whose money it is, if it is tied to one. */
  final @Nullable Payment source;

  final String group;
  @Nullable Txn txn;
  @Nullable Payment arrived;
  final List<Reversal> reversals = new ArrayList<>(0);

  Transfer(
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

  long reversed() {
    return reversals.stream().mapToLong(each -> each.amount).sum();
  }
}
