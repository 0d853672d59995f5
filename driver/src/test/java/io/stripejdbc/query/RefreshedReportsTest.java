package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.world.EventDelivery;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.change.RandomChanges;
import io.stripejdbc.emulator.world.change.WorldChange;
import io.stripejdbc.service.DiskCacheSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports over a world that goes on: what they cost again, and that they are as live ones. */
class RefreshedReportsTest {
  private static final int STEPS = Integer.getInteger("stripejdbc.world.steps", 40);
  private static final long SEED = Long.getLong("stripejdbc.world.seed", 20261130L);

  private static final String REPORT =
      """
      SELECT 'charges', connected_account, COUNT(*), SUM(amount), SUM(amount_refunded)
      FROM charges GROUP BY connected_account
      UNION ALL SELECT 'money', connected_account, COUNT(*), SUM(net), SUM(fee)
      FROM balance_transactions WHERE status = 'available' GROUP BY connected_account
      UNION ALL SELECT 'customers', connected_account, COUNT(*), COUNT(email), COUNT(name)
      FROM customers GROUP BY connected_account
      UNION ALL SELECT 'invoices', connected_account, COUNT(*), SUM(total), SUM(amount_paid)
      FROM invoices GROUP BY connected_account
      """;

  private static final List<String> QUESTIONS =
      List.of(
          REPORT,
          "SELECT * FROM charges",
          "SELECT id, amount, status FROM charges WHERE created >= TIMESTAMP '2026-06-01 00:00:00'",
          "SELECT * FROM customers",
          "SELECT * FROM invoices",
          "SELECT * FROM invoices WHERE status = 'open'",
          "SELECT * FROM subscriptions WHERE status = 'active'",
          "SELECT * FROM subscriptions",
          "SELECT * FROM refunds",
          "SELECT * FROM disputes",
          "SELECT * FROM payouts",
          "SELECT * FROM transfers",
          "SELECT id, charges_enabled, metadata, requirements_currently_due FROM accounts",
          "SELECT account, id, status FROM account_capabilities",
          "SELECT account, id, last4 FROM account_external_accounts",
          "SELECT * FROM prices",
          "SELECT * FROM products",
          "SELECT * FROM balance_transactions",
          "SELECT * FROM balance_transaction_fee_details",
          "SELECT c.id, u.name, u.email FROM charges c JOIN customers u"
              + " ON u.connected_account = c.connected_account AND u.id = c.customer",
          "SELECT subscription, price FROM subscription_items",
          "SELECT invoice, amount FROM invoice_line_items");

  private static EmulatorOptions options() {
    return EmulatorOptions.demo().withScale(0.1).withAccounts(9);
  }

  @Test
  void aReportOverTenAccountsCostsThreeCallsAnAccountAndOneMoreForEachChange() throws SQLException {
    try (GoingWorldFixture world = new GoingWorldFixture(options(), null)) {
      aReportOverTenAccounts(world, () -> {});
    }
  }

  @Test
  void theSameReportOfAnotherProcessCostsNoMore(@TempDir Path folder) throws SQLException {
    DiskCacheSettings disk = new DiskCacheSettings(folder, 1L << 28, "world", why -> {});
    try (GoingWorldFixture world = new GoingWorldFixture(options(), disk)) {
      aReportOverTenAccounts(world, world::restart);
    }
  }

  private static void aReportOverTenAccounts(GoingWorldFixture world, Runnable between)
      throws SQLException {
    List<String> first = world.ask(REPORT);
    int before = total(world.calls());
    world.pass(GoingWorldFixture.TTL + 60);
    between.run();
    assertEquals(first.size(), world.ask(REPORT).size());
    Map<String, List<String>> again = world.calls();
    assertEquals(10, again.size(), "accounts");
    again.forEach((account, calls) -> assertTrue(calls.size() <= 3, account + " " + calls));
    world.live(REPORT);
    int live = total(world.calls());
    assertTrue(total(again) < Math.min(live, before), total(again) + " of " + live);
    String account = world.emulator.world().connectedAccounts().get(0);
    RandomChanges changes = new RandomChanges(world.emulator.world(), SEED);
    int made = 0;
    for (int i = 0; i < 4; i++) {
      made += changes.next(account).map(one -> apply(world, one, EventDelivery.PROMPT)).orElse(0);
    }
    world.pass(GoingWorldFixture.TTL + 60);
    between.run();
    assertEquals(world.live(REPORT), refreshed(world, account, made));
  }

  private static List<String> refreshed(GoingWorldFixture world, String account, int changes)
      throws SQLException {
    world.calls();
    List<String> rows = world.ask(REPORT);
    Map<String, List<String>> calls = world.calls();
    calls.forEach(
        (who, its) ->
            assertTrue(its.size() <= (who.equals(account) ? 3 + changes : 3), who + " " + its));
    return rows;
  }

  private static int total(Map<String, List<String>> calls) {
    return calls.values().stream().mapToInt(List::size).sum();
  }

  /** How many events it made. */
  private static int apply(GoingWorldFixture world, WorldChange change, EventDelivery delivery) {
    return world.emulator.control().apply(change, delivery).events().size();
  }

  @Test
  void everyAnswerIsAsALiveOneInMemory() throws SQLException {
    try (GoingWorldFixture world = new GoingWorldFixture(small(), null)) {
      goOn(world, () -> {});
    }
  }

  @Test
  void everyAnswerIsAsALiveOneOnDiskThroughRestarts(@TempDir Path folder) throws SQLException {
    DiskCacheSettings disk = new DiskCacheSettings(folder, 1L << 28, "world", why -> {});
    try (GoingWorldFixture world = new GoingWorldFixture(small(), disk)) {
      goOn(world, world::restart);
    }
  }

  @Test
  void whatIsKnownOfListsOutlivesTheProcess(@TempDir Path folder) throws SQLException {
    DiskCacheSettings disk = new DiskCacheSettings(folder, 1L << 28, "world", why -> {});
    try (GoingWorldFixture world = new GoingWorldFixture(small(), disk)) {
      String sql = "SELECT * FROM payment_intents WHERE connected_account = 'platform'";
      String explain = "EXPLAIN PLAN FOR " + sql;
      assertTrue(world.ask(explain).toString().contains("unknown"));
      world.ask(sql);
      world.pass(GoingWorldFixture.TTL + 300);
      world.restart();
      String again = world.ask(explain).toString();
      assertTrue(again.contains("calls (read 5 minutes ago)"), again);
      world.restart();
      assertEquals(again, world.ask(explain).toString());
    }
  }

  private static EmulatorOptions small() {
    return EmulatorOptions.demo().withScale(0.2).withAccounts(2);
  }

  /**
   * @param restart what happens now and then between two questions
   */
  private static void goOn(GoingWorldFixture world, Runnable restart) throws SQLException {
    Random random = new Random(SEED);
    World emulated = world.emulator.world();
    RandomChanges changes = new RandomChanges(emulated, SEED);
    int events = 0;
    for (int step = 0; step < STEPS; step++) {
      String said = "seed " + SEED + ", step " + step + ": ";
      for (int i = random.nextInt(6); i > 0; i--) {
        EventDelivery delivery =
            random.nextInt(3) == 0
                ? EventDelivery.PROMPT.delayedBy(Duration.ofSeconds(45))
                : EventDelivery.PROMPT;
        delivery = random.nextBoolean() ? delivery : delivery.inVersion(EventDelivery.OLD_VERSION);
        apply(world, changes.next(), delivery);
        world.pass(random.nextInt(3));
        if (random.nextInt(4) == 0) {
          world.ask(QUESTIONS.get(random.nextInt(QUESTIONS.size())));
        }
      }
      if (random.nextInt(4) == 0) {
        restart.run();
      }
      world.pass(random.nextInt(5) == 0 ? 90_000 : 61);
      String sql = QUESTIONS.get(random.nextInt(QUESTIONS.size()));
      world.calls();
      List<String> asked = world.ask(sql);
      events += world.calls().toString().contains("/v1/events") ? 1 : 0;
      List<String> live = world.live(sql);
      List<String> wrong = new ArrayList<>(asked);
      live.forEach(wrong::remove);
      assertEquals(live.size(), asked.size(), said + sql + " has and should not " + wrong);
      assertEquals(List.of(), wrong, said + sql);
    }
    assertTrue(events > STEPS / 20, "events were asked for " + events + " times");
  }
}
