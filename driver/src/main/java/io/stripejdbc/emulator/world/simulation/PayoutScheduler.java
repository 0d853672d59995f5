package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.BalanceTransaction;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Payout;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.TransactionType;
import io.stripejdbc.emulator.world.model.WorldClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends what is available to the seller's bank, each Monday; a payout is the sum of its lines. */
public final class PayoutScheduler {
  private static final long WEEK = 7 * WorldClock.DAY;

  /** A Monday, 3 o'clock in the morning: 1970-01-05T03:00:00Z. */
  private static final long FIRST = 4 * WorldClock.DAY + 3 * 3600;

  private final SeededRandom random;
  private final WorldClock clock;

  public PayoutScheduler(SeededRandom random, WorldClock clock) {
    this.random = random;
    this.clock = clock;
  }

  void payOut(Seller seller) {
    Set<Currency> currencies =
        seller.ledger.txns().stream()
            .map(transaction -> transaction.currency)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Currency.class)));
    currencies.forEach(currency -> payOut(seller, currency));
  }

  private void payOut(Seller seller, Currency currency) {
    List<BalanceTransaction> waiting = new ArrayList<>();
    for (BalanceTransaction transaction : seller.ledger.txns()) {
      if (transaction.currency == currency) {
        waiting.add(transaction);
      }
    }
    waiting.sort((one, other) -> Long.compare(one.availableOn, other.availableOn));
    if (waiting.isEmpty() || (seller.restricted && !seller.manualPayouts)) {
      return;
    }
    long first = waiting.get(0).availableOn;
    long day = FIRST + Math.floorDiv(first - FIRST, WEEK) * WEEK + WEEK;
    for (; clock.past(day); day += WEEK) {
      List<BalanceTransaction> available = waiting.subList(0, available(waiting, day));
      long sum = 0;
      for (BalanceTransaction transaction : available) {
        sum += transaction.net();
      }
      if (sum > 0) {
        List<BalanceTransaction> ripe = List.copyOf(available);
        available.clear();
        send(seller, currency, day, sum, ripe, waiting);
      }
    }
  }

  /** How many of these, in order of when they are available, are so by then. */
  private static int available(List<BalanceTransaction> transactions, long day) {
    int count = 0;
    while (count < transactions.size() && transactions.get(count).availableOn <= day) {
      count++;
    }
    return count;
  }

  /** Sends what is available in a currency and was not sent yet, now; null when that is nothing. */
  public @Nullable Payout send(Seller seller, Currency currency) {
    long day = clock.now();
    List<BalanceTransaction> ripe =
        seller.ledger.txns().stream()
            .filter(each -> each.currency == currency && each.payout == null)
            .filter(each -> each.availableOn <= day)
            .toList();
    long sum = ripe.stream().mapToLong(BalanceTransaction::net).sum();
    if (sum <= 0 || seller.manualPayouts) {
      return null;
    }
    send(seller, currency, day, sum, ripe, new ArrayList<>());
    return seller.payouts.get(seller.payouts.size() - 1);
  }

  private void send(
      Seller seller,
      Currency currency,
      long day,
      long sum,
      List<BalanceTransaction> ripe,
      List<BalanceTransaction> waiting) {
    long arrival = WorldClock.midnight(day, 2);
    String status = "paid";
    if (!clock.past(arrival)) {
      status = day > clock.daysAgo(1) ? "pending" : "in_transit";
    } else if (random.percent(3)) {
      status = "failed";
    }
    Payout payout =
        new Payout(
            IdGenerator.longId("po_", random),
            day,
            arrival,
            sum,
            currency,
            !seller.manualPayouts,
            status);
    payout.destination = seller.bankAccount();
    payout.transaction = line(seller, payout, day, -sum, TransactionType.PAYOUT);
    if (payout.automatic) {
      payout.transaction.payout = payout;
      ripe.forEach(transaction -> transaction.payout = payout);
    }
    seller.payouts.add(payout);
    if (status.equals("failed")) {
      payout.failureTxn = line(seller, payout, arrival, sum, TransactionType.PAYOUT_FAILURE);
      waiting.add(0, payout.failureTxn);
      waiting.sort(Comparator.comparingLong(transaction -> transaction.availableOn));
    }
  }

  private BalanceTransaction line(
      Seller seller, Payout payout, long when, long amount, TransactionType type) {
    return seller.ledger.post(random, when, 0, type, payout.id, amount, payout.currency);
  }
}
