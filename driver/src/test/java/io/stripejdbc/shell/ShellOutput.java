package io.stripejdbc.shell;

import io.stripejdbc.shell.output.OutputFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the shell prints for a script, the error line included; for tests of other packages.
 *
 * @param text the output
 * @param sqlState the SQLState of the failure, empty when there was none
 */
public record ShellOutput(String text, String sqlState) {
  /** Runs a script on a connection. */
  public static ShellOutput of(Connection connection, String script) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ShellStreams streams = new ShellStreams(new StringReader(""), out, out, false);
    String sqlState = "";
    try {
      new BatchRunner(connection, streams, OutputFormat.TABLE, NamedParameters.NONE)
          .run(new ScriptReader(new StringReader(script)));
    } catch (SQLException e) {
      out.println(ErrorLine.of(e));
      sqlState = String.valueOf(e.getSQLState());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    String text = bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    return new ShellOutput(text, sqlState);
  }
}
