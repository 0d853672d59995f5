package io.stripejdbc.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedParametersTest {
  private final NamedParameters parameters =
      new NamedParameters(Map.of("a", "1", "b", "x", "min", "1.5"));

  @Test
  void namesBecomePlacesInTheirOrder() throws SQLException {
    NamedParameters.Bindable bindable =
        parameters.bindable("SELECT * FROM t WHERE p=:a AND q IN (:b,:a)\n  AND r > :a -- end");
    assertEquals("SELECT * FROM t WHERE p=? AND q IN (?,?)\n  AND r > ? -- end", bindable.sql());
    assertEquals(List.of("a", "b", "a", "a"), bindable.names());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ':a', 'it''s :b' FROM t",
        "SELECT \":a\" FROM t",
        "SELECT 1 -- :a\n",
        "SELECT /* :nothing :a */ 1",
        "SELECT 1::a, x::b",
        "SELECT JSON_OBJECT('a':b)",
        "SELECT JSON_OBJECT('k':b, 'l':1)",
        "SELECT v:a FROM t"
      })
  void whatIsNoNameStaysAsItIs(String sql) throws SQLException {
    NamedParameters.Bindable bindable = parameters.bindable(sql);
    assertEquals(sql, bindable.sql());
    assertEquals(List.of(), bindable.names());
  }

  @Test
  void aNameWithoutAValueIsNamedWithThoseThatHaveOne() {
    SQLException missing = assertThrows(SQLException.class, () -> parameters.bindable("SELECT :c"));
    assertEquals("07002", missing.getSQLState());
    assertEquals(
        "Parameter :c has no value; pass -p c=VALUE (given are a, b, min)", missing.getMessage());
    assertTrue(
        assertThrows(SQLException.class, () -> NamedParameters.NONE.bindable("SELECT :c"))
            .getMessage()
            .contains("none is given"));
  }

  @Test
  void whatNoStatementHadIsKnown() throws SQLException {
    parameters.bindable("SELECT :a, ':b'");
    assertEquals(java.util.Set.of("b", "min"), parameters.unused());
  }

  @Test
  void aValueIsNeverReadAsSqlAndAFractionIsNotCut() throws SQLException {
    Map<String, String> values =
        Map.of("id", "x' OR '1'='1", "min", "1.5", "n", "2", "day", "2026-10-01", "yes", "true");
    assertEquals(0, count(values, "SELECT COUNT(*) FROM payouts WHERE id = :id"));
    assertEquals(1, count(values, "SELECT COUNT(*) FROM (VALUES (1), (2)) t (a) WHERE a < :min"));
    assertEquals(2, count(values, "SELECT COUNT(*) FROM (SELECT id FROM payouts LIMIT :n) AS few"));
    long since =
        count(values, "SELECT COUNT(*) FROM payouts WHERE created >= :day AND automatic = :yes");
    assertEquals(
        count(
            values,
            "SELECT COUNT(*) FROM payouts WHERE created >= TIMESTAMP '2026-10-01 00:00:00'"
                + " AND automatic"),
        since);
    assertTrue(since > 0);
  }

  @Test
  void aTextThatIsNoNumberIsAnErrorThatNamesTheParameter() {
    SQLException wrong =
        assertThrows(
            SQLException.class,
            () -> count(Map.of("n", "many"), "SELECT COUNT(*) FROM payouts WHERE amount > :n"));
    assertEquals("Parameter :n: 'many' is no number", wrong.getMessage());
    assertEquals("22018", wrong.getSQLState());
  }

  private static long count(Map<String, String> values, String sql) throws SQLException {
    NamedParameters named = new NamedParameters(values);
    NamedParameters.Bindable bindable = named.bindable(sql);
    try (Connection connection = DriverManager.getConnection("jdbc:stripe:demo;accounts=platform");
        PreparedStatement statement = connection.prepareStatement(bindable.sql())) {
      named.bind(statement, bindable.names());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
