package io.stripejdbc.jdbc.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.jdbc.DriverVersion;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the metadata says about the driver itself. */
class CapabilitiesTest {
  private static final Set<String> YES =
      Set.of(
          "allTablesAreSelectable",
          "isCatalogAtStart",
          "isReadOnly",
          "nullPlusNonNullIsNull",
          "nullsAreSortedHigh",
          "storesMixedCaseIdentifiers",
          "storesMixedCaseQuotedIdentifiers",
          "supportsANSI92EntryLevelSQL",
          "supportsColumnAliasing",
          "supportsConvert",
          "supportsCoreSQLGrammar",
          "supportsCorrelatedSubqueries",
          "supportsExpressionsInOrderBy",
          "supportsFullOuterJoins",
          "supportsGroupBy",
          "supportsGroupByBeyondSelect",
          "supportsGroupByUnrelated",
          "supportsIntegrityEnhancementFacility",
          "supportsLikeEscapeClause",
          "supportsLimitedOuterJoins",
          "supportsMinimumSQLGrammar",
          "supportsNonNullableColumns",
          "supportsOpenCursorsAcrossCommit",
          "supportsOpenCursorsAcrossRollback",
          "supportsOpenStatementsAcrossCommit",
          "supportsOpenStatementsAcrossRollback",
          "supportsOrderByUnrelated",
          "supportsOuterJoins",
          "supportsSchemasInDataManipulation",
          "supportsSchemasInTableDefinitions",
          "supportsSubqueriesInComparisons",
          "supportsSubqueriesInExists",
          "supportsSubqueriesInIns",
          "supportsSubqueriesInQuantifieds",
          "supportsTableCorrelationNames",
          "supportsUnion",
          "supportsUnionAll");

  private Connection connection;
  private DatabaseMetaData meta;

  @BeforeEach
  void connect() throws SQLException {
    connection =
        new FakeConnectionContext().connect("jdbc:stripe:demo;apiKey=sk_test_topsecret;cache=off");
    meta = connection.getMetaData();
  }

  @Test
  void everyYesAndEveryNoIsTheOneOfTheContract() throws Exception {
    List<String> yes = new ArrayList<>();
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getReturnType() == boolean.class
          && method.getParameterCount() == 0
          && (boolean) method.invoke(meta)) {
        yes.add(method.getName());
      }
    }
    assertEquals(YES.stream().sorted().toList(), yes.stream().sorted().toList());
  }

  @Test
  void thereAreNoLimits() throws Exception {
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getName().startsWith("getMax")) {
        assertEquals(0, ((Number) method.invoke(meta)).longValue(), method.getName());
      }
    }
  }

  @Test
  void namesAndVersionsAreItsOwn() throws SQLException {
    assertEquals("Stripe", meta.getDatabaseProductName());
    assertEquals(DriverVersion.TEXT, meta.getDatabaseProductVersion());
    assertEquals("stripe-jdbc", meta.getDriverName());
    assertTrue(meta.getDriverVersion().startsWith(meta.getDriverMajorVersion() + "."));
    assertEquals(meta.getDriverMajorVersion(), meta.getDatabaseMajorVersion());
    assertEquals(meta.getDriverMinorVersion(), meta.getDatabaseMinorVersion());
    assertEquals(4, meta.getJDBCMajorVersion());
    assertEquals(3, meta.getJDBCMinorVersion());
    assertEquals(DatabaseMetaData.sqlStateSQL, meta.getSQLStateType());
  }

  @Test
  void theVersionIsThatOfThePom() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));
    assertTrue(pom.contains("<version>" + DriverVersion.TEXT), "pom.xml has another version");
  }

  @Test
  void theUrlHasNoSecretAndNobodyIsTheUser() throws SQLException {
    assertEquals("jdbc:stripe:demo;cache=off", meta.getURL());
    assertEquals("", meta.getUserName());
  }

  @Test
  void termsQuotesAndEscapesAreGiven() throws SQLException {
    assertEquals("\"", meta.getIdentifierQuoteString());
    assertEquals("\\", meta.getSearchStringEscape());
    assertEquals("", meta.getExtraNameCharacters());
    assertEquals("catalog", meta.getCatalogTerm());
    assertEquals("schema", meta.getSchemaTerm());
    assertEquals("procedure", meta.getProcedureTerm());
    assertEquals(".", meta.getCatalogSeparator());
    assertEquals(RowIdLifetime.ROWID_UNSUPPORTED, meta.getRowIdLifetime());
  }

  @Test
  void resultSetsAndTransactionsAgreeWithTheConnection() throws SQLException {
    assertEquals(connection.getHoldability(), meta.getResultSetHoldability());
    assertTrue(meta.supportsResultSetHoldability(connection.getHoldability()));
    assertFalse(meta.supportsResultSetHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT));
    assertTrue(meta.supportsResultSetType(ResultSet.TYPE_FORWARD_ONLY));
    assertFalse(meta.supportsResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE));
    assertTrue(
        meta.supportsResultSetConcurrency(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY));
    assertFalse(
        meta.supportsResultSetConcurrency(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE));
    assertEquals(Connection.TRANSACTION_NONE, meta.getDefaultTransactionIsolation());
    assertTrue(meta.supportsTransactionIsolationLevel(Connection.TRANSACTION_NONE));
    assertFalse(meta.supportsTransactionIsolationLevel(Connection.TRANSACTION_READ_COMMITTED));
  }

  @Test
  void convertAgreesWithCast() throws SQLException {
    assertTrue(meta.supportsConvert(Types.BIGINT, Types.VARCHAR));
    assertTrue(meta.supportsConvert(Types.VARCHAR, Types.TIMESTAMP));
    assertTrue(meta.supportsConvert(Types.TIMESTAMP, Types.DATE));
    assertFalse(meta.supportsConvert(Types.DATE, Types.TIME));
    assertFalse(meta.supportsConvert(Types.BIGINT, Types.DATE));
    assertFalse(meta.supportsConvert(Types.VARCHAR, Types.BLOB));
  }

  @Test
  void wordListsAreSortedAndWithoutBlanks() throws SQLException {
    for (String list :
        List.of(
            meta.getSQLKeywords(),
            meta.getNumericFunctions(),
            meta.getStringFunctions(),
            meta.getSystemFunctions(),
            meta.getTimeDateFunctions())) {
      List<String> words = List.of(list.split(",", -1));
      assertEquals(words.stream().sorted().distinct().toList(), words);
      assertFalse(Stream.of(list.split("")).anyMatch(String::isBlank) && !list.isEmpty(), list);
    }
  }
}
