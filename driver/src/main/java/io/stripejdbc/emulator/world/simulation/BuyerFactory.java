package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.FakeNames;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.WorldClock;
import java.util.List;

/** Who buys from a seller, and with what. */
public final class BuyerFactory {
  private static final List<String> FUNDING = List.of("credit", "credit", "debit", "prepaid");
  private static final List<String> PLANS = List.of("free", "basic", "pro", "");

  private final SeededRandom random;
  private final WorldClock clock;

  public BuyerFactory(SeededRandom random, WorldClock clock) {
    this.random = random;
    this.clock = clock;
  }

  void gather(Seller seller, int count) {
    for (int i = 0; i < count; i++) {
      seller.buyers.add(buyer(seller, i));
    }
  }

  // The order in which random numbers are drawn makes the demo's world what it is.
  private Buyer buyer(Seller seller, int number) {
    String name = FakeNames.person(random);
    String id = IdGenerator.shortId("cus_", random);
    String email = FakeNames.email(name, number);
    String country = random.percent(85) ? seller.country : "US";
    long created = Math.max(seller.created + 3600, clock.sometime(random, seller));
    Buyer.Method method = method(seller);
    boolean delinquent = random.percent(4);
    boolean deleted = number > 0 && random.percent(2);
    String plan = random.pick(PLANS);
    return new Buyer(
        id,
        new Buyer.Profile(name, email, country, seller.currency, plan),
        created,
        method,
        delinquent,
        deleted);
  }

  /** Somebody who comes now. */
  public Buyer newcomer(Seller seller) {
    String name = FakeNames.person(random);
    String id = IdGenerator.shortId("cus_", random);
    String email = FakeNames.email(name, seller.buyers.size());
    Buyer.Method method = method(seller);
    String plan = random.pick(PLANS);
    Buyer buyer =
        new Buyer(
            id,
            new Buyer.Profile(name, email, seller.country, seller.currency, plan),
            clock.now(),
            method,
            false,
            false);
    seller.buyers.add(buyer);
    return buyer;
  }

  private Buyer.Method method(Seller seller) {
    String type = "card";
    if (seller.currency == Currency.EUR && random.percent(20)) {
      type = "sepa_debit";
    } else if (seller.currency == Currency.USD && random.percent(5)) {
      type = "us_bank_account";
    }
    int skewed = Math.min(random.below(5), random.below(5));
    return new Buyer.Method(
        IdGenerator.longId("pm_", random),
        type,
        Buyer.BRANDS.get(skewed),
        random.pick(FUNDING),
        String.valueOf(random.between(1000, 9999)),
        (int) random.between(1, 12),
        (int) random.between(2027, 2032));
  }
}
