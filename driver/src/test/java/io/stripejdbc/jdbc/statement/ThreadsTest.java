package io.stripejdbc.jdbc.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.jdbc.connection.FakeConnectionContext;
import io.stripejdbc.jdbc.connection.StripeConnection;
import io.stripejdbc.query.ResultType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What other threads may do to a statement that waits for rows. */
@Timeout(10)
class ThreadsTest {
  private final FakeConnectionContext context = FakeConnectionContext.of(ResultType.BIGINT, 1L);
  private StripeConnection connection;
  private Statement statement;
  private ResultSet rows;

  @BeforeEach
  void connect() throws SQLException {
    context.hang = true;
    connection = context.connect();
    statement = connection.createStatement();
    rows = statement.executeQuery("q");
  }

  private interface Stop {
    void now() throws SQLException;
  }

  /** Reads in another thread, stops it, and gives the state of what the reader was thrown. */
  private String stateAfter(Stop stop) throws Exception {
    CompletableFuture<Boolean> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return rows.next();
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    assertTrue(context.hanging.await(5, TimeUnit.SECONDS));
    stop.now();
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> reader.get(5, TimeUnit.SECONDS));
    return ((SQLException) failed.getCause().getCause()).getSQLState();
  }

  @Test
  void cancelFreesTheReaderAndTheStatementRunsAgain() throws Exception {
    assertEquals("57014", stateAfter(statement::cancel));
    assertTrue(rows.isClosed());
    context.hang = false;
    assertTrue(statement.executeQuery("q").next());
  }

  @Test
  void closingTheStatementFreesTheReader() throws Exception {
    assertEquals("57014", stateAfter(statement::close));
    assertTrue(statement.isClosed());
    assertEquals(0, context.openCursors);
  }

  @Test
  void closingTheResultSetFreesTheReader() throws Exception {
    assertEquals("57014", stateAfter(rows::close));
    assertFalse(statement.isClosed());
  }

  @Test
  void closingTheConnectionFreesTheReader() throws Exception {
    assertEquals("57014", stateAfter(connection::close));
    assertTrue(context.closed);
  }

  @Test
  void abortFreesTheReader() throws Exception {
    assertEquals("57014", stateAfter(() -> connection.abort(Runnable::run)));
  }

  @Test
  void cancelWhileNothingRunsHasNoEffect() throws SQLException {
    rows.close();
    statement.cancel();
    context.hang = false;
    assertTrue(statement.executeQuery("q").next());
    Statement idle = connection.createStatement();
    idle.cancel();
    assertTrue(idle.executeQuery("q").next());
  }

  @Test
  void aCancelThatComesBeforeTheCursorStillCounts() throws SQLException {
    CancellationToken cancel = new CancellationToken();
    cancel.begin();
    cancel.check();
    cancel.cancel();
    assertEquals("57014", assertThrows(SQLException.class, cancel::check).getSQLState());
    cancel.begin();
    cancel.check();
  }
}
