package io.stripejdbc.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.jdbc.DriverVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
  private static final String DEMO = "jdbc:stripe:demo";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) {
    ShellStreams streams =
        new ShellStreams(
            new StringReader(""),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return new Shell(streams, Map.<String, String>of()::get).run(List.of(words));
  }

  @Test
  void helpAndVersionConnectToNothing() {
    assertEquals(0, run("--help", "-u", "nonsense"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("-e SQL"));
    out.reset();
    assertEquals(0, run("--version"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains(DriverVersion.TEXT));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void wrongArgumentsAreOneLineAndStatusTwo() {
    assertEquals(2, run("--nonsense"));
    assertTrue(oneLine().startsWith("Error: Unknown option --nonsense"));
  }

  @Test
  void aWrongUrlIsOneLineWithASqlStateAndWithoutTheKey() {
    assertEquals(
        1, run("-u", "jdbc:stripe:;apiKey=sk_test_demo;acounts=platform", "-e", "SELECT 1"));
    assertTrue(oneLine().matches("Error: .*accounts.* \\(SQLState 08001\\)\\R"), oneLine());
    assertFalse(oneLine().contains("sk_test_demo"));
  }

  @Test
  void aUrlOfAnotherDriverIsRefused() {
    assertEquals(1, run("-u", "jdbc:h2:mem:", "-e", "SELECT 1"));
    assertTrue(oneLine().contains("jdbc:stripe:"), oneLine());
  }

  @Test
  void withoutAUrlTheKeyOfTheEnvironmentDecides() throws SQLException {
    Map<String, String> none = Map.of();
    Map<String, String> key = Map.of("STRIPE_API_KEY", "sk_test_demo");
    Map<String, String> blank = Map.of("STRIPE_API_KEY", " ");
    assertEquals("jdbc:stripe:demo", ConnectionTarget.of(null, none::get).url());
    assertEquals("jdbc:stripe:demo", ConnectionTarget.of(null, blank::get).url());
    assertEquals("jdbc:stripe:", ConnectionTarget.of(null, key::get).url());
    assertEquals(
        "jdbc:stripe:demo;cache=off",
        ConnectionTarget.of("jdbc:stripe:demo;cache=off", key::get).url());
  }

  @Test
  void theKeyOfAUrlIsKeptApart() throws SQLException {
    ConnectionTarget target =
        ConnectionTarget.of(
            "jdbc:stripe:;apiKey=sk_test_demo;cache=off", Map.<String, String>of()::get);
    assertEquals("sk_test_demo", target.key());
    assertFalse(target.toString().contains("sk_test_demo"));
  }

  @Test
  void failuresAndWarningsAreOneLineEach() {
    assertEquals(
        "Error: two lines (SQLState 42601)",
        ErrorLine.of(new SQLException("two\n  lines", "42601")));
    assertEquals(
        "Warning: skipped acct_1 (SQLState 01000)",
        ErrorLine.of(new SQLWarning("skipped acct_1", "01000")));
    assertEquals(
        "Error: IllegalStateException: no (SQLState HY000)",
        ErrorLine.of(new IllegalStateException("no")));
  }

  @Test
  void anOutputFileIsAllOfTheResultsOrWhatItWas(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("out.csv");
    String[] good = {
      "-u", DEMO, "--format", "csv", "--output", file.toString(), "-e", "SELECT 1 a"
    };
    assertEquals(0, run(good));
    assertEquals("a\n1\n", Files.readString(file).replace("\r", ""));
    String[] bad = good.clone();
    bad[7] = "SELECT 2 a; SELECT nothing";
    assertEquals(1, run(bad));
    assertEquals("a\n1\n", Files.readString(file).replace("\r", ""));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void anOutputFileThatCannotBeIsAFailure(@TempDir Path folder) {
    assertEquals(
        1, run("-u", DEMO, "-e", "SELECT 1", "--output", folder.resolve("no/such").toString()));
    assertTrue(oneLine().contains("no such folder"));
    err.reset();
    assertEquals(1, run("-u", DEMO, "-e", "SELECT 1", "--output", folder.toString()));
    assertTrue(oneLine().contains("is a folder"));
  }

  @Test
  void aParameterThatNoStatementHasIsToldOf() {
    assertEquals(0, run("-u", DEMO, "-p", "a=1", "-p", "b=2", "-e", "SELECT :a + 0 AS n"));
    assertEquals("Warning: no statement has the parameter :b", oneLine().strip());
  }

  @Test
  void tablesAndColumnsAreListedWithoutARequest() {
    String script =
        "SELECT COUNT(*) AS calls FROM system.requests; \\dt pay*\n\\d stripe.payouts\n\\dn\n"
            + "SELECT COUNT(*) AS calls FROM system.requests";
    assertEquals(0, run("-u", DEMO + ";accounts=platform", "--format", "csv", "-e", script));
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertTrue(lines.contains("stripe,payouts,TABLE"), lines.toString());
    assertTrue(
        lines.contains(
            "connected_account,VARCHAR,not null,primary key," + "accounts.connected_account"),
        lines.toString());
    assertTrue(lines.contains("stripe"), lines.toString());
    assertEquals(lines.get(1), lines.get(lines.size() - 1));
  }

  @Test
  void aTableThatIsNotThereAndACommandThatIsNoneAreErrors() {
    assertEquals(1, run("-u", DEMO, "-e", "\\d chargs"));
    assertTrue(oneLine().contains("(SQLState 42S02)"));
    err.reset();
    assertEquals(1, run("-u", DEMO, "-e", "\\foo"));
    assertTrue(oneLine().contains("There is no command \\foo"));
  }

  private String oneLine() {
    String text = err.toString(StandardCharsets.UTF_8);
    assertEquals(1, text.lines().count(), text);
    return text;
  }

  @Test
  void anotherDatabaseIsAttachedFromTheCommandLine() {
    String h2 = "jdbc:h2:mem:shellattached;INIT=CREATE TABLE IF NOT EXISTS orders(id INT, n INT)";
    assertEquals(
        0,
        run(
            "--attach",
            "shop=" + h2,
            "--attach",
            "shop.user=sa",
            "-u",
            "jdbc:stripe:demo",
            "-e",
            "SELECT COUNT(*) AS orders FROM shop.orders",
            "-e",
            "SELECT \"value\" FROM system.properties WHERE name = 'attach.shop.user'"),
        err.toString(StandardCharsets.UTF_8));
    assertTrue(out.toString(StandardCharsets.UTF_8).matches("(?s).*\\| +0 \\|.*"), out.toString());
  }

  @Test
  void aWrongAttachmentIsOneLineThatShowsNoSecret() {
    assertEquals(2, run("--attach", "topsecret"));
    assertEquals(
        1, run("-u", "jdbc:stripe:demo", "--attach", "shop=jdbc:nosuch://h/d?password=topsecret"));
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("attach.shop") && said.contains("--driver-path"), said);
    assertFalse(said.contains("topsecret"), said);
    assertEquals(2, run("-u", "jdbc:stripe:demo", "--driver-path", "no-such-folder"));
  }
}
