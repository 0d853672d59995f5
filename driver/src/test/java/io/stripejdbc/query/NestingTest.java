package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deeply nested statements run, on a caller with a small stack too, or are refused by name. */
class NestingTest {
  private final FakeSession session = FakeSession.overTenCharges(new InMemoryScanner());

  private static String chain(int count, String between, String term) {
    return IntStream.range(0, count)
        .mapToObj(i -> term.replace("#", "" + i))
        .collect(Collectors.joining(between));
  }

  private static String nested(int count, String open, String inner, String close) {
    return open.repeat(count) + inner + close.repeat(count);
  }

  private String only(String sql) throws SQLException {
    List<String> rows = session.rows(sql);
    assertEquals(1, rows.size());
    return rows.get(0);
  }

  @Test
  void longChainsRun() throws SQLException {
    assertEquals(
        "9", only("SELECT count(*) FROM charges WHERE " + chain(2000, " OR ", "amount > #")));
    assertEquals(
        "9", only("SELECT count(*) FROM charges WHERE " + chain(2000, " AND ", "amount > -#")));
    assertEquals("2000", only("SELECT " + chain(2000, " + ", "1")));
    assertEquals("2000", only("SELECT char_length(" + chain(2000, " || ", "'a'") + ")"));
    assertEquals(
        "2000", only("SELECT count(*) FROM (" + chain(2000, " UNION ALL ", "SELECT #") + ")"));
  }

  @Test
  void deepParenthesesRun() throws SQLException {
    assertEquals(
        "1", only("SELECT count(*) FROM charges WHERE " + nested(1000, "(", "amount = 100", ")")));
    assertEquals("1", only("SELECT " + nested(1000, "(", "1", ")")));
    assertEquals(
        "10", only("SELECT count(*) FROM " + nested(100, "(SELECT * FROM ", "charges", ")")));
  }

  @Test
  void chainedTableExpressionsRun() throws SQLException {
    String all =
        IntStream.range(1, 500)
            .mapToObj(i -> "c" + i + " AS (SELECT id, amount FROM c" + (i - 1) + ")")
            .collect(Collectors.joining(", "));
    assertEquals(
        "10",
        only("WITH c0 AS (SELECT id, amount FROM charges), " + all + " SELECT count(*) FROM c499"));
  }

  private void refused(String sql, String why) {
    SQLException refused = assertThrows(SQLException.class, () -> session.rows(sql));
    assertEquals("54001", refused.getSQLState(), refused.getMessage());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  private static String steps(int count, String step) {
    return "WITH c0 AS (SELECT id, amount FROM charges), "
        + IntStream.range(1, count)
            .mapToObj(i -> "c" + i + " AS (" + step.replace("#", "c" + (i - 1)) + ")")
            .collect(Collectors.joining(", "))
        + " SELECT count(*) FROM c"
        + (count - 1);
  }

  @Test
  void deepStepsThatComputeAndFilterRunOrAreRefused() throws SQLException {
    String step = "SELECT id, amount + 1 AS amount FROM # WHERE amount > 1";
    assertEquals("9", only(steps(100, step)));
    refused(steps(500, step), "1,000 operations");
  }

  @Test
  void tableExpressionsThatDoubleAtEachStepAreRefused() throws SQLException {
    String step = "SELECT id, amount FROM # UNION ALL SELECT id, amount FROM #";
    assertEquals("160", only(steps(5, step)));
    refused(steps(15, step), "queries");
    refused(steps(500, step), "more than 1,000,000,000 queries");
  }

  @Test
  void functionsThatRepeatTheirArgumentsAreRefusedWhereTheyNestDeeply() throws SQLException {
    assertEquals("4", only("SELECT " + nested(4, "abs(", "-4", ")")));
    refused("SELECT " + nested(500, "abs(", "amount", ")") + " FROM charges", "ABS");
    refused(
        "SELECT " + nested(500, "coalesce(", "customer", ", 'x')") + " FROM charges", "COALESCE");
    refused("SELECT " + nested(500, "nullif(", "amount", ", 1)") + " FROM charges", "NULLIF");
    assertEquals(
        "CH_0",
        session.rows("SELECT " + nested(500, "upper(", "id", ")") + " FROM charges").get(0));
  }

  @Test
  void whatIsTooLargeIsRefusedByName() {
    String terms = chain(4000, " OR ", "(amount = # AND currency = 'c#' AND customer = 'd#')");
    SQLException refused =
        assertThrows(
            SQLException.class, () -> session.rows("SELECT count(*) FROM charges WHERE " + terms));
    assertEquals("54001", refused.getSQLState());
    assertTrue(refused.getMessage().contains("of them"), refused.getMessage());
  }

  @Test
  void aSmallStackOfTheCallerIsEnough() throws InterruptedException {
    String sql = "SELECT count(*) FROM charges WHERE " + nested(1000, "(", "amount = 100", ")");
    StringBuilder outcome = new StringBuilder();
    Thread caller =
        new Thread(null, () -> outcome.append(session.state(sql)), "small", 160L * 1024);
    caller.start();
    caller.join();
    assertEquals("none", outcome.toString());
  }

  @Test
  void manyPatternsAndRangesInOneConditionRun() throws SQLException {
    assertEquals(
        "6",
        only(
            "SELECT count(*) FROM charges WHERE "
                + chain(700, " OR ", "id LIKE '#x%' OR amount BETWEEN 1 AND #")));
  }

  @Test
  void rowsOfExpressionsAreComputedTogether() throws SQLException {
    String rows = chain(2000, ", ", "(# + 1, 'a' || '#', CAST(NULL AS BIGINT))");
    assertEquals(
        "2000 2001000 a0 a999 0",
        only(
            "SELECT count(*), sum(n), min(t), max(t), count(z) FROM (VALUES "
                + rows
                + ") AS v(n, t, z)"));
    List<String> plan = session.rows("EXPLAIN PLAN FOR SELECT * FROM (VALUES " + rows + ") AS v");
    assertTrue(plan.stream().noneMatch(line -> line.contains("Union")), "one list of rows");
  }

  @Test
  void aRowThatCannotBeComputedFailsAsItDoesAlone() {
    String rows = chain(20, ", ", "(# / 1)");
    SQLException failed =
        assertThrows(SQLException.class, () -> session.rows("VALUES (1 / 0), " + rows));
    assertEquals("22012", failed.getSQLState(), failed.getMessage());
  }

  @Test
  void operatorsOneInAnotherWithoutEndAreRefused() {
    refused("SELECT " + chain(30_000, " || ", "'a'"), "30,001 operators and functions");
    refused("SELECT " + "NOT ".repeat(30_000) + "TRUE", "30,002 operators and functions");
  }
}
