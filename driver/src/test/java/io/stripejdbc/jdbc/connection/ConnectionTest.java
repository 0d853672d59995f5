package io.stripejdbc.jdbc.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.query.ResultType;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

class ConnectionTest {
  private final FakeConnectionContext context = FakeConnectionContext.of(ResultType.BIGINT, 1L);
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = context.connect("jdbc:stripe:demo;maxRequestsPerQuery=7");
  }

  private static void fails(String sqlState, Executable call) {
    SQLException failed = assertThrows(SQLException.class, call);
    assertEquals(sqlState, failed.getSQLState(), failed.getMessage());
  }

  @Test
  void aFreshOneIsAsJdbcExpects() throws SQLException {
    assertTrue(connection.getAutoCommit());
    assertTrue(connection.isReadOnly());
    assertEquals(Connection.TRANSACTION_NONE, connection.getTransactionIsolation());
    assertNull(connection.getCatalog());
    assertEquals("stripe", connection.getSchema());
    assertEquals(ResultSet.HOLD_CURSORS_OVER_COMMIT, connection.getHoldability());
    assertNull(connection.getWarnings());
    assertFalse(connection.isClosed());
    assertTrue(connection.getTypeMap().isEmpty());
  }

  @Test
  void transactionsAreNoOpsInBothModes() throws SQLException {
    for (boolean mode : new boolean[] {true, false}) {
      connection.setAutoCommit(mode);
      assertEquals(mode, connection.getAutoCommit());
      connection.commit();
      connection.rollback();
    }
    fails("0A000", connection::setSavepoint);
    fails("0A000", () -> connection.setSavepoint("s"));
    fails("0A000", () -> connection.rollback(null));
  }

  @Test
  void everyIsolationIsAcceptedAndNoneKept() throws SQLException {
    for (int level : new int[] {0, 1, 2, 4, 8}) {
      connection.setTransactionIsolation(level);
      assertEquals(Connection.TRANSACTION_NONE, connection.getTransactionIsolation());
    }
    fails("HY024", () -> connection.setTransactionIsolation(3));
  }

  @Test
  void itStaysReadOnlyWithoutAWord() throws SQLException {
    connection.setReadOnly(true);
    connection.setReadOnly(false);
    assertTrue(connection.isReadOnly());
    assertNull(connection.getWarnings());
  }

  @Test
  void theSchemaIsFoundInAnyCaseAndReachesTheEngine() throws SQLException {
    connection.setSchema("SYSTEM");
    assertEquals("system", connection.getSchema());
    connection.createStatement().executeQuery("q");
    assertEquals("system", context.sessions.get(0).schema());
    assertEquals(7, context.sessions.get(0).limits().maxRequests());
    fails("3F000", () -> connection.setSchema("nowhere"));
    fails("3F000", () -> connection.setSchema(null));
    assertEquals("system", connection.getSchema());
  }

  @Test
  void catalogsAreIgnored() throws SQLException {
    connection.setCatalog("x");
    assertNull(connection.getCatalog());
  }

  @Test
  void isValidAsksNobody() throws SQLException {
    assertTrue(connection.isValid(0));
    assertTrue(connection.isValid(5));
    fails("HY024", () -> connection.isValid(-1));
    connection.close();
    assertFalse(connection.isValid(1));
    assertTrue(context.prepared.isEmpty());
  }

  @Test
  void clientInfoIsKeptAndTheUnknownWarned() throws SQLException {
    connection.setClientInfo("applicationname", "tool");
    assertEquals("tool", connection.getClientInfo("ApplicationName"));
    connection.setClientInfo("Colour", "red");
    assertEquals("01S00", connection.getWarnings().getSQLState());
    assertNull(connection.getClientInfo("Colour"));
    Properties info = new Properties();
    info.setProperty("ClientUser", "me");
    connection.setClientInfo(info);
    assertEquals(Map.of("ClientUser", "me"), connection.getClientInfo());
    connection.setClientInfo("ClientUser", null);
    assertTrue(connection.getClientInfo().isEmpty());
    connection.close();
    assertEquals(
        "08003",
        assertThrows(SQLClientInfoException.class, () -> connection.setClientInfo("x", "y"))
            .getSQLState());
  }

  @Test
  void networkTimeoutIsKept() throws SQLException {
    assertEquals(0, connection.getNetworkTimeout());
    connection.setNetworkTimeout(null, 5000);
    assertEquals(5000, connection.getNetworkTimeout());
    fails("HY024", () -> connection.setNetworkTimeout(null, -1));
  }

  @Test
  void statementsOfEveryFormAreForwardOnlyAndSayWhenTheyWereAskedForMore() throws SQLException {
    assertNull(connection.createStatement(1003, 1007).getWarnings());
    assertNull(connection.createStatement(1003, 1007, 2).getWarnings());
    assertNull(connection.prepareStatement("q", 1003, 1007, 1).getWarnings());
    for (Statement statement :
        List.of(
            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, 1007),
            connection.createStatement(1003, ResultSet.CONCUR_UPDATABLE),
            connection.prepareStatement("q", ResultSet.TYPE_SCROLL_SENSITIVE, 1007))) {
      assertEquals("01S02", statement.getWarnings().getSQLState());
      assertEquals(ResultSet.TYPE_FORWARD_ONLY, statement.getResultSetType());
      assertEquals(ResultSet.CONCUR_READ_ONLY, statement.getResultSetConcurrency());
      assertEquals(ResultSet.HOLD_CURSORS_OVER_COMMIT, statement.getResultSetHoldability());
    }
    fails("HY024", () -> connection.createStatement(7, 1007));
    fails("HY024", () -> connection.createStatement(1003, 7));
    fails("HY024", () -> connection.createStatement(1003, 1007, 7));
  }

  @Test
  void generatedKeysAreNoHindrance() throws SQLException {
    assertTrue(connection.prepareStatement("q", Statement.RETURN_GENERATED_KEYS).execute());
    assertTrue(connection.prepareStatement("q", new int[] {1}).execute());
    assertTrue(connection.prepareStatement("q", new String[] {"id"}).execute());
    fails("HY024", () -> connection.prepareStatement("q", 9));
  }

  @Test
  void whatItDoesNotMakeIsUnsupported() {
    for (Executable call :
        List.<Executable>of(
            () -> connection.prepareCall("{call p}"),
            connection::createBlob,
            connection::createClob,
            connection::createNClob,
            connection::createSQLXML,
            () -> connection.createArrayOf("VARCHAR", new Object[0]),
            () -> connection.createStruct("s", new Object[0]))) {
      fails("0A000", call);
    }
  }

  @Test
  void nativeSqlTranslatesEscapesAndNeverFails() throws SQLException {
    assertEquals("SELECT DATE '2024-05-01'", connection.nativeSQL("SELECT {d '2024-05-01'}"));
    assertEquals("{nonsense", connection.nativeSQL("{nonsense"));
    assertNull(connection.nativeSQL(null));
  }

  @Test
  void typeMapsAreAcceptedEmpty() throws SQLException {
    connection.setTypeMap(Map.of());
    connection.setTypeMap(null);
    fails("0A000", () -> connection.setTypeMap(Map.of("x", String.class)));
  }

  @Test
  void closingItClosesEverythingAndItSaysSoEverAfter() throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("q");
    connection.close();
    connection.close();
    assertTrue(connection.isClosed());
    assertTrue(statement.isClosed());
    assertTrue(rows.isClosed());
    assertTrue(context.closed);
    for (Executable call :
        List.<Executable>of(
            connection::createStatement,
            () -> connection.prepareStatement("q"),
            connection::getMetaData,
            connection::getAutoCommit,
            () -> connection.setAutoCommit(false),
            connection::commit,
            connection::rollback,
            connection::getSchema,
            connection::getWarnings,
            connection::getClientInfo,
            connection::getNetworkTimeout,
            connection::isReadOnly,
            () -> connection.nativeSQL("q"))) {
      fails("08003", call);
    }
  }

  @Test
  void abortClosesItThroughTheExecutor() throws SQLException {
    fails("HY024", () -> connection.abort(null));
    Statement statement = connection.createStatement();
    connection.abort(Runnable::run);
    connection.abort(Runnable::run);
    assertTrue(connection.isClosed());
    assertTrue(statement.isClosed());
    assertTrue(context.closed);
  }

  @Test
  void itUnwrapsToWhatItIs() throws SQLException {
    assertTrue(connection.isWrapperFor(Connection.class));
    assertSame(connection, connection.unwrap(Connection.class));
    assertFalse(connection.isWrapperFor(String.class));
    assertFalse(connection.isWrapperFor(null));
    fails("HY024", () -> connection.unwrap(String.class));
    fails("HY024", () -> connection.unwrap(null));
    DatabaseMetaData meta = connection.getMetaData();
    assertSame(meta, meta.unwrap(DatabaseMetaData.class));
    assertSame(connection, meta.getConnection());
  }

  @Test
  void unknownPropertiesAreWarningsAndClientInfoIsTaken() throws SQLException {
    Properties info = new Properties();
    info.setProperty("remarksReporting", "true");
    info.setProperty("ApplicationName", "tool");
    Connection connected =
        new ConnectionFactory((settings, nanos) -> context, n -> null)
            .connect("jdbc:stripe:demo", info, 0);
    assertEquals("01S00", connected.getWarnings().getSQLState());
    assertTrue(connected.getWarnings().getMessage().contains("remarksReporting"));
    assertNull(connected.getWarnings().getNextWarning());
    assertEquals("tool", connected.getClientInfo("ApplicationName"));
  }

  @Test
  @Timeout(60)
  void abortEndsAStatementThatIsBeingPrepared() throws Exception {
    context.hangInPrepare = true;
    CompletableFuture<String> state =
        CompletableFuture.supplyAsync(
            () ->
                assertThrows(SQLException.class, () -> connection.prepareStatement("SELECT 1"))
                    .getSQLState());
    context.hanging.await();
    connection.abort(Runnable::run);
    assertEquals("57014", state.get());
  }

  @Test
  @Timeout(60)
  void closeEndsAStatementThatIsBeingPrepared() throws Exception {
    context.hangInPrepare = true;
    CompletableFuture<String> state =
        CompletableFuture.supplyAsync(
            () ->
                assertThrows(SQLException.class, () -> connection.prepareStatement("SELECT 1"))
                    .getSQLState());
    context.hanging.await();
    connection.close();
    assertEquals("57014", state.get());
  }
}
