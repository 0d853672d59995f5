package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.Calendar;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.Dice;
import io.stripejdbc.emulator.world.model.Ids;
import io.stripejdbc.emulator.world.model.Names;
import io.stripejdbc.emulator.world.model.Seller;
import java.util.List;

/** Who buys from a seller, and with what. */
final class Buyers {
  private static final List<String> FUNDING = List.of("credit", "credit", "debit", "prepaid");
  private static final List<String> PLANS = List.of("free", "basic", "pro", "");

  private final Dice dice;
  private final Calendar calendar;

  Buyers(Dice dice, Calendar calendar) {
    this.dice = dice;
    this.calendar = calendar;
  }

  void gather(Seller seller, int count) {
    for (int i = 0; i < count; i++) {
      String name = Names.person(dice);
      seller.buyers.add(
          new Buyer(
              Ids.shortId("cus_", dice),
              name,
              Names.email(name, i),
              dice.percent(85) ? seller.country : "US",
              seller.currency,
              Math.max(seller.created + 3600, calendar.sometime(dice, seller)),
              method(seller),
              dice.percent(4),
              i > 0 && dice.percent(2),
              dice.pick(PLANS)));
    }
  }

  private Buyer.Method method(Seller seller) {
    String type = "card";
    if (seller.currency == Currency.EUR && dice.percent(20)) {
      type = "sepa_debit";
    } else if (seller.currency == Currency.USD && dice.percent(5)) {
      type = "us_bank_account";
    }
    int skewed = Math.min(dice.below(5), dice.below(5));
    return new Buyer.Method(
        Ids.longId("pm_", dice),
        type,
        Buyer.BRANDS.get(skewed),
        dice.pick(FUNDING),
        String.valueOf(dice.between(1000, 9999)),
        (int) dice.between(1, 12),
        (int) dice.between(2027, 2032));
  }
}
