package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The values of one row, of a sub-query or a WITH, are bounds for Stripe like any other values. */
class SingleRowCallsTest {
  private static final ReportFixture REPORTS =
      new ReportFixture(EmulatorOptions.demo().withScale(0.3).withAccounts(1));

  private static final String CHARGES =
      "SELECT id FROM charges WHERE connected_account = 'platform' AND ";
  private static final String NEWEST =
      "(SELECT MAX(created) FROM charges WHERE connected_account = 'platform')";

  @AfterAll
  static void close() {
    REPORTS.close();
  }

  private static String bounds(List<String> calls) {
    return calls.get(0).replaceFirst(".*limit=[0-9]+", "");
  }

  @Test
  void aRowOfConstantsIsPutInThePlaceOfItsJoin() throws SQLException {
    String month =
        bounds(REPORTS.callsOf(CHARGES + "created >= date_trunc('month', now()) ORDER BY id"));
    for (String sql :
        List.of(
            CHARGES + "created >= (SELECT date_trunc('month', now())) ORDER BY id",
            "WITH p AS (SELECT date_trunc('month', now()) AS m) SELECT id FROM charges, p"
                + " WHERE connected_account = 'platform' AND created >= p.m ORDER BY id",
            "WITH p AS (SELECT date_trunc('month', now()) AS m, 'platform' AS a) SELECT id, p.m"
                + " FROM p CROSS JOIN charges WHERE connected_account = p.a AND p.m <= created"
                + " ORDER BY id",
            "SELECT id, p.m FROM charges JOIN (SELECT date_trunc('month', now()) AS m) p"
                + " ON created >= p.m WHERE connected_account = 'platform' ORDER BY id")) {
      List<String> calls = REPORTS.callsOf(sql);
      assertEquals(1, calls.size(), calls::toString);
      assertEquals(month, bounds(calls), sql);
    }
    assertEquals(
        1,
        REPORTS
            .callsOf(
                CHARGES
                    + "created BETWEEN (SELECT TIMESTAMP '2026-10-01 00:00:00')"
                    + " AND (SELECT TIMESTAMP '2026-10-08 00:00:00') ORDER BY id")
            .size());
    assertEquals(
        List.of(),
        REPORTS.callsOf(CHARGES + "created >= (SELECT CAST(NULL AS TIMESTAMP)) ORDER BY id"));
  }

  @Test
  void aRowThatIsReadFirstBoundsWhatIsReadThen() throws SQLException {
    for (String sql :
        List.of(
            CHARGES + "created >= " + NEWEST + " - INTERVAL '7' DAY ORDER BY id",
            "SELECT date_trunc('day', created) AS d, SUM(amount) FROM charges"
                + " WHERE connected_account = 'platform' AND date_trunc('day', created) >= "
                + NEWEST
                + " - INTERVAL '7' DAY GROUP BY 1 ORDER BY 1",
            "WITH p AS (SELECT MAX(created) AS a, MIN(created) AS b FROM payouts"
                + " WHERE connected_account = 'platform' AND created >= '2026-10-20')"
                + " SELECT c.id FROM charges c CROSS JOIN p WHERE connected_account = 'platform'"
                + " AND c.created BETWEEN p.b AND p.a ORDER BY c.id")) {
      List<String> calls = REPORTS.callsOf(sql);
      assertTrue(calls.size() <= 4, sql + calls);
      assertTrue(calls.get(calls.size() - 1).contains("created[gte]="), sql + calls);
    }
  }

  @Test
  void groupsByATimeAreBoundedToo() throws SQLException {
    String months =
        "WITH m AS (SELECT date_trunc('month', created) AS month, SUM(amount) AS s FROM charges"
            + " WHERE connected_account = 'platform' GROUP BY 1),"
            + " p AS (SELECT date_trunc('month', MAX(created)) AS a FROM payouts"
            + " WHERE connected_account = 'platform')"
            + " SELECT m.month, m.s FROM m, p WHERE m.month >= p.a ORDER BY 1";
    List<String> calls = REPORTS.callsOf(months);
    assertTrue(calls.size() <= 3, calls::toString);
    assertTrue(calls.get(1).contains("created[gte]="), calls::toString);
  }

  @Test
  void aTimeThatIsThatOfARowIsABoundToo() throws SQLException {
    for (String sql :
        List.of(
            CHARGES + "created = " + NEWEST + " ORDER BY id",
            "SELECT c.id FROM charges c JOIN (SELECT MAX(created) AS m FROM charges"
                + " WHERE connected_account = 'platform') x ON c.created = x.m"
                + " WHERE c.connected_account = 'platform' ORDER BY c.id")) {
      List<String> calls = REPORTS.callsOf(sql);
      assertEquals(2, calls.size(), calls::toString);
    }
    List<String> byCustomer =
        REPORTS.callsOf(
            CHARGES
                + "customer = (SELECT customer FROM charges WHERE connected_account = 'platform'"
                + " AND customer IS NOT NULL ORDER BY created DESC, id LIMIT 1) ORDER BY id");
    assertTrue(
        byCustomer.stream().anyMatch(call -> call.contains("customer=cus_")), byCustomer::toString);
  }

  @Test
  void aggregatesThatAllHaveConditionsReadWhatMeetsOne() throws SQLException {
    String week = "created >= TIMESTAMP '2026-10-25 00:00:00'";
    String day = "created >= TIMESTAMP '2026-10-31 00:00:00'";
    String two =
        "SELECT COUNT(*) FILTER (WHERE %s), SUM(amount) FILTER (WHERE %s) FROM charges"
            + " WHERE connected_account = 'platform'";
    List<String> calls = REPORTS.callsOf(two.formatted(day, week));
    assertTrue(calls.size() <= 3, calls::toString);
    assertTrue(calls.get(0).contains("created[gte]="), calls::toString);
    assertEquals(1, REPORTS.callsOf(two.formatted(day, day)).size());
    assertTrue(REPORTS.callsOf(two.formatted(day, "amount > 5000")).size() > 3);
    assertTrue(
        REPORTS.callsOf(two.formatted(day, week).replace("SELECT ", "SELECT MAX(id), ")).size()
            > 3);
    assertTrue(
        REPORTS.callsOf(two.formatted(day, week) + " GROUP BY currency ORDER BY 1, 2").size() > 3);
  }

  @Test
  void orderAndLimitReachWhatIsReadThen() throws SQLException {
    String older = CHARGES + "created < " + NEWEST + " - INTERVAL '7' DAY";
    List<String> calls = REPORTS.callsOf(older + " ORDER BY created DESC LIMIT 5");
    assertEquals(2, calls.size(), calls::toString);
    assertTrue(calls.get(1).contains("limit=5&"), calls::toString);
    assertEquals(2, REPORTS.callsOf(older + " ORDER BY created DESC, id LIMIT 5").size());
  }

  @Test
  void joinsBesideItStayWhatTheyAre() throws SQLException {
    String joined =
        "SELECT c.id, cu.email FROM charges c JOIN customers cu"
            + " ON cu.connected_account = c.connected_account AND cu.id = c.customer"
            + " WHERE c.connected_account = 'platform' AND c.created >= "
            + NEWEST
            + " - INTERVAL '1' DAY ORDER BY c.id";
    assertTrue(REPORTS.callsOf(joined).size() <= 3, () -> "along in the same page");
    String outer =
        "SELECT c.id, p.a FROM charges c LEFT JOIN (SELECT MAX(created) AS a FROM payouts"
            + " WHERE connected_account = 'platform') p ON c.created > p.a"
            + " WHERE c.connected_account = 'platform' ORDER BY c.id";
    REPORTS.callsOf(outer);
  }

  @Test
  void noRowIsNoCallAndTwoAreAnError() throws SQLException {
    List<String> calls =
        REPORTS.callsOf(
            CHARGES
                + "created >= (SELECT MAX(created) FROM charges"
                + " WHERE connected_account = 'platform' AND customer = 'cus_none') ORDER BY id");
    assertEquals(1, calls.size(), calls::toString);
    String two = CHARGES + "created >= (SELECT created FROM charges LIMIT 2) ORDER BY id";
    assertEquals("21000", assertThrows(SQLException.class, () -> REPORTS.ask(two)).getSQLState());
  }

  @Test
  void explainSaysWhatBoundsAreStillToCome() throws SQLException {
    List<String> plan =
        REPORTS.ask("EXPLAIN PLAN FOR " + CHARGES + "created >= " + NEWEST + " ORDER BY id");
    assertTrue(
        plan.stream()
            .anyMatch(line -> line.contains("bounds that the row read first decides, of created")),
        plan::toString);
  }
}
