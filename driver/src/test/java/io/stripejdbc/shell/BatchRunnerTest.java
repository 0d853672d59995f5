package io.stripejdbc.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.shell.output.OutputFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class BatchRunnerTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private void run(String text, boolean terminal) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
      ShellStreams streams =
          new ShellStreams(
              new StringReader(""),
              new PrintStream(out, false, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              terminal);
      new BatchRunner(connection, streams, OutputFormat.CSV, NamedParameters.NONE)
          .run(new ScriptReader(new StringReader(text)));
    }
  }

  private static String lines(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void statementsRunInOrder() throws SQLException, IOException {
    run("SELECT 1 AS a; SELECT 2 AS b;", false);
    assertEquals("A\n1\nB\n2\n", lines(out));
    assertEquals("", lines(err));
  }

  @Test
  void theFirstFailureEndsTheRun() {
    SQLException failure =
        assertThrows(
            SQLException.class, () -> run("SELECT 1 AS a; SELECT nothing; SELECT 3 AS c", false));
    assertEquals("A\n1\n", lines(out));
    assertTrue(ErrorLine.of(failure).matches("Error: .* \\(SQLState 42S22\\)"));
  }

  @Test
  void aPersonIsToldHowManyRowsCameAndHowLongTheyTook() throws SQLException, IOException {
    run("SELECT 1 AS a", true);
    assertTrue(lines(err).matches("1 row in \\d+\\.\\d\\d s\n"), lines(err));
  }

  @Test
  void quitEndsAScriptAndOtherCommandsAreRefused() throws SQLException, IOException {
    run("!quit\nSELECT 1", false);
    assertEquals("", lines(out));
    SQLException refused = assertThrows(SQLException.class, () -> run("!tables", false));
    assertEquals("42601", refused.getSQLState());
  }
}
