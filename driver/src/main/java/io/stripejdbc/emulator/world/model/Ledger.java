package io.stripejdbc.emulator.world.model;

import java.util.ArrayList;
import java.util.List;

/** All lines of a seller's balances. */
public final class Ledger {
  private final List<BalanceTransaction> transactions = new ArrayList<>();

  public List<BalanceTransaction> txns() {
    return transactions;
  }

  /**
   * Writes a line.
   *
   * @param days midnights until the money is available; 0 for at once
   */
  public BalanceTransaction post(
      SeededRandom random,
      long created,
      int days,
      TransactionType type,
      String source,
      long amount,
      Currency currency) {
    long available = days == 0 ? created : WorldClock.midnight(created, days);
    BalanceTransaction transaction =
        new BalanceTransaction(
            IdGenerator.longId("txn_", random), created, available, type, source, amount, currency);
    transactions.add(transaction);
    return transaction;
  }
}
