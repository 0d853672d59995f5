package io.stripejdbc.shell.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.shell.Shell;
import io.stripejdbc.shell.ShellStreams;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A statement that fails would leave no archive, and nobody would be told. */
class RecordedStatementsTest {
  @Test
  void whatAnArchiveIsMadeOfRuns() {
    JvmDescription jvm = new JvmDescription("", "/java", null, new File("/stripe-jdbc.jar"));
    List<String> command = JvmCommand.recording(jvm, new File("/x.jsa"));
    List<String> words = command.subList(command.indexOf(JvmCommand.SHELL) + 1, command.size());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ShellStreams streams =
        new ShellStreams(
            new StringReader(""),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    int status = new Shell(streams, Map.<String, String>of()::get).run(words);
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    assertEquals(0, status);
  }
}
