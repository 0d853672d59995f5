package io.stripejdbc.emulator.world;

import org.jspecify.annotations.Nullable;

/** Money that the platform brought to its own balance. */
final class Topup {
  final String id;
  final long created;
  final long amount;
  final String status;
  @Nullable Txn txn;

  Topup(String id, long created, long amount, String status) {
    this.id = id;
    this.created = created;
    this.amount = amount;
    this.status = status;
  }
}
