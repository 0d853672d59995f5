package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions in batches of cached columns keep the rows that generated code keeps. */
class BatchFiltersTest extends BatchesFixture {
  @Test
  void randomConditionsKeepTheSameRowsWithAndWithoutBatches() throws SQLException {
    assertSameWithAndWithoutBatches(RandomAggregates::nextRows);
  }

  @Test
  void aLimitBehindAConditionStopsThePagingAsWithoutBatches() throws SQLException {
    for (String sql :
        List.of(
            "SELECT id, amount FROM charges WHERE amount > 2000 ORDER BY created DESC LIMIT 3",
            "SELECT id FROM charges WHERE connected_account = 'platform' AND amount > 0 LIMIT 2",
            "SELECT paid, currency, created FROM charges WHERE connected_account = 'platform'"
                + " AND amount > 500 AND currency <> 'jpy'")) {
      shop.forgetCached();
      shop.forget();
      List<String> expected = sorted(shop.askWithout(BATCH, sql));
      int calls = shop.calls().size();
      shop.forgetCached();
      shop.forget();
      assertEquals(expected, sorted(shop.ask(sql)), sql);
      assertTrue(shop.calls().size() > 0, "it was read again");
      if (sql.contains("ORDER")) {
        assertEquals(calls, shop.calls().size(), sql);
      }
    }
  }

  @Test
  void aWordWithoutArgumentsIsComputedAsBefore() throws SQLException {
    String sql =
        "SELECT id FROM charges WHERE (CASE WHEN amount > 2000 THEN CURRENT_TIMESTAMP ELSE created"
            + " END) = CURRENT_TIMESTAMP";
    assertEquals(sorted(shop.askWithout(BATCH, sql)), sorted(shop.ask(sql)));
  }

  @Test
  void aRowBehindTheLastOneThatIsReadDoesNotFail() throws SQLException {
    String newest = "SELECT amount FROM charges WHERE %s ORDER BY created DESC LIMIT %d";
    // A limit asks for one row more than it gives.
    List<String> first = shop.ask(newest.formatted("amount > 0", 3));
    long amount = first.stream().mapToLong(Long::parseLong).max().orElseThrow();
    assertTrue(Long.parseLong(shop.ask("SELECT MAX(amount) FROM charges").get(0)) > amount);
    String product = "amount * " + Long.MAX_VALUE / amount + " > 0";
    assertEquals(first.subList(0, 1), shop.ask(newest.formatted(product, 1)));
    assertThrows(SQLException.class, () -> shop.ask("SELECT id FROM charges WHERE " + product));
  }
}
