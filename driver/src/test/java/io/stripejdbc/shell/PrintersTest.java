package io.stripejdbc.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The formats, over results of another database: a printer knows {@code java.sql} alone. */
class PrintersTest {
  private static Connection connection;

  @BeforeAll
  static void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:h2:mem:");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static String print(OutputFormat format, String sql) throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      print(format, sql, out);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static long print(OutputFormat format, String sql, PrintStream out) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return format.to(out).print(rows);
    }
  }

  @Test
  void aTableHasItsNumbersToTheRight() throws SQLException {
    assertEquals(
        """
        +----------+--------+---------+
        | CURRENCY | AMOUNT |   MAJOR |
        +----------+--------+---------+
        | jpy      |   1200 | 1200.00 |
        | usd      |     -5 |   -0.05 |
        | null     |   null |    null |
        +----------+--------+---------+
        """,
        print(
            OutputFormat.TABLE,
            "SELECT * FROM (VALUES ('jpy', 1200, CAST(1200 AS DECIMAL(9,2))),"
                + " ('usd', -5, -0.05), (NULL, NULL, NULL)) AS t (currency, amount, major)"));
  }

  @Test
  void aTableWithoutRowsShowsItsColumns() throws SQLException {
    assertEquals(
        """
        +----+
        | ID |
        +----+
        +----+
        """,
        print(OutputFormat.TABLE, "SELECT 'x' AS id WHERE 1 = 0"));
  }

  @Test
  void aLineBreakMakesTheRowHigherAndAnEscapeSequenceIsShown() throws SQLException {
    assertEquals(
        """
        +------------+---+
        | TEXT       | N |
        +------------+---+
        | one        | 1 |
        | two        |   |
        | \\u001b[31m | 2 |
        +------------+---+
        """,
        print(
            OutputFormat.TABLE,
            "SELECT * FROM (VALUES ('one' || CHAR(10) || 'two', 1), (CHAR(27) || '[31m', 2))"
                + " AS t (text, n)"));
  }

  @Test
  void wideLettersKeepTheColumnsInLine() throws SQLException {
    assertEquals(
        """
        +------+
        | NAME |
        +------+
        | 東京 |
        | Zoë  |
        +------+
        """,
        print(OutputFormat.TABLE, "SELECT * FROM (VALUES ('東京'), ('Zoë')) AS t (name)"));
  }

  @Test
  void laterRowsMayWidenATable() throws SQLException {
    String text = print(OutputFormat.TABLE, "SELECT x * x * x AS n FROM SYSTEM_RANGE(1, 250)");
    assertTrue(text.contains("|       1 |"), text);
    assertTrue(text.contains("| 15625000 |"), text);
    assertEquals(250 + 4, text.lines().count());
  }

  @Test
  void commaSeparatedValuesAreQuotedWhereTheyMustBe() throws SQLException {
    assertEquals(
        "A,B,C,D\n\"x,\"\"y\"\"\",\"two\nlines\",,\"\"\n",
        print(
            OutputFormat.CSV,
            "SELECT 'x,\"y\"' AS a, 'two' || CHAR(10) || 'lines' AS b, NULL AS c, '' AS d"));
  }

  @Test
  void verticalGivesEachColumnALine() throws SQLException {
    assertEquals(
        """
        -- row 1
        ID      a
        STATUS  null
        -- row 2
        ID      b
        STATUS  open
        """,
        print(
            OutputFormat.VERTICAL,
            "SELECT * FROM (VALUES ('a', NULL), ('b', 'open')) AS t (id, status)"));
  }

  @Test
  void aPrinterStopsWhenNobodyReads() throws SQLException {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };
    for (OutputFormat format : OutputFormat.values()) {
      try (PrintStream out = new PrintStream(closed, true, StandardCharsets.UTF_8)) {
        long printed = print(format, "SELECT x FROM SYSTEM_RANGE(1, 100000)", out);
        assertTrue(printed <= 100, format + " printed " + printed);
      }
    }
  }
}
