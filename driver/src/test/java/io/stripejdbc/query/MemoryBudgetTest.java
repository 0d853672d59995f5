package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.fetch.MemoryPool;
import io.stripejdbc.fetch.StatementMemory;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.session.CalciteQueryEngine;
import io.stripejdbc.system.SessionInfo;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever keeps rows counts them, and ends the statement before they are too many. */
class MemoryBudgetTest {
  private static final String NUMBERS = "(SELECT n FROM UNNEST(sequence(1, 30000)) AS s (n))";
  private static final int MEGABYTE = 1;

  private final MemoryPool pool = new MemoryPool(1 << 30);
  private final InMemoryScanner scanner = new InMemoryScanner();
  private final QueryEngine engine = new CalciteQueryEngine(scanner);

  private SessionContext session(Clock clock, Supplier<StatementMemory> memory) {
    return new SessionContext(
        "stripe",
        scanner,
        clock,
        new StatementLimits(0, memory),
        SessionInfo.none(),
        () -> Freshness.LIVE);
  }

  private long rows(String sql, Object... parameters) throws SQLException {
    SessionContext session = session(Clock.systemUTC(), () -> pool.statement(MEGABYTE));
    PreparedQuery query = engine.prepare(sql.replace("NUMBERS", NUMBERS), session);
    long rows = 0;
    try (QueryCursor cursor = query.execute(List.of(parameters), new ExecutionOptions(0, 0, 0))) {
      while (cursor.next()) {
        rows++;
      }
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ORDER BY | SELECT n FROM NUMBERS a ORDER BY -n",
        "ORDER BY | SELECT n FROM NUMBERS a ORDER BY -n LIMIT 20000",
        "ORDER BY | SELECT n FROM NUMBERS a ORDER BY -n LIMIT 10 OFFSET 20000",
        "ORDER BY | SELECT rpad('x', n, 'x') AS t FROM NUMBERS a ORDER BY 1 DESC LIMIT 100",
        "GROUP BY or DISTINCT | SELECT n, COUNT(*) FROM NUMBERS a GROUP BY n",
        "GROUP BY or DISTINCT | SELECT DISTINCT n FROM NUMBERS a",
        "GROUP BY or DISTINCT | SELECT COUNT(DISTINCT n) FROM NUMBERS a",
        "GROUP BY or DISTINCT | SELECT n, COUNT(*) FROM NUMBERS a GROUP BY ROLLUP (n)",
        "The aggregate function | SELECT LISTAGG(CAST(n AS VARCHAR)) FROM NUMBERS a",
        "The aggregate function | SELECT STRING_AGG(CAST(n AS VARCHAR), ',') FROM NUMBERS a",
        "The aggregate function | SELECT LISTAGG('x') WITHIN GROUP (ORDER BY n) FROM NUMBERS a",
        "The aggregate function | SELECT ARRAY_AGG(n) FROM NUMBERS a",
        "The aggregate function | SELECT ARRAY_AGG(rpad('x', n, 'x')) FROM NUMBERS a",
        "The aggregate function | SELECT JSON_ARRAYAGG(n) FROM NUMBERS a",
        "The aggregate function | SELECT JSON_OBJECTAGG(CAST(n AS VARCHAR): n) FROM NUMBERS a",
        "The aggregate function | SELECT COLLECT(n) FROM NUMBERS a",
        "The aggregate function | SELECT histogram(n) FROM NUMBERS a",
        "The aggregate function | SELECT map_agg(n, n) FROM NUMBERS a",
        "The aggregate function | SELECT approx_percentile(n, 0.5) FROM NUMBERS a",
        "The join | SELECT COUNT(*) FROM NUMBERS a JOIN NUMBERS b ON a.n = b.n",
        "The join | SELECT COUNT(*) FROM NUMBERS a LEFT JOIN NUMBERS b ON a.n = b.n AND a.n > 5",
        "The join | SELECT COUNT(*) FROM (SELECT n FROM NUMBERS x WHERE n < 300) a"
            + " FULL JOIN (SELECT n FROM NUMBERS y WHERE n < 300) b ON a.n <> b.n",
        "GROUP BY or DISTINCT | SELECT COUNT(*) FROM NUMBERS a WHERE n IN (SELECT n + 1 FROM"
            + " NUMBERS b)",
        "The window function | SELECT SUM(n) OVER (ORDER BY n) FROM NUMBERS a",
        "The window function | SELECT ROW_NUMBER() OVER (PARTITION BY MOD(n, 7) ORDER BY n) FROM"
            + " NUMBERS a",
        "The window function | SELECT ARRAY_AGG(n) OVER (ORDER BY n) FROM NUMBERS a WHERE n < 1000",
        "UNION | SELECT n FROM NUMBERS a UNION SELECT -n FROM NUMBERS b",
        "INTERSECT | SELECT n FROM NUMBERS a INTERSECT SELECT n FROM NUMBERS b",
        "EXCEPT | SELECT n FROM NUMBERS a EXCEPT SELECT n FROM NUMBERS b",
        "The array of rows | SELECT ARRAY(SELECT n FROM NUMBERS a)",
        "The recursive query | WITH RECURSIVE t (n) AS (VALUES 1 UNION SELECT n + 1 FROM t"
            + " WHERE n < 20000) SELECT COUNT(*) FROM t",
        "The recursive query | WITH RECURSIVE t (n) AS (SELECT n FROM NUMBERS a UNION ALL"
            + " SELECT n + 1 FROM t WHERE n < 3) SELECT COUNT(*) FROM t",
      })
  void whatKeepsTooManyRowsFailsByName(String operation, String sql) {
    SQLException failure = assertThrows(SQLException.class, () -> rows(sql));
    assertEquals("53200", failure.getSQLState(), failure.getMessage());
    assertTrue(
        failure.getMessage().startsWith(operation + " would hold more than 1 MB"),
        failure.getMessage());
    assertEquals(0, pool.reserved());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT n FROM NUMBERS a ORDER BY -n LIMIT 10",
        "SELECT n FROM NUMBERS a ORDER BY -n LIMIT 10 OFFSET 5",
        "SELECT MOD(n, 10), SUM(n) FROM NUMBERS a GROUP BY MOD(n, 10)",
        "SELECT n FROM NUMBERS a WHERE n < 11",
        "SELECT n, ARRAY(SELECT m + n FROM UNNEST(sequence(1, 5000)) AS r (m))"
            + " FROM UNNEST(sequence(1, 10)) AS s (n)",
        "SELECT MOD(n, 10) FROM NUMBERS a UNION SELECT MOD(n, 10) FROM NUMBERS b"
      })
  void whatKeepsFewRowsOfManyMayRun(String sql) throws SQLException {
    assertEquals(10, rows(sql));
    assertEquals(0, pool.reserved());
  }

  @Test
  void aLimitMayBeAParameter() throws SQLException {
    assertEquals(10, rows("SELECT n FROM NUMBERS a ORDER BY -n LIMIT ?", 10));
    SQLException failure =
        assertThrows(
            SQLException.class, () -> rows("SELECT n FROM NUMBERS a ORDER BY -n LIMIT ?", 20_000));
    assertEquals("53200", failure.getSQLState());
  }

  @Test
  void whatIsHeldIsGivenBackWhenTheReaderStopsEarly() throws SQLException {
    SessionContext session =
        session(Clock.fixed(Instant.EPOCH, java.time.ZoneOffset.UTC), pool::statement);
    PreparedQuery query = engine.prepare("SELECT n FROM " + NUMBERS + " a ORDER BY -n", session);
    try (QueryCursor cursor = query.execute(List.of(), new ExecutionOptions(0, 0, 0))) {
      assertTrue(cursor.next());
      assertTrue(pool.reserved() > 30_000 * 24L, () -> "held: " + pool.reserved());
    }
    assertEquals(0, pool.reserved());
  }

  @Test
  void statementsTogetherHoldNoMoreThanThePool() throws SQLException {
    MemoryPool small = new MemoryPool(8 << 20);
    SessionContext session = session(Clock.systemUTC(), () -> small.statement(6));
    PreparedQuery query = engine.prepare("SELECT n FROM " + NUMBERS + " a ORDER BY -n", session);
    ExecutionOptions options = new ExecutionOptions(0, 0, 0);
    try (QueryCursor first = query.execute(List.of(), options)) {
      assertTrue(first.next());
      SQLException failure =
          assertThrows(
              SQLException.class,
              () -> {
                try (QueryCursor second = query.execute(List.of(), options)) {
                  assertTrue(second.next());
                }
              });
      assertEquals("53200", failure.getSQLState());
      assertTrue(failure.getMessage().contains("the statements of this program"));
      assertTrue(first.next());
    }
    assertEquals(0, small.reserved());
  }
}
