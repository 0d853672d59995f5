package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Aggregates in batches of cached columns give what generated code gives, row by row. */
class BatchAggregatesTest extends BatchesFixture {
  @Test
  void randomAggregatesAreTheSameWithAndWithoutBatches() throws SQLException {
    assertSameWithAndWithoutBatches(RandomAggregates::next);
  }

  @Test
  void rowsThatAreReadForItAreTakenInAsTheyCome() throws SQLException {
    String sql = "SELECT currency, COUNT(*), SUM(amount) FROM charges WHERE paid GROUP BY currency";
    List<String> expected = sorted(shop.askWithout(BATCH, sql));
    shop.forgetCached();
    shop.forget();
    assertEquals(expected, sorted(shop.ask(sql)));
    assertTrue(shop.calls().size() > 1, "it was read again");
  }

  @Test
  void nothingSumsUpToNullAndCountsNone() throws SQLException {
    String sql =
        "SELECT SUM(amount), COUNT(*), MIN(created), AVG(amount) FROM charges WHERE amount < 0";
    assertEquals(List.of("null 0 null null"), shop.ask(sql));
    assertEquals(
        List.of(),
        shop.ask("SELECT status, SUM(amount) FROM charges WHERE amount < 0 GROUP BY status"));
    assertEquals(List.of("0"), shop.ask("SELECT COUNT(*) FROM charges WHERE 1 = 0 OR id IS NULL"));
  }

  @Test
  void anAverageWhoseSumLeavesItsTypeIsAnError() throws SQLException {
    String numbers = "SELECT AVG(x) FROM (VALUES (9223372036854775807), (%s)) AS v(x)";
    SQLException failed =
        assertThrows(SQLException.class, () -> shop.ask(numbers.formatted("9223372036854775807")));
    assertEquals("22003", failed.getSQLState());
    assertEquals(
        List.of("9223372036854775807"), shop.ask(numbers.formatted("CAST(NULL AS BIGINT)")));
    String nothing =
        "SELECT currency, AVG(outcome_risk_score) FROM charges WHERE %s GROUP BY currency";
    assertEquals(
        sorted(shop.askWithout(BATCH, nothing.formatted("outcome_risk_score IS NULL"))),
        sorted(shop.ask(nothing.formatted("outcome_risk_score IS NULL"))));
    assertEquals(List.of("null"), shop.ask("SELECT AVG(amount) FROM charges WHERE id = ''"));
  }

  @Test
  void whatCannotFailIsNotComputedForRowsThatGeneratedCodeLeavesOut() throws SQLException {
    String sql =
        "SELECT SUM(CASE WHEN amount < 0 THEN amount * 9223372036854775807 ELSE 1 END) FROM charges";
    assertEquals(shop.askWithout(BATCH, sql), shop.ask(sql));
    SQLException failed =
        assertThrows(
            SQLException.class,
            () -> shop.ask("SELECT MAX(amount * 9223372036854775807) FROM charges"));
    assertEquals("22003", failed.getSQLState());
  }
}
