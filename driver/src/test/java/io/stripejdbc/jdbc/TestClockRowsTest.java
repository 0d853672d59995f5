package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.emulator.request.RecordedRequest;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.world.World;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is bound to a test clock is no row of the tables that hide it, in whatever plan. */
@Timeout(120)
class TestClockRowsTest {
  private static final String CLOCKED = "cus_clocked";
  private static final String CLOCKS = "/v1/test_helpers/test_clocks";
  private static final Map<String, String> CLOCKED_PARENTS =
      Map.of("customers", CLOCKED, "subscriptions", "sub_clocked", "quotes", "qt_clocked");

  private Emulator emulator;
  private Connection connection;
  private String plain;
  private String clock;

  @BeforeEach
  void start() throws SQLException {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.02));
    World world = emulator.world();
    clock = world.objects(World.PLATFORM, CLOCKS).get(0).get("id").asText();
    ObjectNode quote = world.objects(World.PLATFORM, "/v1/quotes").get(0);
    plain = subscription().get("customer").asText();
    add("/v1/customers", clocked("/v1/customers", CLOCKED));
    ObjectNode subscription = bound(subscription(), "sub_clocked");
    ObjectNode items = (ObjectNode) subscription.get("items");
    ObjectNode item = (ObjectNode) items.get("data").get(0);
    item.put("id", "si_clocked").put("subscription", "sub_clocked");
    items.putArray("data").add(item);
    items.put("has_more", false);
    add("/v1/subscriptions", subscription);
    add("/v1/subscription_items", item);
    add("/v1/quotes", bound(quote, "qt_clocked"));
    ObjectNode charge = world.objects(World.PLATFORM, "/v1/charges").get(0);
    add("/v1/charges", charge.put("id", "ch_clocked").put("customer", CLOCKED));
    addBelowCustomer();
    connection =
        DriverManager.getConnection(
            "jdbc:stripe:;accounts=platform;maxRequestsPerSecond=100;apiKey="
                + EmulatorOptions.DEMO_KEY
                + ";apiBase="
                + emulator.baseUri());
  }

  private ObjectNode subscription() {
    return emulator.world().objects(World.PLATFORM, "/v1/subscriptions").stream()
        .filter(each -> each.get("status").asText().equals("active"))
        .findFirst()
        .orElseThrow();
  }

  /** One of each kind that a customer owns. */
  private void addBelowCustomer() {
    World world = emulator.world();
    for (TableSpec table : BundledCatalog.instance().tables()) {
      if (table.path().startsWith("/v1/customers/{customer}/")) {
        ObjectNode like = world.objects(World.PLATFORM, table.path()).get(0);
        if (like.hasNonNull("customer")) {
          like.put("customer", CLOCKED);
        }
        world.add(World.PLATFORM, table.path(), CLOCKED, like.put("id", CLOCKED + "_child"));
      }
    }
  }

  private ObjectNode clocked(String path, String id) {
    ObjectNode like = emulator.world().objects(World.PLATFORM, path).get(0);
    return like.put("id", id).put("test_clock", clock);
  }

  private ObjectNode bound(ObjectNode like, String id) {
    return like.put("id", id).put("customer", CLOCKED).put("test_clock", clock);
  }

  private void add(String path, ObjectNode object) {
    object.set("livemode", JsonNodeFactory.instance.booleanNode(false));
    emulator.world().add(World.PLATFORM, path, object);
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    emulator.close();
  }

  private List<String> rows(String sql) throws SQLException, IOException {
    return AnsweringServer.rows(connection, sql);
  }

  @Test
  void aConditionAddsNoRowThatAFullReadHides() throws Exception {
    for (String where :
        List.of(
            "customers WHERE id = 'cus_clocked'",
            "customers WHERE id IN ('cus_clocked', '" + plain + "') AND id <> '" + plain + "'",
            "subscriptions WHERE id = 'sub_clocked'",
            "subscriptions WHERE customer = 'cus_clocked'",
            "subscriptions WHERE customer = 'cus_clocked' AND status = 'active' LIMIT 1",
            "quotes WHERE id = 'qt_clocked'",
            "quotes WHERE customer = 'cus_clocked'")) {
      assertEquals(List.of(), rows("SELECT id FROM " + where), where);
    }
    assertEquals(List.of(), rows("SELECT id FROM customers WHERE test_clock IS NOT NULL"));
  }

  @Test
  void whatACacheHasHidesTheSame() throws Exception {
    String bySub = "SELECT count(*) FROM subscriptions WHERE customer = 'cus_clocked'";
    assertEquals(List.of("0"), rows(bySub));
    rows("SELECT count(*) FROM subscriptions");
    int before = emulator.requests().size();
    assertEquals(List.of("0"), rows(bySub));
    assertEquals(before, emulator.requests().size(), "the second answer is from the cache");
    assertEquals(
        List.of(), rows("SELECT id, name FROM subscriptions s JOIN customers c USING (id)"));
  }

  @Test
  void joinsHideItByLookupAndByExpansion() throws Exception {
    String join =
        "SELECT ch.id FROM charges ch JOIN customers c ON c.connected_account ="
            + " ch.connected_account AND c.id = ch.customer WHERE ch.id = 'ch_clocked'";
    assertEquals(List.of(), rows(join));
    assertEquals(
        List.of("ch_clocked"),
        rows(
            join.replace(" JOIN", " LEFT JOIN")
                .replace("ch.id = 'ch_clocked'", "ch.customer = 'cus_clocked' AND c.id IS NULL")));
    assertEquals(
        List.of("0"),
        rows(
            "SELECT count(*) FROM charges ch JOIN customers c ON c.connected_account ="
                + " ch.connected_account AND c.id = ch.customer WHERE c.id = 'cus_clocked'"));
  }

  @Test
  void theTablesOfClocksHaveIt() throws Exception {
    assertEquals(
        List.of(CLOCKED),
        rows("SELECT id FROM test_clock_customers WHERE test_clock = '" + clock + "'"));
    assertEquals(
        List.of("sub_clocked"),
        rows("SELECT id FROM test_clock_subscriptions WHERE test_clock = '" + clock + "'"));
    assertEquals(
        List.of("qt_clocked"),
        rows("SELECT id FROM test_clock_quotes WHERE test_clock = '" + clock + "'"));
    RecordedRequest last = emulator.requests().get(emulator.requests().size() - 1);
    assertTrue(last.query().contains("test_clock"), last.toString());
  }

  /** What Stripe lists by parents alone has the parents of clocks too, named or not. */
  @Test
  void whatIsBelowItIsInAFullReadAsWell() throws Exception {
    for (String where :
        List.of(
            "subscription_items WHERE subscription = 'sub_clocked'",
            "subscription_items WHERE id = 'si_clocked'",
            "subscription_items WHERE id || '' = 'si_clocked'",
            "test_clock_subscriptions s JOIN subscription_items i ON i.subscription = s.id"
                + " AND i.connected_account = s.connected_account WHERE s.id = 'sub_clocked'")) {
      assertEquals(List.of("1"), rows("SELECT count(*) FROM " + where), where);
    }
    assertEquals(
        List.of(),
        rows(
            "SELECT s.id FROM subscriptions s JOIN subscription_items i ON i.subscription = s.id"
                + " AND i.connected_account = s.connected_account WHERE s.id = 'sub_clocked'"));
    assertEquals(List.of("ch_clocked"), rows("SELECT id FROM charges WHERE id = 'ch_clocked'"));
    assertEquals(List.of("1"), rows("SELECT count(*) FROM charges WHERE customer = 'cus_clocked'"));
  }

  /** Each row of each table that a condition on the parent or the id finds, and nothing else. */
  @Test
  void noConditionOnAParentAddsARow() throws Exception {
    int below = 0;
    for (TableSpec table : BundledCatalog.instance().tables()) {
      for (ParentSpec parent : table.parents()) {
        String clocked = CLOCKED_PARENTS.get(String.valueOf(parent.table()));
        if (clocked != null && !table.kind().equals(TableSpec.Kind.PREVIEW)) {
          String named = "%s WHERE %s = '%s'".formatted(table.name(), parent.column(), clocked);
          String read =
              "%s WHERE %s || '' = '%s'".formatted(table.name(), parent.column(), clocked);
          List<String> found = rows("SELECT count(*) FROM " + named);
          assertEquals(rows("SELECT count(*) FROM " + read), found, named);
          below += Integer.parseInt(found.get(0)) > 0 ? 1 : 0;
        }
      }
    }
    assertTrue(below >= 6, below + " tables have rows below the test clock");
  }

  @Test
  void clocksAreAskedForOnceAndEachForItsOwn() throws Exception {
    rows("SELECT count(*) FROM subscription_items");
    List<String> asked =
        emulator.requests().stream()
            .filter(request -> (request.path() + request.query()).contains("test_clock"))
            .map(request -> request.path() + " " + request.query())
            .sorted()
            .toList();
    int clocks = emulator.world().objects(World.PLATFORM, CLOCKS).size();
    assertEquals(1 + clocks, asked.size(), asked.toString());
    assertEquals("/v1/test_helpers/test_clocks limit=100", asked.get(clocks), asked.toString());
    rows("SELECT count(*) FROM subscription_items WHERE subscription = '" + plain + "'");
    int before = emulator.requests().size();
    rows("SELECT count(*) FROM subscription_items WHERE subscription = 'sub_clocked'");
    assertEquals(before + 1, emulator.requests().size(), "one that is named is one call");
  }

  /** Customers and subscriptions have the same clocks above them. */
  @Test
  void clocksOfSeveralKindsOfParentsAreOneCall() throws Exception {
    try (Connection uncached =
        DriverManager.getConnection(
            "jdbc:stripe:;accounts=platform;cache=off;apiKey="
                + EmulatorOptions.DEMO_KEY
                + ";apiBase="
                + emulator.baseUri())) {
      AnsweringServer.rows(uncached, "SELECT count(*) FROM discounts");
    }
    List<String> asked = emulator.requests().stream().map(RecordedRequest::path).toList();
    assertEquals(1, asked.stream().filter(CLOCKS::equals).count(), asked.toString());
  }

  @Test
  void whatIsBoundToNoClockIsThere() throws Exception {
    assertEquals(List.of(plain), rows("SELECT id FROM customers WHERE id = '" + plain + "'"));
    String full = rows("SELECT count(*) FROM subscriptions").get(0);
    assertEquals(
        List.of(full), rows("SELECT count(*) FROM subscriptions WHERE customer IS NOT NULL"));
  }
}
