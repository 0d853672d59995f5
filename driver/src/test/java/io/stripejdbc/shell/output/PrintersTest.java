package io.stripejdbc.shell.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.shell.FailingRows;
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
  void jsonKeepsDigitsNullsAndBothColumnsOfOneName() throws SQLException {
    assertEquals(
        """
        [
        {"ID":1,"ID_2":12345678901234567890.10,"T":"a\\"\\\\\\n\\u0001","N":null,"B":true,"D":0.1},
        {"ID":2,"ID_2":0,"T":"東京😀","N":null,"B":null,"D":-3}
        ]
        """,
        print(
            OutputFormat.JSON,
            "SELECT id, big AS id, t, n, b, d FROM (VALUES (1, CAST(12345678901234567890.10 AS"
                + " DECIMAL(30,2)), 'a\"\\' || CHAR(10) || CHAR(1), NULL, TRUE, 0.1e0), (2, 0,"
                + " '東京😀', NULL, NULL, -3e0)) AS v (id, big, t, n, b, d)"));
  }

  @Test
  void aThirdColumnOfANameSkipsNamesThatAreTaken() throws SQLException {
    assertEquals(
        "{\"A\":1,\"A_2\":2,\"A_3\":3}\n",
        print(OutputFormat.JSONL, "SELECT 1 AS a, 2 AS a_2, 3 AS a"));
  }

  @Test
  void jsonOfNoRowsIsAnEmptyArrayAndJsonLinesOfNoneAreNothing() throws SQLException {
    assertEquals("[]\n", print(OutputFormat.JSON, "SELECT 1 AS a WHERE 1 = 0"));
    assertEquals("", print(OutputFormat.JSONL, "SELECT 1 AS a WHERE 1 = 0"));
  }

  @Test
  void whatIsNoNumberOfJsonIsAString() {
    assertEquals("\"NaN\"", JsonText.number("NaN"));
    assertEquals("\"Infinity\"", JsonText.number("Infinity"));
    assertEquals("-1.50E+3", JsonText.number("-1.50E+3"));
    assertEquals("\"\\ud83d\"", JsonText.string("\ud83d"));
  }

  @Test
  void aResultThatFailsLeavesItsArrayOpen() throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(1);
      ResultSet rows = statement.executeQuery("SELECT x FROM SYSTEM_RANGE(1, 3)");
      ResultSet failing = FailingRows.after(rows, 1);
      assertThrows(SQLException.class, () -> OutputFormat.JSON.to(out).print(failing));
    }
    assertEquals("[\n{\"X\":1}", bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void markdownShowsValuesAsTheyAre() throws SQLException {
    assertEquals(
        """
        | NAME | N |
        | --- | ---: |
        | a\\|b \\*c\\* \\_d\\_ po_1 &lt;b> &amp;amp; | 1 |
        | one<br>two | -5 |
        |  | null |
        """,
        print(
            OutputFormat.MARKDOWN,
            "SELECT * FROM (VALUES ('a|b *c* _d_ po_1 <b> &amp;', 1), ('one' || CHAR(10) || 'two',"
                + " -5), ('', NULL)) AS t (name, n)"));
  }

  @Test
  void emojiMarksAndJoinersHaveTheirWidths() {
    assertEquals(2, CellFormatter.of("✅").width());
    assertEquals(2, CellFormatter.of("😀").width());
    assertEquals(1, CellFormatter.of("e\u0301").width());
    assertEquals(1, CellFormatter.of("a\u200d").width());
    assertEquals(2, CellFormatter.of("\u1112\u1161\u11ab").width());
    assertEquals("\\u202eabc", CellFormatter.harmless("\u202eabc"));
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
