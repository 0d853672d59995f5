package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sub-queries whose order and limit are the scan's own stand on either side of a join. */
class JoinedSubQueriesTest {
  private final InMemoryScanner scanner = new InMemoryScanner();
  private final FakeSession session = FakeSession.overTenCharges(scanner);

  @Test
  void theNewestOfOneAccountDriveAJoin() throws SQLException {
    assertEquals(
        List.of("ch_2 a2@example.com"),
        session.rows(
            "SELECT i.id, c.email FROM (SELECT * FROM charges WHERE connected_account = 'platform'"
                + " ORDER BY created DESC LIMIT 3) i JOIN customers c"
                + " ON c.connected_account = i.connected_account AND c.id = i.customer"));
    assertEquals(3, session.askedOf("charges").get(0).limit());
    assertEquals(Optional.of(Set.of("cus_2")), session.askedOf("customers").get(0).ids());
    assertEquals(2, scanner.asked().size());
  }

  @Test
  void theNewestOfOneAccountAreJoinedToAListOfAll() throws SQLException {
    assertEquals(
        List.of("platform 2"),
        session.rows(
            "SELECT x.connected_account, count(*) FROM charges x JOIN (SELECT * FROM customers"
                + " WHERE connected_account = 'platform' ORDER BY created DESC LIMIT 27) j"
                + " ON j.connected_account = x.connected_account AND j.id = x.customer"
                + " GROUP BY x.connected_account"));
    assertEquals(27, session.askedOf("customers").get(0).limit());
    assertEquals(Optional.of(Set.of("platform")), session.askedOf("charges").get(0).accounts());
  }

  @Test
  void aConstantOverAnOrderedSubQueryIsPlanned() throws SQLException {
    assertEquals(
        List.of("0 ch_0", "0 ch_1"),
        session
            .rows(
                "SELECT * FROM (SELECT 0 AS zero, id FROM (SELECT * FROM charges"
                    + " ORDER BY created DESC LIMIT 2) a) b LEFT JOIN customers c ON c.id = b.id"
                    + " ORDER BY b.id")
            .stream()
            .map(row -> row.replaceAll(" null", ""))
            .toList());
  }

  @Test
  void nullsLastOfAColumnThatIsNeverNullKeepsOrderAndLimit() throws SQLException {
    for (String order : List.of("", " NULLS LAST", " NULLS FIRST")) {
      scanner.forget();
      assertEquals(
          List.of("ch_0", "ch_1"),
          session.rows("SELECT id FROM charges ORDER BY created DESC" + order + " LIMIT 2"));
      assertEquals(2, scanner.askedOnce().limit(), order);
      assertTrue(scanner.askedOnce().newestFirst(), order);
    }
  }

  @Test
  void nullsLastKeepsTheOrderOfTheDrivingSideOfAJoin() throws SQLException {
    assertEquals(
        List.of("ch_0 null", "ch_1 null", "ch_2 a2@example.com"),
        session.rows(
            "SELECT ch.id, c.email FROM charges ch LEFT JOIN customers c ON c.id = ch.customer"
                + " AND c.connected_account = ch.connected_account"
                + " ORDER BY ch.created DESC NULLS LAST LIMIT 3"));
    assertEquals(3, session.askedOf("charges").get(0).limit());
  }

  @Test
  void nullsLastOfAColumnThatMayBeNullIsKept() throws SQLException {
    assertEquals(
        List.of("cus_3", "cus_3", "cus_2"),
        session.rows("SELECT customer FROM charges ORDER BY customer DESC NULLS LAST LIMIT 3"));
    assertEquals(
        List.of("null"),
        session.rows("SELECT customer FROM charges ORDER BY customer ASC NULLS FIRST LIMIT 1"));
    assertEquals(
        List.of("null"),
        session.rows(
            "SELECT ch.created FROM customers c LEFT JOIN charges ch ON ch.customer = c.id"
                + " AND ch.amount < 0 ORDER BY ch.created DESC NULLS LAST LIMIT 1"));
  }

  @Test
  void nullsLastInAWindowSortsAsWithout() throws SQLException {
    assertEquals(
        List.of("ch_0 1", "ch_1 2"),
        session.rows(
            "SELECT id, n FROM (SELECT id, row_number() OVER (ORDER BY created DESC NULLS LAST)"
                + " AS n FROM charges) x WHERE n < 3 ORDER BY n"));
    assertEquals(
        List.of("null 1"),
        session.rows(
            "SELECT DISTINCT customer, n FROM (SELECT customer, rank() OVER"
                + " (ORDER BY customer NULLS FIRST) AS n FROM charges) x WHERE n = 1"));
  }
}
