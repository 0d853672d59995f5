package io.stripejdbc.emulator.world.change;

import io.stripejdbc.emulator.world.model.BalanceTransaction;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Payout;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Topup;
import io.stripejdbc.emulator.world.model.TransactionType;
import io.stripejdbc.emulator.world.model.Transfer;
import io.stripejdbc.emulator.world.simulation.ConnectSimulator;
import io.stripejdbc.emulator.world.simulation.PayoutScheduler;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Money that moves between balances and banks, and what happens to it as time passes. */
final class MoneyChanges {
  private final ChangeContext context;

  MoneyChanges(ChangeContext context) {
    this.context = context;
  }

  /** The first payout made; empty when nothing was there to pay out. */
  String payOut() {
    Seller seller = context.seller();
    Set<Currency> currencies =
        seller.ledger.txns().stream()
            .map(each -> each.currency)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Currency.class)));
    String first = "";
    for (Currency currency : currencies) {
      PayoutScheduler scheduler = new PayoutScheduler(context.random("payout"), context.clock());
      Payout payout = scheduler.send(seller, currency);
      if (payout != null) {
        context.tell("payout.created", ListPaths.PAYOUTS, payout.id);
        first = first.isEmpty() ? payout.id : first;
      }
    }
    return first;
  }

  String transfer(WorldChange.TransferFunds change) {
    Seller platform = context.platform();
    Seller destination = context.recorder().world().seller(change.destination());
    SeededRandom random = context.random("transfer");
    Transfer transfer =
        new ConnectSimulator(random, platform)
            .send(
                context.now(),
                platform.currency.round(change.amount()),
                platform.currency,
                destination,
                null,
                "transfer_" + IdGenerator.letters(random, 8));
    new TransferEvents(context.at(platform)).tellCreated(transfer);
    return transfer.id;
  }

  String topUp(WorldChange.TopUp change) {
    Seller platform = context.platform();
    SeededRandom random = context.random("topup");
    Topup topup =
        new Topup(IdGenerator.longId("tu_", random), context.now(), change.amount(), "succeeded");
    topup.transaction =
        platform.ledger.post(
            random,
            context.now(),
            1,
            TransactionType.TOPUP,
            topup.id,
            change.amount(),
            Currency.USD);
    platform.topups.add(topup);
    ChangeContext there = context.at(platform);
    there.tell("topup.created", ListPaths.TOPUPS, topup.id);
    there.tell("topup.succeeded", ListPaths.TOPUPS, topup.id);
    return topup.id;
  }

  /** Payouts under way arrive; to be called before the clock moves. */
  void arrive(long until) {
    for (Payout each : context.seller().payouts) {
      boolean underWay = each.status.equals("pending") || each.status.equals("in_transit");
      if (underWay && each.arrival <= until) {
        context.touch(ListPaths.PAYOUTS, each.id);
        each.status = "paid";
        context
            .recorder()
            .tellOf(context.seller(), "payout.paid", ListPaths.PAYOUTS, each.id, each.arrival);
      }
    }
  }

  /** What became available between two seconds is told in one event, about no row. */
  void tellAvailable(long before, long until) {
    long latest =
        context.seller().ledger.txns().stream()
            .mapToLong(MoneyChanges::availableOn)
            .filter(second -> second > before && second <= until)
            .max()
            .orElse(0);
    if (latest > 0) {
      context
          .recorder()
          .tellOf(context.seller(), "balance.available", ListPaths.BALANCE, "balance", latest);
    }
  }

  private static long availableOn(BalanceTransaction transaction) {
    return transaction.availableOn;
  }
}
