package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions give that no column is: arrays, maps, rows, intervals, bytes, small numbers. */
class StructuredValuesTest {
  private static Connection connection;

  @BeforeAll
  static void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:stripe:demo;cache=off");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ARRAY[1, 2, NULL, 3.50] | [1,2,null,3.5]",
        "ARRAY['x', 'y\"\\z', 'ü'] | [\"x\",\"y\\\"\\\\z\",\"ü\"]",
        "ARRAY[TRUE, FALSE] | [true,false]",
        "ARRAY[ARRAY[DATE '2024-02-29']] | [[\"2024-02-29\"]]",
        "ARRAY[TIMESTAMP '2024-01-02 03:04:05'] | [\"2024-01-02 03:04:05\"]",
        "ARRAY[TIME '03:04:00'] | [\"03:04:00\"]",
        "ARRAY[X'0AFF'] | [\"0aff\"]",
        "ARRAY[INTERVAL '90' MINUTE] | [\"0 01:30:00\"]",
        "MAP['b', 1, 'a', NULL] | {\"b\":1,\"a\":null}",
        "MULTISET[1, 2] | [1,2]",
        "(1, 'b') | {\"EXPR$0\":1,\"EXPR$1\":\"b\"}",
        "ARRAY[(1, DATE '2024-02-29')] | [{\"EXPR$0\":1,\"EXPR$1\":\"2024-02-29\"}]",
        "INTERVAL '3' DAY | 3 00:00:00",
        "INTERVAL '-1 02:03:04.5' DAY TO SECOND | -1 02:03:04.500",
        "INTERVAL '1-2' YEAR TO MONTH | 1-2",
        "INTERVAL '-5' MONTH | -0-5",
      })
  void structuredValuesAreText(String expression, String text) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + expression + " AS v")) {
      assertTrue(rows.next());
      assertEquals(text, rows.getString("v"));
      assertEquals(text, rows.getObject("v"));
      assertEquals(Types.VARCHAR, rows.getMetaData().getColumnType(1));
      assertEquals("java.lang.String", rows.getMetaData().getColumnClassName(1));
    }
  }

  @Test
  void aSingleRowValueIsNotTakenApart() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT MULTISET(SELECT 1 AS a, 'x' AS b) AS v, 2 AS w")) {
      assertTrue(rows.next());
      assertEquals("[{\"a\":1,\"b\":\"x\"}]", rows.getString("v"));
      assertEquals(2, rows.getInt("w"));
    }
  }

  @Test
  void objectsAreOfThePromisedClass() throws Exception {
    String sql =
        "SELECT CAST(1 AS TINYINT), CAST(2 AS SMALLINT), CAST(0.1 AS REAL), X'0AFF', ARRAY[1],"
            + " CAST('123e4567-e89b-12d3-a456-426614174000' AS UUID), 1.5, CURRENT_TIME";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertTrue(rows.next());
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        String promised = rows.getMetaData().getColumnClassName(i);
        assertEquals(Class.forName(promised), rows.getObject(i).getClass(), "column " + i);
      }
      assertArrayEquals(new byte[] {10, -1}, rows.getBytes(4));
      assertEquals("0aff", rows.getString(4));
      assertEquals(0.1, rows.getObject(3));
    }
  }

  @Test
  void maxFieldSizeCutsTextsAtWholeCharacters() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxFieldSize(4);
      try (ResultSet rows =
          statement.executeQuery("SELECT 'abcdef', 'aüü', 'a😀', 'abc', 123456, X'0102030405'")) {
        assertTrue(rows.next());
        assertEquals("abcd", rows.getString(1));
        assertEquals("aü", rows.getObject(2));
        assertEquals("a", rows.getString(3));
        assertEquals("abc", rows.getString(4));
        assertEquals(123456, rows.getInt(5));
        assertEquals(4, rows.getBytes(6).length);
      }
      statement.setMaxFieldSize(0);
      try (ResultSet rows = statement.executeQuery("SELECT 'abcdef'")) {
        assertTrue(rows.next());
        assertEquals("abcdef", rows.getString(1));
      }
    }
  }
}
