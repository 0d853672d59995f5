package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages bring the rows of a join along where references can be expanded. */
class ExpandJoinTest {
  private static final String BY_CUSTOMER =
      " customers c ON c.connected_account = ch.connected_account AND c.id = ch.customer";

  private final InMemoryScanner scanner = new InMemoryScanner(true);
  private final FakeSession session = new FakeSession(scanner);

  @BeforeEach
  void fill() {
    charge(1, "platform", "cus_1");
    charge(2, "platform", "cus_2");
    charge(3, "platform", null);
    charge(4, "acct_1", "cus_1");
    customer("platform", "cus_1", 5);
    customer("platform", "cus_2", 10);
  }

  private void charge(int number, String account, @Nullable String customer) {
    scanner.add(
        "charges",
        account,
        "ch_" + number,
        FakeSession.NOW.minusSeconds(number).toEpochMilli(),
        10L * number,
        "usd",
        customer,
        true,
        "succeeded",
        BigDecimal.ONE);
  }

  private void customer(String account, String id, int secondsAgo) {
    long created = FakeSession.NOW.minusSeconds(secondsAgo).toEpochMilli();
    scanner.add("customers", account, id, created, id + "@" + account);
  }

  @Test
  void expandedObjectsNeedNoCall() throws SQLException {
    customer("acct_1", "cus_1", 5);
    assertEquals(
        List.of("ch_1 cus_1@platform", "ch_2 cus_2@platform", "ch_3 null", "ch_4 cus_1@acct_1"),
        session.rows(
            "SELECT ch.id, c.email FROM charges ch LEFT JOIN"
                + BY_CUSTOMER
                + " ORDER BY ch.created DESC"));
    assertEquals(List.of(), session.askedOf("customers"));
    List<ColumnSpec> carried =
        session.askedOf("charges").get(0).columns().stream()
            .filter(column -> column.role() == Role.EXPANDED)
            .toList();
    assertEquals(
        List.of("customer.object", "customer.deleted", "customer.id", "customer.email"),
        carried.stream().map(ColumnSpec::name).toList());
    assertEquals(Set.of("customer"), Set.copyOf(carried.stream().map(ColumnSpec::expand).toList()));
  }

  @Test
  void aDeletedObjectIsNoRowAsALookupSays() throws SQLException {
    customer("acct_1", "cus_1", 5);
    scanner.delete("cus_2");
    assertEquals(
        List.of("ch_1 cus_1@platform", "ch_4 cus_1@acct_1"),
        session.rows("SELECT ch.id, c.email FROM charges ch JOIN" + BY_CUSTOMER));
    assertEquals(
        List.of("ch_2", "ch_3"),
        session.rows(
            "SELECT ch.id FROM charges ch LEFT JOIN" + BY_CUSTOMER + " WHERE c.id IS NULL"));
    assertEquals(List.of(), session.askedOf("customers"));
  }

  @Test
  void whatWasNotExpandedIsLookedUp() throws SQLException {
    scanner.expands = false;
    assertEquals(
        List.of("ch_1 cus_1@platform", "ch_2 cus_2@platform"),
        session.rows("SELECT ch.id, c.email FROM charges ch JOIN" + BY_CUSTOMER));
    assertEquals(Optional.of(Set.of("cus_1", "cus_2")), session.askedOf("customers").get(0).ids());
  }

  @Test
  void onlyTheReferenceThatWasNotExpandedIsLookedUp() throws SQLException {
    assertEquals(
        List.of("ch_1", "ch_2"), session.rows("SELECT ch.id FROM charges ch JOIN" + BY_CUSTOMER));
    assertEquals(1, session.askedOf("customers").size());
    assertEquals(Optional.of(Set.of("acct_1")), session.askedOf("customers").get(0).accounts());
  }

  @Test
  void conditionsOnTheOtherSideHold() throws SQLException {
    assertEquals(
        List.of("ch_1"),
        session.rows(
            "SELECT ch.id FROM charges ch JOIN"
                + BY_CUSTOMER
                + " AND c.created > TIMESTAMP '2026-11-21 11:59:52' AND c.email LIKE 'cus%'"
                + " WHERE ch.id IN ('ch_1', 'ch_2')"));
    assertEquals(List.of(), session.askedOf("customers"));
    assertEquals(
        List.of("ch_1 cus_1", "ch_2 null"),
        session.rows(
            "SELECT ch.id, c.id FROM charges ch LEFT JOIN"
                + BY_CUSTOMER
                + " AND c.created > TIMESTAMP '2026-11-21 11:59:52'"
                + " WHERE ch.id IN ('ch_1', 'ch_2')"));
  }

  @Test
  void aJoinThatDoesNotCompareAccountsAsksEveryAccount() throws SQLException {
    assertEquals(
        List.of("ch_1", "ch_2", "ch_4"),
        session.rows("SELECT ch.id FROM charges ch JOIN customers c ON c.id = ch.customer"));
    assertEquals(1, session.askedOf("customers").size());
  }

  @Test
  void whatComesAgainInALaterBatchNeedsNoCallEither() throws SQLException {
    for (int i = 5; i < 1500; i++) {
      charge(i, "platform", "cus_" + i % 7);
    }
    for (int i = 3; i < 7; i++) {
      customer("platform", "cus_" + i, 20);
    }
    customer("platform", "cus_0", 20);
    for (String order : List.of("", " ORDER BY ch.amount DESC", " ORDER BY c.email, ch.id")) {
      scanner.forget();
      assertEquals(
          1497,
          session
              .rows(
                  "SELECT ch.id, c.email FROM charges ch JOIN"
                      + BY_CUSTOMER
                      + " WHERE ch.connected_account = 'platform'"
                      + order)
              .size());
      assertEquals(List.of(), session.askedOf("customers"));
    }
  }

  @Test
  void groupsBringAlongToo() throws SQLException {
    assertEquals(
        List.of("cus_1@platform 10", "cus_2@platform 20"),
        session.rows(
            "SELECT c.email, ch.total FROM (SELECT connected_account, customer, SUM(amount) AS total"
                + " FROM charges WHERE connected_account = 'platform'"
                + " GROUP BY connected_account, customer) ch JOIN"
                + BY_CUSTOMER
                + " ORDER BY 1"));
    assertEquals(List.of(), session.askedOf("customers"));
  }
}
