package io.stripejdbc.query;

import static io.stripejdbc.query.FakeSession.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.scan.ScanSpec;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Joins ask for the other side by key, or read it, whichever costs less. */
class LookupJoinTest {
  private final InMemoryScanner scanner = new InMemoryScanner();
  private final FakeSession session = new FakeSession(scanner);

  private void charge(int number, String account, @Nullable String customer) {
    scanner.add(
        "charges",
        account,
        "ch_" + number,
        NOW.minusSeconds(number).toEpochMilli(),
        10L * number,
        "usd",
        customer,
        true,
        "succeeded",
        BigDecimal.ONE);
  }

  private void customer(String account, String id) {
    scanner.add("customers", account, id, NOW.toEpochMilli(), id + "@example.com");
  }

  @Test
  void eachDistinctKeyIsLookedUpOnce() throws SQLException {
    charge(1, "platform", "cus_1");
    charge(2, "platform", "cus_2");
    charge(3, "platform", "cus_1");
    charge(4, "platform", null);
    customer("platform", "cus_1");
    customer("acct_9", "cus_2");
    assertEquals(
        List.of(
            java.util.Arrays.asList("ch_1", "cus_1@example.com"),
            java.util.Arrays.asList("ch_2", null),
            java.util.Arrays.asList("ch_3", "cus_1@example.com"),
            java.util.Arrays.asList("ch_4", null)),
        session.run(
            "SELECT ch.id, c.email FROM charges ch LEFT JOIN customers c"
                + " ON c.connected_account = ch.connected_account AND c.id = ch.customer"));
    ScanSpec lookup = session.askedOf("customers").get(0);
    assertEquals(Optional.of(Set.of("cus_1", "cus_2")), lookup.ids());
    assertEquals(Optional.of(Set.of("platform")), lookup.accounts());
    assertEquals(1, session.askedOf("customers").size());
  }

  @Test
  void aKeyThatIsNullMeetsNullWhereTheJoinTakesThemForEqual() throws SQLException {
    charge(1, "platform", "cus_1");
    charge(2, "platform", null);
    assertEquals(
        List.of(List.of("1", "ch_2"), List.of("2", "ch_1")),
        session.run(
            "SELECT CAST(v.k AS VARCHAR), ch.id FROM (VALUES (1, NULL), (2, 'cus_1')) AS v (k, c)"
                + " JOIN charges ch ON v.c IS NOT DISTINCT FROM ch.customer ORDER BY v.k"));
  }

  @Test
  void decimalsOfAllDigitsAreComparedWithoutRounding() throws SQLException {
    assertEquals(
        List.of(List.of(true, false, false, false)),
        session.run(
            "SELECT x > 0.995, x = 0.996, x >= 1.004, x < (SELECT CAST(0.9999 AS DECIMAL(38, 18)))"
                + " FROM (SELECT CAST(COUNT(*) AS DECIMAL(38, 2)) AS x FROM (VALUES (1)) v (a)) t"));
  }

  @Test
  void manyKeysReadTheOtherSideWhenItIsShort() throws SQLException {
    for (int i = 0; i < 50; i++) {
      charge(i, "platform", "cus_" + i);
      customer("platform", "cus_" + i);
    }
    assertEquals(
        50,
        session
            .run(
                "SELECT ch.id, c.email FROM charges ch JOIN customers c"
                    + " USING (connected_account) WHERE c.id = ch.customer")
            .size());
    assertEquals(1, session.askedOf("customers").size());
    assertEquals(Optional.empty(), session.askedOf("customers").get(0).ids());
  }

  @Test
  void manyKeysAreLookedUpWhenTheOtherSideIsLong() throws SQLException {
    for (int i = 0; i < 20; i++) {
      charge(i, "platform", "cus_" + i);
    }
    for (int i = 3000; i-- > 0; ) {
      customer("platform", "cus_" + i);
    }
    assertEquals(
        20,
        session
            .run(
                "SELECT ch.id, c.email FROM charges ch JOIN customers c"
                    + " ON c.connected_account = ch.connected_account AND c.id = ch.customer")
            .size());
    assertEquals(2, session.askedOf("customers").size());
    assertEquals(1000, session.askedOf("customers").get(0).limit());
    assertEquals(20, session.askedOf("customers").get(1).ids().orElseThrow().size());
  }

  @Test
  void theSmallerSideDrivesAnInnerJoin() throws SQLException {
    for (int i = 0; i < 5; i++) {
      charge(i, "platform", "cus_" + i);
      customer("platform", "cus_" + i);
    }
    assertEquals(
        List.of(List.of("ch_3", "cus_3@example.com")),
        session.run(
            "SELECT ch.id, c.email FROM charges ch JOIN customers c"
                + " ON c.connected_account = ch.connected_account AND c.id = ch.customer"
                + " WHERE c.id = 'cus_3'"));
    ScanSpec charges = session.askedOf("charges").get(0);
    assertEquals(List.of(Set.of("cus_3")), List.copyOf(charges.equals().values()));
  }

  @Test
  void aLimitTakesNoMoreDrivingRowsThanItNeeds() throws SQLException {
    for (int i = 0; i < 500; i++) {
      charge(i, "platform", "cus_" + i);
      customer("platform", "cus_" + i);
    }
    assertEquals(
        3,
        session
            .run(
                "SELECT ch.id, c.email FROM charges ch LEFT JOIN customers c"
                    + " ON c.connected_account = ch.connected_account AND c.id = ch.customer"
                    + " ORDER BY ch.created DESC LIMIT 3")
            .size());
    assertEquals(3, session.askedOf("customers").get(0).ids().orElseThrow().size());
    assertEquals(3, session.askedOf("charges").get(0).limit());
    assertTrue(session.askedOf("charges").get(0).newestFirst());
  }

  @Test
  void accountsAreLookedUpSideBySide() throws SQLException {
    for (int i = 0; i < 20; i++) {
      charge(i, "acct_" + i, "cus_1");
      customer("acct_" + i, "cus_1");
    }
    assertEquals(
        20,
        session
            .run(
                "SELECT ch.id, c.email FROM charges ch JOIN customers c"
                    + " ON c.connected_account = ch.connected_account AND c.id = ch.customer")
            .size());
    assertEquals(20, session.askedOf("customers").size());
    assertEquals(
        java.util.Collections.nCopies(20, "begin customers"),
        scanner.events("customers").subList(0, 20));
  }

  @Test
  void aKeyWithoutItsAccountCostsACallOfEachAccount() throws SQLException {
    for (int i = 0; i < 4; i++) {
      charge(i, "platform", "cus_" + i);
      customer("platform", "cus_" + i);
    }
    String sql =
        "SELECT ch.id FROM charges ch JOIN customers c ON c.id = ch.customer"
            + " WHERE ch.connected_account = 'platform'";
    scanner.accounts = 3;
    assertEquals(4, session.run(sql).size());
    assertEquals(Optional.empty(), session.askedOf("customers").get(0).ids());
    scanner.forget();
    assertEquals(4, session.run(sql + " AND c.connected_account = 'platform'").size());
    assertEquals(4, session.askedOf("customers").get(0).ids().orElseThrow().size());
  }

  @Test
  void anExistsLooksUpTheKeysOfTheRowsAtHand() throws SQLException {
    charge(1, "platform", "cus_1");
    charge(2, "platform", "cus_2");
    charge(3, "platform", "cus_1");
    customer("platform", "cus_1");
    for (String account : List.of("", " AND ch.connected_account = 'platform'")) {
      scanner.forget();
      String exists =
          "EXISTS (SELECT 1 FROM customers c WHERE c.connected_account = ch.connected_account"
              + " AND c.id = ch.customer AND c.email LIKE 'cus%')";
      String both = " ch.id IN ('ch_1', 'ch_2') AND ";
      assertEquals(
          List.of(List.of("ch_1")),
          session.run("SELECT ch.id FROM charges ch WHERE" + both + exists + account));
      assertEquals(
          List.of(List.of("ch_2")),
          session.run("SELECT ch.id FROM charges ch WHERE" + both + "NOT " + exists + account));
      assertEquals(2, session.askedOf("customers").size());
      session
          .askedOf("customers")
          .forEach(asked -> assertEquals(Optional.of(Set.of("cus_1", "cus_2")), asked.ids()));
    }
  }

  @Test
  void aGroupIsComputedOfTheKeysAskedFor() throws SQLException {
    for (int i = 0; i < 3; i++) {
      charge(i, "platform", "cus_" + i);
      charge(i + 10, "platform", "cus_" + i);
      customer("platform", "cus_" + i);
    }
    assertEquals(
        List.of(List.of("cus_1", 2L)),
        session.run(
            "SELECT c.id, t.n FROM customers c JOIN (SELECT connected_account, customer,"
                + " COUNT(*) AS n FROM charges GROUP BY connected_account, customer) t"
                + " ON t.connected_account = c.connected_account AND t.customer = c.id"
                + " WHERE c.id IN ('cus_1')"));
    assertEquals(
        List.of(Set.of("cus_1")), List.copyOf(session.askedOf("charges").get(0).equals().values()));
  }

  @Test
  void aCountForEachRowIsNoneWhereItsKeyIsNull() throws SQLException {
    charge(1, "platform", "cus_1");
    charge(2, "platform", null);
    charge(3, "platform", "cus_1");
    charge(4, "platform", null);
    customer("platform", "cus_1");
    String others = "SELECT ch.id, (SELECT COUNT(*) FROM charges x WHERE x.customer ";
    for (String from :
        List.of(
            ") FROM charges ch ORDER BY ch.created DESC",
            ") FROM (SELECT * FROM charges) ch LEFT JOIN customers c ON c.id = ch.id"
                + " ORDER BY ch.created DESC")) {
      assertEquals(
          List.of("ch_1 2", "ch_2 0", "ch_3 2", "ch_4 0"),
          session.rows(others + "= ch.customer" + from));
      assertEquals(
          List.of("ch_1 2", "ch_2 2", "ch_3 2", "ch_4 2"),
          session.rows(others + "IS NOT DISTINCT FROM ch.customer" + from));
    }
    assertEquals(
        List.of("ch_1 1", "ch_2 0", "ch_3 1", "ch_4 0"),
        session.rows(
            "SELECT ch.id, x.n FROM charges ch JOIN LATERAL (SELECT COUNT(*) AS n FROM customers c"
                + " WHERE c.id = ch.customer) x ON TRUE ORDER BY ch.created DESC"));
  }

  @Test
  void lookupsOfAFewKeysAtATimeBecomeTheList() throws SQLException {
    for (int i = 0; i < 60; i++) {
      customer("platform", "cus_" + i);
    }
    charge(1, "platform", null);
    assertEquals(
        List.of(),
        session.run(
            "SELECT c.id FROM customers c JOIN charges ch"
                + " ON ch.connected_account = c.connected_account AND ch.customer = c.id"
                + " WHERE c.connected_account = 'platform' ORDER BY c.created DESC LIMIT 3"));
    assertEquals(
        List.of(3, 3, 3, 0),
        session.askedOf("charges").stream()
            .map(asked -> asked.equals().values().stream().mapToInt(Set::size).sum())
            .toList());
  }

  @Test
  void aParameterLimitsWhatTheResultIsMadeOf() throws SQLException {
    for (int i = 0; i < 30; i++) {
      customer("platform", "cus_" + (10 + i));
      charge(i, "platform", "cus_" + (10 + i));
    }
    String union =
        "SELECT id FROM (SELECT id, created FROM charges WHERE connected_account = 'platform'"
            + " UNION ALL SELECT id, created FROM customers WHERE connected_account = 'platform') u"
            + " ORDER BY created DESC, id ";
    String join =
        "SELECT c.id, ch.amount FROM customers c LEFT JOIN charges ch"
            + " ON ch.connected_account = c.connected_account AND ch.customer = c.id"
            + " WHERE c.connected_account = 'platform' ORDER BY c.%s, c.id ";
    for (String sql : List.of(union, join.formatted("created DESC"), join.formatted("email"))) {
      List<String> expected = session.rows(sql).subList(0, 4);
      assertEquals(expected, session.rows(sql + "LIMIT ?", 4), sql);
      assertEquals(expected.subList(1, 4), session.rows(sql + "LIMIT ? OFFSET 1", 3), sql);
      assertEquals(expected.subList(1, 4), session.rows(sql + "LIMIT 3 OFFSET 1"), sql);
    }
    scanner.forget();
    session.rows(join.formatted("email") + "LIMIT ?", 4);
    assertEquals(4, session.askedOf("charges").get(0).equals().values().iterator().next().size());
    scanner.forget();
    session.rows(union + "LIMIT ?", 4);
    List<Long> wanted = scanner.asked().stream().map(asked -> asked.fetchHint().first()).toList();
    assertEquals(List.of(4L, 4L), wanted);
  }

  @Test
  void aSubQueryChoosesTheAccounts() throws SQLException {
    charge(1, "platform", "cus_1");
    charge(2, "acct_1", "cus_1");
    customer("acct_1", "cus_1");
    assertEquals(
        List.of(List.of("ch_2")),
        session.run(
            "SELECT id FROM charges WHERE connected_account IN"
                + " (SELECT connected_account FROM customers WHERE email = 'cus_1@example.com')"));
    assertEquals(Optional.of(Set.of("acct_1")), session.askedOf("charges").get(0).accounts());
  }

  @Test
  void aJoinOnAKeyThatIsNullHasNoRows() throws SQLException {
    charge(1, "platform", null);
    customer("platform", "cus_1");
    assertEquals(
        List.of(),
        session.run(
            "SELECT ch.id, c.id FROM charges ch JOIN customers c"
                + " ON c.connected_account = ch.connected_account AND c.id = ch.customer"
                + " WHERE ch.customer IS NULL"));
  }
}
