package io.stripejdbc.emulator.world.model;

import java.util.ArrayList;
import java.util.List;

/** All lines of a seller's balances. */
public final class Ledger {
  private final List<Txn> txns = new ArrayList<>();

  public List<Txn> txns() {
    return txns;
  }

  /**
   * Writes a line.
   *
   * @param days midnights until the money is available; 0 for at once
   */
  public Txn post(
      Dice dice,
      long created,
      int days,
      Movement movement,
      String source,
      long amount,
      Currency currency) {
    long available = days == 0 ? created : Calendar.midnight(created, days);
    Txn txn =
        new Txn(Ids.longId("txn_", dice), created, available, movement, source, amount, currency);
    txns.add(txn);
    return txn;
  }
}
