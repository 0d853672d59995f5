package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.AccountPlan;
import io.stripejdbc.emulator.world.model.Calendar;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.Dice;
import io.stripejdbc.emulator.world.model.Ids;
import io.stripejdbc.emulator.world.model.Movement;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Topup;
import java.util.ArrayList;
import java.util.List;

/** Lets everybody sell until now: the same seed and clock give the same marketplace. */
public final class Marketplace {
  private final long seed;
  private final Calendar calendar;
  private final double scale;
  private final List<AccountPlan> plans;

  public Marketplace(long seed, long now, double scale, int accounts) {
    this.seed = seed;
    this.calendar = new Calendar(now);
    this.scale = scale;
    this.plans = AccountPlan.connected(accounts);
  }

  /** All sellers, the platform first. */
  public List<Seller> open() {
    Seller platform = seller(AccountPlan.PLATFORM, true, 900);
    List<Seller> connected = new ArrayList<>();
    int age = 850;
    for (AccountPlan plan : plans) {
      connected.add(seller(plan, false, age));
      age = Math.max(1, age - 40);
    }
    furnish(platform, AccountPlan.PLATFORM.scaled(scale));
    for (int i = 0; i < connected.size(); i++) {
      AccountPlan plan = plans.get(i).scaled(scale);
      furnish(connected.get(i), plan);
      sell(platform, connected.get(i), plan);
    }
    sellOnPlatform(platform, connected);
    List<Seller> all = new ArrayList<>();
    all.add(platform);
    all.addAll(connected);
    all.forEach(each -> new Bargains(dice("bargains " + each.id), calendar).arrange(each));
    all.forEach(each -> new Payday(dice("payouts " + each.id), calendar).payOut(each));
    return all;
  }

  private Dice dice(String purpose) {
    return Dice.of(seed, purpose);
  }

  private Seller seller(AccountPlan plan, boolean platform, int age) {
    Dice dice = dice("account " + plan.name());
    String id = "acct_1" + Ids.letters(dice, 15);
    return new Seller(id, platform, plan, calendar.daysAgo(age) + dice.below(80_000));
  }

  private void furnish(Seller seller, AccountPlan plan) {
    Dice dice = dice("stock " + seller.id);
    Stock stock = new Stock(dice, calendar);
    boolean sells = plan.payments() + plan.subscribers() > 0;
    int customers = (plan.payments() + 4 * plan.subscribers()) / 4;
    new Buyers(dice, calendar).gather(seller, sells ? customers + 3 : 0);
    stock.things(seller, seller.platform ? 14 : plan.payments() / 60 + 1);
    stock.coupons(seller);
    if (plan.subscribers() > 0) {
      stock.plans(seller);
    }
  }

  private void sell(Seller platform, Seller seller, AccountPlan plan) {
    Dice dice = dice("sales " + seller.id);
    new Sales(dice, calendar, platform).direct(seller, plan.payments());
    bill(platform, seller, plan, dice);
  }

  private void sellOnPlatform(Seller platform, List<Seller> connected) {
    Dice dice = dice("sales " + platform.id);
    AccountPlan plan = AccountPlan.PLATFORM.scaled(scale);
    List<Seller> sellers =
        connected.stream().filter(each -> !each.restricted && !each.buyers.isEmpty()).toList();
    Sales sales = new Sales(dice, calendar, platform);
    if (!sellers.isEmpty()) {
      sales.destination(platform, sellers, plan.payments() * 4 / 5);
      sales.separate(platform, sellers, plan.payments() / 5);
    }
    bill(platform, platform, plan, dice);
    topUps(platform, dice);
  }

  private void bill(Seller platform, Seller seller, AccountPlan plan, Dice dice) {
    if (plan.subscribers() > 0) {
      Invoicing invoicing = new Invoicing(dice, calendar, platform);
      new Billing(dice, calendar, invoicing).subscribe(seller, plan.subscribers());
      invoicing.byHand(seller, plan.subscribers() / 5 + 6);
    }
  }

  private void topUps(Seller platform, Dice dice) {
    List<String> statuses = List.of("succeeded", "succeeded", "pending", "failed", "canceled");
    for (int i = 0; i < 15; i++) {
      String status = statuses.get(i % statuses.size());
      long created = calendar.daysAgo(i * 20L + 1) - i * 977L;
      long amount = dice.between(5, 40) * 10_000;
      Topup topup = new Topup(Ids.longId("tu_", dice), created, amount, status);
      if (status.equals("succeeded")) {
        topup.txn =
            platform.ledger.post(dice, created, 1, Movement.TOPUP, topup.id, amount, Currency.USD);
      }
      platform.topups.add(topup);
    }
  }
}
