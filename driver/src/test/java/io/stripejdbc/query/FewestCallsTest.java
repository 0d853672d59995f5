package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Several values, several ranges, and both: the calls that are made, as EXPLAIN tells them, and
 * rows as if nothing had been left to Stripe.
 */
class FewestCallsTest {
  private static final ReportFixture REPORTS =
      new ReportFixture(EmulatorOptions.demo().withScale(0.3).withAccounts(1));

  private static final String CHARGES =
      "SELECT id FROM charges WHERE connected_account = 'platform' AND ";

  @AfterAll
  static void close() {
    REPORTS.close();
  }

  @BeforeEach
  void forget() {
    REPORTS.forgetCached();
  }

  private static List<ObjectNode> charges() {
    return REPORTS.objects("platform", "/v1/charges");
  }

  /** A time at which a share of the charges is newer. */
  private static String time(double newer) {
    long second = second(newer);
    return "TIMESTAMP '"
        + Instant.ofEpochSecond(second).toString().replace('T', ' ').replace("Z", "")
        + "'";
  }

  private static long second(double newer) {
    return charges().get((int) (newer * (charges().size() - 1))).get("created").asLong();
  }

  private static String list(List<String> values) {
    return values.stream().map(v -> "'" + v + "'").collect(Collectors.joining(", ", "(", ")"));
  }

  /** Some of the customers that have paid. */
  private static List<String> customers(int count) {
    return charges().stream()
        .map(charge -> charge.path("customer").asText(""))
        .filter(customer -> customer.startsWith("cus_"))
        .distinct()
        .limit(count)
        .toList();
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }

  /** The calls of a statement, whose rows are those that the driver alone would find. */
  private static List<String> calls(String sql) throws SQLException {
    List<String> expected = sorted(REPORTS.askPlainly(sql));
    REPORTS.forgetCached();
    return callsFor(sql, expected);
  }

  private static List<String> callsFor(String sql, List<String> expected) throws SQLException {
    REPORTS.forget();
    List<String> rows = sorted(REPORTS.ask(sql));
    List<String> calls = REPORTS.calls();
    assertEquals(expected, rows, sql);
    return calls;
  }

  private static String estimate(String sql) throws SQLException {
    return REPORTS.ask("EXPLAIN PLAN FOR " + sql).stream()
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> line.startsWith("estimate: "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rangesOfCreatedAreReadAndNotWhatLiesBetweenThem() throws SQLException {
    int all = (charges().size() + 99) / 100;
    assertTrue(all > 6, "pages " + all);
    List<String> conditions =
        List.of(
            "(created < %2$s OR created >= %1$s)",
            "created NOT BETWEEN %2$s AND %1$s",
            "(created BETWEEN %2$s AND %2$s + INTERVAL '1' HOUR OR created > %1$s)",
            "(NOT (created >= %2$s) OR created >= %1$s)",
            "(CAST(created AS DATE) < CAST(%2$s AS DATE) OR created > %1$s)",
            "(created >= %1$s OR (created < %2$s AND amount > 3000))",
            "((created >= %1$s AND amount > 3000) OR (created < %2$s AND amount < 3000))");
    for (String condition : conditions) {
      String sql = CHARGES + condition.formatted(time(0.05), time(0.95));
      List<String> calls = calls(sql);
      assertTrue(calls.size() <= 4, sql + ": " + calls);
      assertTrue(calls.stream().allMatch(call -> call.contains("created[")), calls.toString());
    }
  }

  @Test
  void severalTimesAndDaysAreReadEachByItself() throws SQLException {
    String sql = CHARGES + "created IN (" + time(0.1) + ", " + time(0.5) + ", " + time(0.9) + ")";
    assertEquals(3, calls(sql).size());
    String days =
        CHARGES
            + "CAST(created AS DATE) IN (CAST("
            + time(0.1)
            + " AS DATE), CAST("
            + time(0.9)
            + " AS DATE))";
    assertTrue(calls(days).size() <= 4);
    assertEquals(
        1, calls(CHARGES + "created <> " + time(0.5) + " AND created > " + time(0.05)).size());
  }

  @Test
  void aNullAmongTheBoundsIsNoRange() throws SQLException {
    String none = CHARGES + "(created < CAST(NULL AS TIMESTAMP) OR created > NULLIF(%1$s, %1$s))";
    assertEquals(List.of(), calls(none.formatted(time(0.5))));
    String one = CHARGES + "(created < NULLIF(%1$s, %1$s) OR created > %1$s)";
    assertEquals(1, calls(one.formatted(time(0.05))).size());
  }

  @Test
  void valuesTimesRangesAreOneListEach() throws SQLException {
    String customers = "customer IN " + list(customers(3));
    String ranges = "(created < %s OR created >= %s)".formatted(time(0.9), time(0.1));
    String sql = CHARGES + customers + " AND " + ranges;
    assertEquals("estimate: unknown; at least 6", estimate(sql));
    List<String> calls = calls(sql);
    assertEquals(6, calls.size(), calls.toString());
    String both =
        CHARGES
            + "((customer = '%s' AND created < %s) OR (customer = '%s' AND created >= %s))"
                .formatted(customers(2).get(0), time(0.9), customers(2).get(1), time(0.1));
    assertEquals(4, calls(both).size());
    // What lies between two ranges an hour apart is seldom a page.
    String near =
        "(created BETWEEN %1$s AND %1$s + INTERVAL '5' MINUTE"
            + " OR created BETWEEN %1$s + INTERVAL '40' MINUTE AND %1$s + INTERVAL '50' MINUTE)";
    assertEquals(3, calls(CHARGES + customers + " AND " + near.formatted(time(0.5))).size());
  }

  @Test
  void valuesAreReadByTheWholeWindowWhereThatIsKnownToBeFewerCalls() throws SQLException {
    String count = "SELECT COUNT(*) FROM charges WHERE connected_account = 'platform'";
    String sql = CHARGES + "customer IN " + list(customers(6)) + " AND created >= " + time(0.02);
    assertEquals("estimate: unknown; at least 6", estimate(sql));
    List<String> before = calls(sql);
    assertEquals(6, before.size(), before.toString());
    REPORTS.ask(count);
    List<String> expected = sorted(REPORTS.askPlainly(sql));
    assertTrue(estimate(sql).startsWith("estimate: 1 call (read"), estimate(sql));
    List<String> after = callsFor(sql, expected);
    assertEquals(1, after.size(), after.toString());
    assertTrue(after.get(0).contains("created[gte]"), after.toString());
    assertTrue(!after.get(0).contains("customer"), after.toString());
    // A window of many pages is left to the customers.
    String wide = CHARGES + "customer IN " + list(customers(6));
    List<String> all = callsFor(wide, sorted(REPORTS.askPlainly(wide)));
    assertEquals(6, all.size(), all.toString());
    // A limit may be met by the first of them.
    assertTrue(REPORTS.ask(wide + " LIMIT 3").size() <= 3);
  }

  @Test
  void idsAreReadByTheirWindowWhereThatIsKnownToBeFewerCalls() throws SQLException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(charges().get(i).get("id").asText());
    }
    String sql = CHARGES + "id IN " + list(ids) + " AND created >= " + time(0.02);
    assertEquals(5, calls(sql).size());
    REPORTS.ask("SELECT COUNT(*) FROM charges WHERE connected_account = 'platform'");
    List<String> expected = sorted(REPORTS.askPlainly(sql));
    assertEquals(5, expected.size());
    List<String> after = callsFor(sql, expected);
    assertEquals(1, after.size(), after.toString());
    assertTrue(after.get(0).contains("created[gte]"), after.toString());
    // Of another window they are no rows, whichever way they are found.
    String none = CHARGES + "id IN " + list(ids) + " AND created < " + time(0.95);
    assertEquals(List.of(), REPORTS.ask(none));
    String some =
        CHARGES
            + "((id = '%s' AND amount < 0) OR (id = '%s' AND amount >= 0))"
                .formatted(ids.get(0), ids.get(1));
    assertEquals(2, calls(some).size());
  }

  @Test
  void whatIsReadOfAWiderListIsRememberedWhole() throws SQLException {
    try (ReportFixture caching =
        ReportFixture.caching(EmulatorOptions.demo().withScale(0.3).withAccounts(1))) {
      caching.ask("SELECT COUNT(*) FROM charges WHERE connected_account = 'platform'");
      caching.forgetCached();
      String window = " AND created >= " + time(0.02);
      caching.ask("SELECT COUNT(*) FROM charges WHERE connected_account = 'platform'");
      caching.forgetCached();
      caching.ask(CHARGES + "customer IN " + list(customers(6)) + window);
      caching.forget();
      String sql = "SELECT COUNT(*) FROM charges WHERE connected_account = 'platform'" + window;
      assertEquals(REPORTS.ask(sql), caching.ask(sql));
    }
  }
}
