package io.stripejdbc.emulator.world;

import java.util.ArrayList;
import java.util.List;

/** All lines of a seller's balances. */
final class Ledger {
  static final long DAY = 86_400;

  private final List<Txn> txns = new ArrayList<>();

  List<Txn> txns() {
    return txns;
  }

  Txn add(Txn txn) {
    txns.add(txn);
    return txn;
  }

  /** Midnight UTC, {@code days} after the day of this second. */
  static long midnight(long second, int days) {
    return Math.floorDiv(second, DAY) * DAY + days * DAY;
  }
}
