package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.AccountPlan;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Topup;
import io.stripejdbc.emulator.world.model.TransactionType;
import io.stripejdbc.emulator.world.model.WorldClock;
import java.util.ArrayList;
import java.util.List;

/** Simulates all sellers until now: the same seed and clock give the same marketplace. */
public final class MarketplaceSimulator {
  private final long seed;
  private final WorldClock clock;
  private final double scale;
  private final List<AccountPlan> plans;

  public MarketplaceSimulator(long seed, long now, double scale, int accounts) {
    this.seed = seed;
    this.clock = new WorldClock(now);
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
    all.forEach(each -> new DiscountSimulator(random("bargains " + each.id), clock).arrange(each));
    all.forEach(each -> new PayoutScheduler(random("payouts " + each.id), clock).payOut(each));
    return all;
  }

  private SeededRandom random(String purpose) {
    return SeededRandom.of(seed, purpose);
  }

  private Seller seller(AccountPlan plan, boolean platform, int age) {
    SeededRandom random = random("account " + plan.name());
    String id = "acct_1" + IdGenerator.letters(random, 15);
    return new Seller(id, platform, plan, clock.daysAgo(age) + random.below(80_000));
  }

  private void furnish(Seller seller, AccountPlan plan) {
    SeededRandom random = random("stock " + seller.id);
    ProductFactory products = new ProductFactory(random, clock);
    boolean sells = plan.payments() + plan.subscribers() > 0;
    int customers = (plan.payments() + 4 * plan.subscribers()) / 4;
    new BuyerFactory(random, clock).gather(seller, sells ? customers + 3 : 0);
    products.things(seller, seller.platform ? 14 : plan.payments() / 60 + 1);
    products.coupons(seller);
    if (plan.subscribers() > 0) {
      products.plans(seller);
    }
  }

  private void sell(Seller platform, Seller seller, AccountPlan plan) {
    SeededRandom random = random("sales " + seller.id);
    new SaleSimulator(random, clock, platform).direct(seller, plan.payments());
    bill(platform, seller, plan, random);
  }

  private void sellOnPlatform(Seller platform, List<Seller> connected) {
    SeededRandom random = random("sales " + platform.id);
    AccountPlan plan = AccountPlan.PLATFORM.scaled(scale);
    List<Seller> sellers =
        connected.stream().filter(each -> !each.restricted && !each.buyers.isEmpty()).toList();
    SaleSimulator sales = new SaleSimulator(random, clock, platform);
    if (!sellers.isEmpty()) {
      sales.destination(platform, sellers, plan.payments() * 4 / 5);
      sales.separate(platform, sellers, plan.payments() / 5);
    }
    bill(platform, platform, plan, random);
    topUps(platform, random);
  }

  private void bill(Seller platform, Seller seller, AccountPlan plan, SeededRandom random) {
    if (plan.subscribers() > 0) {
      InvoiceSimulator invoicing = new InvoiceSimulator(random, clock, platform);
      new SubscriptionBilling(random, clock, invoicing).subscribe(seller, plan.subscribers());
      invoicing.byHand(seller, plan.subscribers() / 5 + 6);
    }
  }

  private void topUps(Seller platform, SeededRandom random) {
    List<String> statuses = List.of("succeeded", "succeeded", "pending", "failed", "canceled");
    for (int i = 0; i < 15; i++) {
      String status = statuses.get(i % statuses.size());
      long created = clock.daysAgo(i * 20L + 1) - i * 977L;
      long amount = random.between(5, 40) * 10_000;
      Topup topup = new Topup(IdGenerator.longId("tu_", random), created, amount, status);
      if (status.equals("succeeded")) {
        topup.transaction =
            platform.ledger.post(
                random, created, 1, TransactionType.TOPUP, topup.id, amount, Currency.USD);
      }
      platform.topups.add(topup);
    }
  }
}
