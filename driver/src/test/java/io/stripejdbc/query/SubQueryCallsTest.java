package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.plan.PlannerSettings.Pushing;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * A sub-query for each row of a LIMIT costs a call for each of them, and both lists are not read.
 */
class SubQueryCallsTest {
  private static final ReportFixture REPORTS =
      new ReportFixture(EmulatorOptions.demo().withScale(0.3).withAccounts(1));

  private static final String FROM = " FROM customers c WHERE c.connected_account = 'platform'";
  private static final String NEWEST = " ORDER BY c.created DESC, c.id LIMIT 5";
  private static final String PAID =
      "FROM charges ch WHERE ch.connected_account = c.connected_account AND ch.customer = c.id";

  @AfterAll
  static void close() {
    REPORTS.close();
  }

  /** The calls of a statement where nothing is known, whose rows are those without any rule. */
  private static List<String> calls(String sql) throws SQLException {
    REPORTS.forgetCached();
    REPORTS.forget();
    List<String> rows = REPORTS.ask(sql);
    List<String> calls = REPORTS.calls();
    assertTrue(rows.size() >= 5, () -> sql + ": " + rows);
    assertEquals(REPORTS.askWithout(EnumSet.allOf(Pushing.class), sql), rows, sql);
    return calls;
  }

  private static long lookups(List<String> calls) {
    return calls.stream().filter(call -> call.contains("customer=cus_")).count();
  }

  @Test
  void anAggregateOfEachRowIsAskedForByTheRowsAtHand() throws SQLException {
    for (String value :
        List.of("COUNT(*)", "COUNT(ch.id)", "SUM(ch.amount)", "MAX(ch.created)", "1 + COUNT(*)")) {
      String sub = "(SELECT " + value + " " + PAID + ") AS v";
      List<String> calls = calls("SELECT c.id, " + sub + FROM + NEWEST);
      assertEquals(6, calls.size(), value + calls);
      assertEquals(5, lookups(calls));
    }
  }

  @Test
  void severalSubQueriesAreAskedForOnceEach() throws SQLException {
    String sql =
        "SELECT c.id, (SELECT COUNT(*) %s) AS n, (SELECT SUM(ch.amount) %s) AS s,"
            + " (SELECT COUNT(*) FROM invoices i WHERE i.connected_account = c.connected_account"
            + " AND i.customer = c.id) AS i";
    List<String> calls = calls(sql.formatted(PAID, PAID) + FROM + NEWEST);
    assertTrue(calls.size() <= 16, calls::toString);
    assertEquals(calls.size() - 1, lookups(calls));
  }

  @Test
  void aLateralSubQueryIsAskedForByTheRowsAtHand() throws SQLException {
    for (String sub :
        List.of(
            " JOIN LATERAL (SELECT COUNT(*) AS v " + PAID + ") x ON TRUE",
            " LEFT JOIN LATERAL (SELECT COUNT(*) AS v " + PAID + ") x ON TRUE",
            " LEFT JOIN LATERAL (SELECT ch.amount AS v "
                + PAID
                + " ORDER BY ch.created DESC, ch.id LIMIT 1) x ON TRUE")) {
      List<String> calls =
          calls(
              "SELECT c.id, x.v FROM customers c"
                  + sub
                  + " WHERE c.connected_account = 'platform'"
                  + NEWEST);
      assertEquals(6, calls.size(), sub + calls);
    }
  }

  @Test
  void existsAndInLookAtTheNewestRowsFirst() throws SQLException {
    for (String condition :
        List.of(
            "EXISTS (SELECT 1 " + PAID + ")",
            "c.id IN (SELECT ch.customer FROM charges ch WHERE ch.connected_account = 'platform')",
            "(SELECT COUNT(*) " + PAID + ") > 0")) {
      List<String> calls = calls("SELECT c.id" + FROM + " AND " + condition + NEWEST);
      assertTrue(calls.size() <= 26, condition + calls);
      assertEquals(calls.size() - 1, lookups(calls), condition + calls);
    }
  }

  @Test
  void anyOtherOrderIsSettledBeforeAnythingIsLookedUp() throws SQLException {
    String order = " ORDER BY c.name, c.id LIMIT 5";
    String joined =
        "SELECT c.id FROM customers c LEFT JOIN charges ch"
            + " ON ch.connected_account = c.connected_account AND ch.customer = c.id"
            + " WHERE c.connected_account = 'platform'";
    assertEquals(5, lookups(calls("SELECT c.id, (SELECT COUNT(*) " + PAID + ")" + FROM + order)));
    assertEquals(5, lookups(calls(joined + order)));
  }

  @Test
  void theNewestOfEachJoinedAccountIsInItsNewestPage() throws SQLException {
    String newest =
        "SELECT a.connected_account, (SELECT MAX(ch.created) FROM charges ch"
            + " WHERE ch.connected_account = a.connected_account) AS v FROM accounts a ORDER BY 1";
    REPORTS.forgetCached();
    REPORTS.forget();
    List<String> rows = REPORTS.ask(newest);
    List<String> calls = REPORTS.calls();
    assertEquals(
        2, calls.stream().filter(call -> call.contains("/charges")).count(), calls::toString);
    assertEquals(REPORTS.askWithout(EnumSet.allOf(Pushing.class), newest), rows);
  }

  @Test
  void aLimitOfSeveralListsIsOneOfEach() throws SQLException {
    String union =
        "SELECT 'a' AS k, id, created FROM charges WHERE connected_account = 'platform' UNION ALL"
            + " SELECT 'b', id, created FROM customers WHERE connected_account = 'platform'"
            + " ORDER BY created DESC, id LIMIT 7";
    List<String> calls = calls(union);
    assertEquals(2, calls.size(), calls::toString);
  }

  @Test
  void aSubQueryMayComputeWithTheRowAroundItAndStillAsksByIt() throws SQLException {
    String query =
        "SELECT c.id, x.v FROM customers c, LATERAL (SELECT %s AS v FROM charges ch"
            + " WHERE ch.customer = c.id) x WHERE c.connected_account = 'platform'"
            + NEWEST;
    for (String value :
        List.of("SUM(ch.amount + c.balance)", "MAX(c.email || ch.id)", "COUNT(c.email || ch.id)")) {
      String sql = query.formatted(value);
      assertTrue(lookups(calls(sql)) >= 5, sql);
      String plan = String.join("\n", REPORTS.ask("EXPLAIN PLAN FOR " + sql));
      assertTrue(plan.contains("for each row around it, by customer:"), plan);
      assertTrue(plan.contains("customer=KEY"), plan);
    }
  }
}
