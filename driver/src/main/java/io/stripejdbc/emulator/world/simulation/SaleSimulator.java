package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.WorldClock;
import java.util.List;

/** Single sales: direct charges, destination charges, and separate charges with transfers. */
final class SaleSimulator {
  private final SeededRandom random;
  private final WorldClock clock;
  private final LedgerWriter ledgerWriter;
  private final RefundSimulator refunds;
  private final ConnectSimulator connect;
  private long lastSecond;

  SaleSimulator(SeededRandom random, WorldClock clock, Seller platform) {
    this.random = random;
    this.clock = clock;
    this.ledgerWriter = new LedgerWriter(random, platform);
    this.refunds = new RefundSimulator(clock, platform);
    this.connect = new ConnectSimulator(random, platform);
  }

  /** Charges on the connected account itself, most with a fee for the platform. */
  void direct(Seller seller, int count) {
    for (int i = 0; i < count; i++) {
      PaymentIntent intent = intent(seller, currency(seller));
      if (!random.percent(15)) {
        intent.feeAmount = intent.currency.percentOf(intent.amount, 8);
      }
      finish(intent);
    }
  }

  /** Charges on the platform whose money goes to a connected account. */
  void destination(Seller platform, List<Seller> sellers, int count) {
    for (int i = 0; i < count; i++) {
      Seller destination = random.pick(sellers);
      Currency currency = platform.settles(destination.currency);
      PaymentIntent intent = intent(platform, currency);
      if (intent.created > destination.created) {
        intent.destination = destination;
        intent.feeAmount = random.percent(60) ? currency.percentOf(intent.amount, 12) : 0;
      }
      finish(intent);
    }
  }

  /** Charges on the platform, shared out afterwards to two sellers. */
  void separate(Seller platform, List<Seller> sellers, int count) {
    for (int i = 0; i < count; i++) {
      PaymentIntent intent = intent(platform, Currency.USD);
      intent.transferGroup = "ORDER_" + (1000 + i);
      Payment payment = ledgerWriter.take(intent, intent.created);
      for (int part = 0; part < 2; part++) {
        Seller seller = random.pick(sellers);
        long when = Math.min(clock.now(), intent.created + random.between(60, 86_400));
        if (when > seller.created) {
          long amount = Currency.USD.percentOf(intent.amount, 40);
          connect.send(
              when, amount, Currency.USD, seller, part == 0 ? payment : null, intent.transferGroup);
        }
      }
    }
  }

  private PaymentIntent intent(Seller seller, Currency currency) {
    Buyer buyer = random.pick(seller.buyers);
    double dollars = random.between(300, 6000) / 100.0 * (random.percent(10) ? 8 : 1);
    long created = Math.max(clock.sometime(random, seller), buyer.created());
    created = random.percent(3) && lastSecond > buyer.created() ? lastSecond : created;
    lastSecond = created;
    PaymentIntent intent =
        new PaymentIntent(
            IdGenerator.longId("pi_", random),
            seller,
            buyer,
            created,
            currency.priceTag(dollars),
            currency,
            seller.products.isEmpty() ? "Order" : random.pick(seller.products).name());
    seller.intents.add(intent);
    return intent;
  }

  private Currency currency(Seller seller) {
    return random.percent(90) ? seller.currency : random.percent(50) ? Currency.USD : Currency.EUR;
  }

  private void finish(PaymentIntent intent) {
    int luck = random.below(100);
    if (luck < 88) {
      afterwards(ledgerWriter.take(intent, intent.created));
    } else if (luck < 91) {
      ledgerWriter.refuse(intent, intent.created);
      long again = intent.created + 45;
      if (clock.past(again)) {
        ledgerWriter.take(intent, again);
      }
    } else if (luck < 95) {
      ledgerWriter.refuse(intent, intent.created);
    } else if (luck < 96 && intent.created > clock.daysAgo(7)) {
      ledgerWriter.hold(intent, intent.created);
    } else if (luck < 98) {
      intent.status = "canceled";
    }
  }

  private void afterwards(Payment payment) {
    int luck = random.below(200);
    if (luck < 8) {
      refunds.giveBack(payment, true);
    } else if (luck < 16) {
      refunds.giveBack(payment, false);
      if (random.percent(30)) {
        refunds.giveBack(payment, false);
      }
    } else if (luck < 19) {
      refunds.complain(payment);
    }
  }
}
