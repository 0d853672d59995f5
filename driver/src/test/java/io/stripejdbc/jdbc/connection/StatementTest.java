package io.stripejdbc.jdbc.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.ResultType;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class StatementTest {
  private final FakeConnectionContext context = FakeConnectionContext.of(ResultType.BIGINT, 1L, 2L);
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = context.connect();
    statement = connection.createStatement();
  }

  private static void fails(String sqlState, Executable call) {
    SQLException failed = assertThrows(SQLException.class, call);
    assertEquals(sqlState, failed.getSQLState(), failed.getMessage());
  }

  @Test
  void executeGivesOneResultAndThenNoMore() throws SQLException {
    assertTrue(statement.execute("q"));
    ResultSet rows = statement.getResultSet();
    assertEquals(-1, statement.getUpdateCount());
    assertSame(statement, rows.getStatement());
    assertFalse(statement.getMoreResults());
    assertEquals(-1, statement.getUpdateCount());
    assertEquals(-1, statement.getLargeUpdateCount());
    assertTrue(rows.isClosed());
    assertNull(statement.getResultSet());
  }

  @Test
  void everyFormOfExecuteRunsAQuery() throws SQLException {
    assertTrue(statement.execute("q", Statement.RETURN_GENERATED_KEYS));
    assertTrue(statement.execute("q", new int[] {1}));
    assertTrue(statement.execute("q", new String[] {"id"}));
    assertFalse(statement.getGeneratedKeys().next());
  }

  @Test
  void updatesOfQueriesAndChangesAreRefused() {
    fails("42000", () -> statement.executeUpdate("q"));
    fails("42000", () -> statement.executeLargeUpdate("q"));
    fails("42000", () -> statement.executeUpdate("q", Statement.NO_GENERATED_KEYS));
    fails("25006", () -> statement.executeUpdate("INSERT INTO t"));
    fails("25006", () -> statement.executeQuery("INSERT INTO t"));
    fails("HY024", () -> statement.executeQuery(null));
  }

  @Test
  void limitsReachTheExecution() throws SQLException {
    statement.setMaxRows(200);
    statement.setQueryTimeout(3);
    statement.setFetchSize(10_000);
    statement.executeQuery("q");
    assertEquals(
        new ExecutionOptions(200, 3_000_000_000L, 10_000), context.options.get(0).after(0));
    statement.setLargeMaxRows(5_000_000_000L);
    assertEquals(5_000_000_000L, statement.getLargeMaxRows());
    assertEquals(Integer.MAX_VALUE, statement.getMaxRows());
    assertEquals(3, statement.getQueryTimeout());
    assertEquals(10_000, statement.getFetchSize());
  }

  @Test
  void negativeLimitsAreRefused() throws SQLException {
    fails("HY024", () -> statement.setMaxRows(-1));
    fails("HY024", () -> statement.setLargeMaxRows(-1));
    fails("HY024", () -> statement.setQueryTimeout(-1));
    fails("HY024", () -> statement.setFetchSize(-1));
    fails("HY024", () -> statement.setMaxFieldSize(-1));
    statement.setFetchSize(Integer.MIN_VALUE);
    assertEquals(0, statement.getFetchSize());
  }

  @Test
  void optionsWithoutEffectAreAccepted() throws SQLException {
    statement.setMaxFieldSize(10);
    statement.setEscapeProcessing(false);
    statement.setPoolable(true);
    statement.setCursorName("c");
    assertEquals(10, statement.getMaxFieldSize());
    assertTrue(statement.isPoolable());
    statement.setFetchDirection(ResultSet.FETCH_UNKNOWN);
    assertEquals("01S02", statement.getWarnings().getSQLState());
    assertEquals(ResultSet.FETCH_FORWARD, statement.getFetchDirection());
  }

  @Test
  void runningAgainClosesTheFormerResultAndItsWarnings() throws SQLException {
    ResultSet first = statement.executeQuery("q");
    statement.setFetchDirection(ResultSet.FETCH_REVERSE);
    ResultSet second = statement.executeQuery("q");
    assertTrue(first.isClosed());
    assertFalse(second.isClosed());
    assertNull(statement.getWarnings());
    assertEquals(1, context.openCursors);
  }

  @Test
  void closingItClosesTheResultAndEverythingAfterIsRefused() throws SQLException {
    ResultSet rows = statement.executeQuery("q");
    statement.close();
    statement.close();
    assertTrue(rows.isClosed());
    assertTrue(statement.isClosed());
    for (Executable call :
        List.<Executable>of(
            () -> statement.executeQuery("q"),
            () -> statement.execute("q"),
            statement::getConnection,
            statement::getResultSet,
            statement::getMaxRows,
            statement::getWarnings,
            statement::cancel,
            statement::executeBatch,
            statement::closeOnCompletion)) {
      fails("HY010", call);
    }
  }

  @Test
  void closeOnCompletionClosesItWithItsResult() throws SQLException {
    statement.closeOnCompletion();
    assertTrue(statement.isCloseOnCompletion());
    ResultSet first = statement.executeQuery("q");
    ResultSet second = statement.executeQuery("q");
    assertTrue(first.isClosed());
    assertFalse(statement.isClosed());
    second.close();
    assertTrue(statement.isClosed());
  }

  @Test
  void itKnowsItsConnection() throws SQLException {
    assertSame(connection, statement.getConnection());
  }

  @Test
  void batchesAreRefusedAsWritingUnlessEmpty() throws SQLException {
    assertArrayEquals(new int[0], statement.executeBatch());
    statement.addBatch("INSERT INTO t");
    SQLException refused = assertThrows(SQLException.class, statement::executeBatch);
    assertInstanceOf(BatchUpdateException.class, refused);
    assertEquals("25006", refused.getSQLState());
    statement.addBatch("INSERT INTO t");
    statement.clearBatch();
    assertArrayEquals(new long[0], statement.executeLargeBatch());
  }

  @Test
  void aBugBelowIsAnSqlExceptionWithACause() {
    SQLException failed = assertThrows(SQLException.class, () -> statement.executeQuery("bug"));
    assertEquals("HY000", failed.getSQLState());
    assertInstanceOf(IllegalStateException.class, failed.getCause());
  }

  @Test
  void literalsAreQuotedAsJdbcOffers() throws SQLException {
    assertEquals("'it''s'", statement.enquoteLiteral("it's"));
    assertEquals("\"order by\"", statement.enquoteIdentifier("order by", false));
  }
}
