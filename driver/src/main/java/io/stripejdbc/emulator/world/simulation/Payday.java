package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Calendar;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.Dice;
import io.stripejdbc.emulator.world.model.Ids;
import io.stripejdbc.emulator.world.model.Movement;
import io.stripejdbc.emulator.world.model.Payout;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Txn;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sends what is available to the seller's bank, each Monday; a payout is the sum of its lines. */
final class Payday {
  private static final long WEEK = 7 * Calendar.DAY;

  /** A Monday, 3 o'clock in the morning: 1970-01-05T03:00:00Z. */
  private static final long FIRST = 4 * Calendar.DAY + 3 * 3600;

  private final Dice dice;
  private final Calendar calendar;

  Payday(Dice dice, Calendar calendar) {
    this.dice = dice;
    this.calendar = calendar;
  }

  void payOut(Seller seller) {
    Set<Currency> currencies =
        seller.ledger.txns().stream()
            .map(txn -> txn.currency)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Currency.class)));
    currencies.forEach(currency -> payOut(seller, currency));
  }

  private void payOut(Seller seller, Currency currency) {
    List<Txn> waiting =
        seller.ledger.txns().stream()
            .filter(txn -> txn.currency == currency)
            .sorted(Comparator.comparingLong(txn -> txn.availableOn))
            .collect(Collectors.toList());
    if (waiting.isEmpty() || (seller.restricted && !seller.manualPayouts)) {
      return;
    }
    long first = waiting.get(0).availableOn;
    long day = FIRST + Math.floorDiv(first - FIRST, WEEK) * WEEK + WEEK;
    for (; calendar.past(day); day += WEEK) {
      long until = day;
      List<Txn> ripe = waiting.stream().takeWhile(txn -> txn.availableOn <= until).toList();
      long sum = ripe.stream().mapToLong(Txn::net).sum();
      if (sum > 0) {
        waiting.subList(0, ripe.size()).clear();
        send(seller, currency, day, sum, ripe, waiting);
      }
    }
  }

  private void send(
      Seller seller, Currency currency, long day, long sum, List<Txn> ripe, List<Txn> waiting) {
    long arrival = Calendar.midnight(day, 2);
    String status = "paid";
    if (!calendar.past(arrival)) {
      status = day > calendar.daysAgo(1) ? "pending" : "in_transit";
    } else if (dice.percent(3)) {
      status = "failed";
    }
    Payout payout =
        new Payout(
            Ids.longId("po_", dice), day, arrival, sum, currency, !seller.manualPayouts, status);
    payout.txn = line(seller, payout, day, -sum, Movement.PAYOUT);
    if (payout.automatic) {
      payout.txn.payout = payout;
      ripe.forEach(txn -> txn.payout = payout);
    }
    seller.payouts.add(payout);
    if (status.equals("failed")) {
      payout.failureTxn = line(seller, payout, arrival, sum, Movement.PAYOUT_FAILURE);
      waiting.add(0, payout.failureTxn);
      waiting.sort(Comparator.comparingLong(txn -> txn.availableOn));
    }
  }

  private Txn line(Seller seller, Payout payout, long when, long amount, Movement movement) {
    return seller.ledger.post(dice, when, 0, movement, payout.id, amount, payout.currency);
  }
}
