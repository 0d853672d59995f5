package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.scan.ScanSpec;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of a statement reaches the scan, and that the rows are the same as SQL promises. */
class PushdownTest {
  private final InMemoryScanner scanner = new InMemoryScanner();
  private final FakeSession session = FakeSession.overTenCharges(scanner);

  private static List<String> names(ScanSpec spec) {
    return spec.columns().stream().map(ColumnSpec::name).toList();
  }

  @Test
  void onlyNamedColumnsAreRead() throws SQLException {
    assertEquals(10, session.run("SELECT id, amount FROM charges").size());
    assertEquals(List.of("id", "amount"), names(scanner.askedOnce()));
  }

  @Test
  void aPushedConditionLeavesItsColumnUnread() throws SQLException {
    assertEquals(
        List.of(List.of("ch_5")), session.run("SELECT id FROM charges WHERE status = 'failed'"));
    assertEquals(List.of("id"), names(scanner.askedOnce()));
    assertEquals(1, scanner.askedOnce().equals().size());
  }

  @Test
  void anUnknownEnumerationValueStaysInTheDriver() throws SQLException {
    assertEquals(List.of(), session.run("SELECT id FROM charges WHERE status = 'refused'"));
    assertTrue(scanner.askedOnce().equals().isEmpty());
    scanner.forget();
    assertEquals(List.of(), session.run("SELECT id FROM charges WHERE status = ?", "refused"));
    assertTrue(scanner.askedOnce().equals().isEmpty());
    scanner.forget();
    assertEquals(1, session.run("SELECT id FROM charges WHERE status = ?", "failed").size());
    assertFalse(scanner.askedOnce().equals().isEmpty());
  }

  @Test
  void accountsAreChosenByEqualityAndIn() throws SQLException {
    assertEquals(
        5, session.run("SELECT id FROM charges WHERE connected_account = 'acct_1'").size());
    assertEquals(Optional.of(Set.of("acct_1")), scanner.askedOnce().accounts());
    scanner.forget();
    session.run("SELECT id FROM charges WHERE connected_account IN ('acct_1', 'acct_2')");
    assertEquals(Optional.of(Set.of("acct_1", "acct_2")), scanner.askedOnce().accounts());
  }

  @Test
  void accountsThatAreLeftOutAreNotAsked() throws SQLException {
    for (String condition :
        List.of(
            "connected_account <> 'platform'",
            "'platform' <> connected_account",
            "NOT connected_account = 'platform'",
            "connected_account NOT IN ('platform')")) {
      List<List<Object>> rows = session.run("SELECT id FROM charges WHERE " + condition);
      assertEquals(
          session.run("SELECT id FROM charges WHERE connected_account IN ('acct_1', 'acct_2')"),
          rows,
          condition);
      assertEquals(Set.of("platform"), scanner.asked().get(0).conditions().withoutAccounts());
      scanner.forget();
    }
    session.run(
        "SELECT id FROM charges WHERE connected_account NOT IN ('platform', 'acct_1')"
            + " AND connected_account <> ? ORDER BY created DESC LIMIT 3",
        "acct_7");
    assertEquals(
        Set.of("platform", "acct_1", "acct_7"), scanner.askedOnce().conditions().withoutAccounts());
    assertEquals(3, scanner.askedOnce().limit());
    scanner.forget();
    session.run("SELECT id FROM charges WHERE connected_account <> 'platform' OR amount > 1");
    assertEquals(Set.of(), scanner.askedOnce().conditions().withoutAccounts());
    scanner.forget();
    assertEquals(
        List.of(),
        session.run("SELECT id FROM charges WHERE connected_account <> ?", new Object[] {null}));
    assertEquals(List.of(), scanner.asked());
  }

  @Test
  void idsAreLookedUpAndOtherConditionsStay() throws SQLException {
    assertEquals(
        List.of(List.of("ch_5")),
        session.run("SELECT id FROM charges WHERE id IN ('ch_5', 'ch_6') AND status = 'failed'"));
    assertEquals(Optional.of(Set.of("ch_5", "ch_6")), scanner.askedOnce().ids());
    assertTrue(scanner.askedOnce().equals().isEmpty());
  }

  @Test
  void contradictoryBoundsAndNullAskNothing() throws SQLException {
    assertEquals(List.of(), session.run("SELECT id FROM charges WHERE 1 = 0"));
    assertEquals(
        List.of(),
        session.run(
            "SELECT id FROM charges WHERE created > '2026-11-20 00:00:00'"
                + " AND created < '2026-11-19 00:00:00'"));
    assertEquals(
        List.of(), session.run("SELECT id FROM charges WHERE customer = ?", (Object) null));
    assertEquals(List.of(), session.run("SELECT id FROM charges LIMIT 0"));
    assertEquals(List.of(), scanner.asked());
  }

  @Test
  void aCountReadsNoColumn() throws SQLException {
    assertEquals(List.of(List.of(10L)), session.run("SELECT COUNT(*) FROM charges"));
    assertEquals(List.of("connected_account"), names(scanner.askedOnce()));
    scanner.forget();
    assertEquals(
        List.of(List.of(9L, 9L)),
        session.run("SELECT COUNT(*), COUNT(id) FROM charges WHERE status = 'succeeded'"));
    assertEquals(List.of("connected_account"), names(scanner.askedOnce()));
  }

  @Test
  void noSideOfAJoinIsReadTwiceOrForNothing() throws SQLException {
    assertEquals(
        30, session.run("SELECT ch.id FROM charges ch, customers c WHERE c.email > 'a'").size());
    assertEquals(2, scanner.asked().size());
    scanner.forget();
    assertEquals(
        List.of(),
        session.run(
            "SELECT id FROM charges WHERE EXISTS (SELECT 1 FROM customers WHERE email LIKE 'z%')"));
    assertEquals(0, scanner.readOf("charges"));
    scanner.forget();
    assertEquals(
        List.of(),
        session.run(
            "SELECT ch.id FROM charges ch JOIN customers c ON c.email = ch.currency"
                + " WHERE c.email LIKE 'z%'"));
    assertEquals(0, scanner.readOf("charges"));
  }

  @Test
  void joinsAndAggregatesAreExact() throws SQLException {
    List<List<@Nullable Object>> rows =
        session.run(
            "SELECT c.email, COUNT(*) AS n, SUM(ch.amount) AS total, AVG(ch.amount) AS mean"
                + " FROM charges ch JOIN customers c ON ch.customer = c.id"
                + " GROUP BY c.email ORDER BY 1;");
    assertEquals(List.of("a1@example.com", 3L, 1500L, new BigDecimal("500")), rows.get(0));
    assertEquals(3, rows.size());
  }

  @Test
  void systemTablesAnswerWithoutAsking() throws SQLException {
    assertEquals(
        List.of(List.of("charges", true), List.of("customers", true)),
        session.run(
            "SELECT table_name, created_filter FROM system.tables"
                + " WHERE table_schema = 'stripe' ORDER BY table_name"));
    assertEquals(
        List.of(List.of("created")),
        session.run(
            "SELECT column_name FROM system.columns WHERE pushdown LIKE '%>=%' AND table_name = 'charges'"));
    assertEquals(List.of(), scanner.asked());
  }

  @Test
  void faultsOfTheTextNameWhatIsWrong() {
    assertEquals("42601", session.state("SELEC 1"));
    assertEquals("42S02", session.state("SELECT * FROM chargez"));
    assertEquals("42S22", session.state("SELECT amont FROM charges"));
    assertEquals("22012", session.state("SELECT 1/0"));
    assertEquals("25006", session.state("DELETE FROM charges"));
  }
}
