package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.Calendar;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.Dice;
import io.stripejdbc.emulator.world.model.Ids;
import io.stripejdbc.emulator.world.model.Intent;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.Seller;
import java.util.List;

/** Single sales: direct charges, destination charges, and separate charges with transfers. */
final class Sales {
  private final Dice dice;
  private final Calendar calendar;
  private final Cashier cashier;
  private final Aftermath aftermath;
  private final Connections connections;
  private long lastSecond;

  Sales(Dice dice, Calendar calendar, Seller platform) {
    this.dice = dice;
    this.calendar = calendar;
    this.cashier = new Cashier(dice, platform);
    this.aftermath = new Aftermath(calendar, platform);
    this.connections = new Connections(dice, platform);
  }

  /** Charges on the connected account itself, most with a fee for the platform. */
  void direct(Seller seller, int count) {
    for (int i = 0; i < count; i++) {
      Intent intent = intent(seller, currency(seller));
      if (!dice.percent(15)) {
        intent.feeAmount = intent.currency.percentOf(intent.amount, 8);
      }
      finish(intent);
    }
  }

  /** Charges on the platform whose money goes to a connected account. */
  void destination(Seller platform, List<Seller> sellers, int count) {
    for (int i = 0; i < count; i++) {
      Seller destination = dice.pick(sellers);
      Currency currency = platform.settles(destination.currency);
      Intent intent = intent(platform, currency);
      if (intent.created > destination.created) {
        intent.destination = destination;
        intent.feeAmount = dice.percent(60) ? currency.percentOf(intent.amount, 12) : 0;
      }
      finish(intent);
    }
  }

  /** Charges on the platform, shared out afterwards to two sellers. */
  void separate(Seller platform, List<Seller> sellers, int count) {
    for (int i = 0; i < count; i++) {
      Intent intent = intent(platform, Currency.USD);
      intent.transferGroup = "ORDER_" + (1000 + i);
      Payment payment = cashier.take(intent, intent.created);
      for (int part = 0; part < 2; part++) {
        Seller seller = dice.pick(sellers);
        long when = Math.min(calendar.now(), intent.created + dice.between(60, 86_400));
        if (when > seller.created) {
          long amount = Currency.USD.percentOf(intent.amount, 40);
          connections.send(
              when, amount, Currency.USD, seller, part == 0 ? payment : null, intent.transferGroup);
        }
      }
    }
  }

  private Intent intent(Seller seller, Currency currency) {
    Buyer buyer = dice.pick(seller.buyers);
    double dollars = dice.between(300, 6000) / 100.0 * (dice.percent(10) ? 8 : 1);
    long created = Math.max(calendar.sometime(dice, seller), buyer.created());
    created = dice.percent(3) && lastSecond > buyer.created() ? lastSecond : created;
    lastSecond = created;
    Intent intent =
        new Intent(
            Ids.longId("pi_", dice),
            seller,
            buyer,
            created,
            currency.priceTag(dollars),
            currency,
            seller.products.isEmpty() ? "Order" : dice.pick(seller.products).name());
    seller.intents.add(intent);
    return intent;
  }

  private Currency currency(Seller seller) {
    return dice.percent(90) ? seller.currency : dice.percent(50) ? Currency.USD : Currency.EUR;
  }

  private void finish(Intent intent) {
    int luck = dice.below(100);
    if (luck < 88) {
      afterwards(cashier.take(intent, intent.created));
    } else if (luck < 91) {
      cashier.refuse(intent, intent.created);
      long again = intent.created + 45;
      if (calendar.past(again)) {
        cashier.take(intent, again);
      }
    } else if (luck < 95) {
      cashier.refuse(intent, intent.created);
    } else if (luck < 96 && intent.created > calendar.daysAgo(7)) {
      cashier.hold(intent, intent.created);
    } else if (luck < 98) {
      intent.status = "canceled";
    }
  }

  private void afterwards(Payment payment) {
    int luck = dice.below(200);
    if (luck < 8) {
      aftermath.giveBack(payment, true);
    } else if (luck < 16) {
      aftermath.giveBack(payment, false);
      if (dice.percent(30)) {
        aftermath.giveBack(payment, false);
      }
    } else if (luck < 19) {
      aftermath.complain(payment);
    }
  }
}
