package io.stripejdbc.query;

import static io.stripejdbc.query.FakeSession.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.scan.ScanSpec.FetchHint;
import io.stripejdbc.scan.ScanSpec.FetchHint.ListEnd;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many rows a statement reads: no more than its order and limit need. */
class RowsWantedTest {
  private static final FetchHint WHOLE = new FetchHint(-1, -1, false, true);

  private final InMemoryScanner scanner = new InMemoryScanner();
  private final FakeSession session = FakeSession.overTenCharges(scanner);

  @Test
  void limitTravelsOnlyWithExactness() throws SQLException {
    assertEquals(3, session.run("SELECT id FROM charges LIMIT 3").size());
    assertEquals(3, scanner.askedOnce().limit());
    scanner.forget();
    session.run("SELECT id FROM charges LIMIT 3 OFFSET 2");
    assertEquals(5, scanner.askedOnce().limit());
    scanner.forget();
    session.run("SELECT id FROM charges WHERE amount > 100 LIMIT 3");
    assertEquals(-1, scanner.askedOnce().limit());
    scanner.forget();
    session.run("SELECT id FROM charges WHERE status = 'succeeded' LIMIT ?", 3);
    assertEquals(3, scanner.askedOnce().limit());
  }

  /** Behind the last row that is wanted the next one that meets a condition may be pages away. */
  @Test
  void noRowIsReadBehindTheLastOne() throws SQLException {
    for (String rows : List.of("LIMIT 2", "LIMIT 1 OFFSET 1", "FETCH FIRST 2 ROWS ONLY")) {
      for (String from :
          List.of(
              "charges WHERE upper(id) LIKE 'CH%'",
              "(SELECT upper(id) AS id FROM charges) t WHERE id LIKE 'CH%'",
              "charges LEFT JOIN (VALUES (1)) AS t(x) ON amount > x",
              "charges UNION ALL SELECT id FROM customers")) {
        scanner.forget();
        String sql = "SELECT id FROM " + from + " " + rows;
        assertFalse(session.run(sql).isEmpty(), sql);
        assertEquals(2, scanner.read(), sql);
      }
    }
    scanner.forget();
    assertEquals(2, session.run("SELECT id FROM charges WHERE upper(id) > '' LIMIT ?", 2).size());
    assertEquals(2, scanner.read());
  }

  @Test
  void countsBeyondAnIntAreAllRows() throws SQLException {
    long many = 3_000_000_000L;
    assertEquals(10, session.run("SELECT id FROM charges LIMIT " + many).size());
    assertEquals(Integer.MAX_VALUE, scanner.askedOnce().limit());
    assertEquals(0, session.run("SELECT id FROM charges LIMIT 5 OFFSET " + many).size());
    assertEquals(10, session.run("SELECT id FROM charges ORDER BY amount LIMIT " + many).size());
    assertEquals(0, session.run("SELECT id FROM charges ORDER BY amount OFFSET " + many).size());
    assertEquals(10, session.run("SELECT id FROM charges LIMIT ?", many).size());
    assertEquals(0, session.run("SELECT id FROM charges OFFSET ?", many).size());
    assertEquals(
        10, session.run("SELECT id FROM charges FETCH FIRST " + many + " ROWS ONLY").size());
    assertEquals(10, session.run("SELECT id FROM charges LIMIT " + many + many).size());
  }

  @Test
  void theRowLimitOfTheStatementBoundsThePaging() throws SQLException {
    assertEquals(2, session.run("SELECT * FROM charges", new ExecutionOptions(2, 0, 0)).size());
    assertEquals(2, scanner.askedOnce().limit());
    scanner.forget();
    session.run("SELECT * FROM charges WHERE amount > 100", new ExecutionOptions(2, 0, 0));
    assertEquals(-1, scanner.askedOnce().limit());
  }

  @Test
  void newestFirstNeedsNoSortAndReadsOnlyTheLimit() throws SQLException {
    assertEquals(
        List.of(List.of("ch_0"), List.of("ch_1")),
        session.run("SELECT id FROM charges ORDER BY created DESC LIMIT 2"));
    assertTrue(scanner.askedOnce().newestFirst());
    assertEquals(2, scanner.askedOnce().limit());
    assertTrue(scanner.read() <= 3, "read " + scanner.read());
  }

  @Test
  void theNewestTimeIsReadFromAPageOfEachList() throws SQLException {
    assertEquals(
        List.of(List.of(NOW.toEpochMilli())), session.run("SELECT MAX(created) FROM charges"));
    assertEquals(new FetchHint(-1, 100, false, false), scanner.askedOnce().fetchHint());
    assertEquals(-1, scanner.askedOnce().limit());
    scanner.forget();
    session.run("SELECT MAX(created) FROM charges WHERE amount > 100");
    assertEquals(-1, scanner.askedOnce().limit());
    assertTrue(scanner.askedOnce().newestFirst());
    assertEquals(new FetchHint(-1, -1, true, false), scanner.askedOnce().fetchHint());
  }

  @Test
  void theOldestTimeIsReadFromTheOldestRowsOfEachList() throws SQLException {
    Map<String, FetchHint> hints =
        Map.of(
            "SELECT MIN(created) FROM charges",
            new FetchHint(-1, 1, false, true, ListEnd.OLDEST),
            "SELECT connected_account, MIN(created) FROM charges GROUP BY connected_account",
            new FetchHint(-1, 1, false, true, ListEnd.OLDEST),
            "SELECT MIN(created), MAX(created), MIN(connected_account) FROM charges",
            new FetchHint(-1, 1, false, true, ListEnd.BOTH),
            "SELECT id FROM charges ORDER BY created, id LIMIT 3 OFFSET 2",
            new FetchHint(-1, 5, false, true, ListEnd.OLDEST_AND_TIES),
            "SELECT DISTINCT connected_account FROM charges",
            new FetchHint(-1, 1, false, false),
            "SELECT COUNT(DISTINCT connected_account) FROM charges",
            new FetchHint(-1, 1, false, false));
    for (Map.Entry<String, FetchHint> each : hints.entrySet()) {
      scanner.forget();
      session.run(each.getKey());
      assertEquals(each.getValue(), scanner.askedOnce().fetchHint(), each.getKey());
    }
  }

  @Test
  void whatTheEndsOfListsDoNotSettleReadsAllOfThem() throws SQLException {
    for (String other :
        List.of(
            "SELECT MIN(created) FROM charges WHERE amount > 100",
            "SELECT MIN(created), COUNT(*) FROM charges",
            "SELECT MIN(created) FILTER (WHERE amount > 100) FROM charges",
            "SELECT MIN(created), MIN(amount) FROM charges",
            "SELECT currency, MIN(created) FROM charges GROUP BY currency",
            "SELECT id FROM charges ORDER BY created LIMIT 2000",
            "SELECT id FROM charges WHERE amount > 100 ORDER BY created LIMIT 3",
            "SELECT DISTINCT connected_account, currency FROM charges")) {
      scanner.forget();
      session.run(other);
      assertEquals(WHOLE, scanner.askedOnce().fetchHint(), other);
    }
  }

  @Test
  void theNewestTimeOfEachAccountIsReadFromOnePageOfEach() throws SQLException {
    assertEquals(
        2,
        session
            .run("SELECT connected_account, MAX(created) FROM charges GROUP BY connected_account")
            .size());
    assertEquals(new FetchHint(-1, 100, false, false), scanner.askedOnce().fetchHint());
    assertEquals(-1, scanner.askedOnce().limit());
    for (String other :
        List.of(
            "SELECT currency, MAX(created) FROM charges GROUP BY currency",
            "SELECT connected_account, MAX(created) FROM charges WHERE amount > 100"
                + " GROUP BY connected_account",
            "SELECT connected_account, MAX(amount) FROM charges GROUP BY connected_account")) {
      scanner.forget();
      session.run(other);
      assertEquals(WHOLE, scanner.askedOnce().fetchHint(), other);
    }
  }

  @Test
  void aReaderWhoMayStopAtAnyRowIsTold() throws SQLException {
    for (String few :
        List.of(
            "SELECT id FROM charges WHERE amount > 100 LIMIT 2",
            "SELECT amount + 1 FROM charges WHERE amount + 1 > 100 LIMIT 2 OFFSET 1",
            "SELECT id FROM charges WHERE amount > 100 ORDER BY created DESC LIMIT 2")) {
      scanner.forget();
      session.run(few);
      assertEquals(new FetchHint(-1, -1, true, false), scanner.askedOnce().fetchHint(), few);
      assertEquals(-1, scanner.askedOnce().limit(), few);
    }
    for (String all :
        List.of("SELECT id FROM charges WHERE amount > 100", "SELECT id FROM charges LIMIT 2")) {
      scanner.forget();
      session.run(all);
      assertEquals(FetchHint.EVERYTHING, scanner.askedOnce().fetchHint(), all);
    }
  }

  @Test
  void aScanWhoseRowsAreAllTakenBeforeAnythingElseIsTold() throws SQLException {
    for (String whole :
        List.of(
            "SELECT id FROM charges WHERE amount > 100 ORDER BY amount LIMIT 2",
            "SELECT COUNT(*) FROM charges WHERE amount > 100 LIMIT 2",
            "SELECT currency, SUM(amount) FROM charges WHERE amount > 1 GROUP BY currency LIMIT 1",
            "SELECT * FROM (SELECT DISTINCT currency FROM charges) LIMIT 1")) {
      scanner.forget();
      session.run(whole);
      assertEquals(WHOLE, scanner.askedOnce().fetchHint(), whole);
    }
    for (String perhaps :
        List.of(
            "SELECT c.id FROM charges c JOIN customers u ON u.email = c.status LIMIT 1",
            "SELECT COUNT(*) FROM (SELECT id FROM charges WHERE amount > 100 LIMIT 2)")) {
      scanner.forget();
      session.run(perhaps);
      assertTrue(
          scanner.asked().stream().noneMatch(spec -> spec.fetchHint().whole()),
          perhaps + scanner.asked());
    }
  }

  @Test
  void aSecondKeyOfOrderSettlesTiesAndEndsTheReading() throws SQLException {
    for (int i = 0; i < 5; i++) {
      scanner.add(
          "charges",
          "platform",
          "tie_" + (i * 3 + 1) % 5,
          NOW.minusSeconds(3).toEpochMilli(),
          100L + i % 2,
          "usd",
          null,
          true,
          "succeeded",
          null);
    }
    assertEquals(
        List.of(List.of("ch_0"), List.of("tie_0"), List.of("tie_1")),
        session.run("SELECT id FROM charges ORDER BY created DESC, id LIMIT 3"));
    assertTrue(scanner.askedOnce().newestFirst());
    assertEquals(new FetchHint(3, -1, false, false), scanner.askedOnce().fetchHint());
    assertTrue(scanner.read() <= 7, "read " + scanner.read());
    assertEquals(
        List.of(List.of("tie_3"), List.of("tie_2"), List.of("tie_1")),
        session.run(
            "SELECT id FROM charges ORDER BY created DESC, amount, id DESC LIMIT 3 OFFSET 1"));
    assertEquals(
        List.of(List.of("tie_4"), List.of("tie_0")),
        session.run(
            "SELECT id FROM charges WHERE id LIKE 'tie%'"
                + " ORDER BY created DESC, rate NULLS LAST, amount DESC, id DESC LIMIT 2"));
  }

  @Test
  void oneRowSettlesAnExistsAndTwoAScalar() throws SQLException {
    String exists = "EXISTS (SELECT 1 FROM charges WHERE status = 'failed')";
    assertEquals(3, session.run("SELECT id FROM customers WHERE " + exists).size());
    assertEquals(1, limitOf("charges"));
    scanner.forget();
    assertEquals(0, session.run("SELECT id FROM customers WHERE NOT " + exists).size());
    assertEquals(1, limitOf("charges"));
    scanner.forget();
    session.run("SELECT (SELECT amount FROM charges WHERE customer = 'cus_none')");
    assertEquals(2, limitOf("charges"));
    scanner.forget();
    assertEquals("21000", session.state("SELECT (SELECT amount FROM charges)"));
  }

  private long limitOf(String table) {
    return scanner.asked().stream()
        .filter(spec -> spec.table().name().equals(table))
        .findFirst()
        .orElseThrow()
        .limit();
  }

  @Test
  void oldestFirstIsSortedHere() throws SQLException {
    assertEquals(
        List.of(List.of("ch_9"), List.of("ch_8")),
        session.run("SELECT id FROM charges ORDER BY created LIMIT 2"));
    assertFalse(scanner.askedOnce().newestFirst());
    assertEquals(-1, scanner.askedOnce().limit());
  }
}
