package io.stripejdbc.emulator.world;

import org.jspecify.annotations.Nullable;

/** A payment that the buyer's bank questions. */
final class Dispute {
  final String id;
  final Payment payment;
  final long created;
  final String reason;
  final String status;
  @Nullable Txn withdrawn;
  @Nullable Txn reinstated;

  Dispute(String id, Payment payment, long created, String reason, String status) {
    this.id = id;
    this.payment = payment;
    this.created = created;
    this.reason = reason;
    this.status = status;
  }
}
