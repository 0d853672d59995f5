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
      String name = FakeNames.person(random);
      seller.buyers.add(
          new Buyer(
              IdGenerator.shortId("cus_", random),
              name,
              FakeNames.email(name, i),
              random.percent(85) ? seller.country : "US",
              seller.currency,
              Math.max(seller.created + 3600, clock.sometime(random, seller)),
              method(seller),
              random.percent(4),
              i > 0 && random.percent(2),
              random.pick(PLANS)));
    }
  }

  /** Somebody who comes now. */
  public Buyer newcomer(Seller seller) {
    String name = FakeNames.person(random);
    Buyer buyer =
        new Buyer(
            IdGenerator.shortId("cus_", random),
            name,
            FakeNames.email(name, seller.buyers.size()),
            seller.country,
            seller.currency,
            clock.now(),
            method(seller),
            false,
            false,
            random.pick(PLANS));
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
