package io.stripejdbc.shell.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.StatementProgress.Snapshot;
import io.stripejdbc.StatementProgress.Wait;
import io.stripejdbc.shell.Shell;
import io.stripejdbc.shell.ShellStreams;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The line on the terminal that tells how far a statement is. */
class ProgressLineTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(screen, false, StandardCharsets.UTF_8);
  private final PrintStream err = new PrintStream(screen, true, StandardCharsets.UTF_8);
  private final ProgressLine line = new ProgressLine(out, err);

  private String seen() {
    out.flush();
    String text = screen.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    screen.reset();
    return text;
  }

  /** What a terminal shows after these bytes: a carriage return begins the line anew. */
  private static String shown(String bytes) {
    StringBuilder all = new StringBuilder();
    for (String row : bytes.split("\n", -1)) {
      StringBuilder cells = new StringBuilder();
      for (String piece : row.split("\r", -1)) {
        cells.replace(0, Math.min(piece.length(), cells.length()), piece);
      }
      all.append(cells.toString().stripTrailing()).append('\n');
    }
    return all.substring(0, all.length() - 1);
  }

  private static Snapshot snapshot(
      String table, long calls, long rows, int total, int left, long waiting, Wait reason) {
    return new Snapshot(1, true, table, calls, rows, 0, total, left, waiting, waiting, reason, 500);
  }

  private static String text(
      String table, long calls, long rows, int total, int left, long waiting, Wait reason) {
    return ProgressText.of(snapshot(table, calls, rows, total, left, waiting, reason));
  }

  @Test
  void theTextTellsCallsRowsAccountsAndTheWait() {
    assertEquals("charges: 1 call, 0 rows", text("charges", 1, 0, 1, 1, 0, null));
    assertEquals(
        "charges: 12 calls, 1,100 rows, 3 of 10 accounts left",
        text("charges", 12, 1100, 10, 3, 0, null));
    assertEquals(
        "charges: 12 calls, 1,100 rows, waiting 1.2 s for the rate limit",
        text("charges", 12, 1100, 1, 1, 1249, Wait.RATE_LIMIT));
    assertEquals(
        "payouts: 2 calls, 1 row, 3 of 10 accounts left, waiting 0.3 s to try again",
        text("payouts", 2, 1, 10, 3, 300, Wait.NEXT_TRY));
    assertEquals(
        "0 calls, 0 rows, waiting 61.0 s for the rate limit",
        text(null, 0, 0, 0, 0, 61_000, Wait.RATE_LIMIT));
  }

  @Test
  void aShortWaitIsPaceAndIsNotTold() {
    assertEquals("charges: 9 calls, 8 rows", text("charges", 9, 8, 1, 1, 299, Wait.RATE_LIMIT));
  }

  @Test
  void theTextFitsItsLine() {
    assertEquals(
        "charges: 1,212 calls, 121,100 rows, waiting 1.2 s for the rate limit",
        text("charges", 1212, 121_100, 10, 3, 1200, Wait.RATE_LIMIT));
    assertEquals(ProgressText.WIDTH, text("t".repeat(100), 1212, 121_100, 10, 3, 0, null).length());
  }

  @Test
  void thereIsNothingToTellOfWhatIsQuickEndedOrAsksNobody() {
    assertNull(ProgressText.of(null));
    assertNull(ProgressText.of(new Snapshot(1, true, "t", 9, 9, 9, 1, 1, 0, 0, null, 499)));
    assertNull(ProgressText.of(new Snapshot(1, false, "t", 9, 9, 9, 1, 1, 0, 0, null, 9000)));
    assertNull(ProgressText.of(new Snapshot(1, true, null, 0, 0, 0, 0, 0, 0, 0, null, 9000)));
  }

  @Test
  void aLineIsRewrittenInPlaceAndLeavesNothing() {
    line.show("twelve calls");
    line.show("13 calls");
    String text = seen();
    assertFalse(text.contains("\n"), text);
    assertEquals("13 calls", shown(text));
    line.show(null);
    assertEquals("", shown("\r13 calls" + seen()));
    line.show("again");
    line.close();
    line.show("never more");
    assertEquals("", shown(seen()));
  }

  @Test
  void itMakesWayForEverythingThatIsPrinted() {
    PrintStream results = line.over(out);
    line.show("12 calls, 1,100 rows");
    results.println("| 1 |");
    line.show("13 calls");
    line.over(err).println("Warning: w");
    line.show("14 calls");
    results.println("| 2 |");
    line.close();
    assertEquals("| 1 |\nWarning: w\n| 2 |\n", shown(seen()));
  }

  @Test
  void itIsNotShownWithinALineOfAResult() {
    PrintStream results = line.over(out);
    results.print("| 1 ");
    line.show("12 calls");
    results.println("|");
    line.show("13 calls");
    assertEquals("| 1 |\n13 calls", shown(seen()));
  }

  @Test
  void resultsThatWaitInABufferComeBeforeTheLine() {
    PrintStream buffered =
        new PrintStream(
            new java.io.BufferedOutputStream(screen, 1000), false, StandardCharsets.UTF_8);
    ProgressLine below = new ProgressLine(buffered, err);
    below.over(buffered).println("| 1 |");
    below.show("12 calls");
    assertEquals("| 1 |\n12 calls", shown(seen()));
  }

  @Test
  void aReaderThatIsGoneIsToldToWhoPrints() {
    PrintStream broken =
        new PrintStream(
            new java.io.OutputStream() {
              @Override
              public void write(int one) throws java.io.IOException {
                throw new java.io.IOException("gone");
              }
            });
    PrintStream results = line.over(broken);
    results.println("| 1 |");
    assertTrue(results.checkError());
  }

  @Test
  void onlyPathsOfTerminalsAreTerminals() {
    for (String path : List.of("/dev/pts/3", "/dev/tty", "/dev/tty1", "/dev/console")) {
      assertTrue(TerminalDetector.isTerminal(path), path);
    }
    for (String path : List.of("/dev/null", "pipe:[77]", "err.log", "socket:[1]")) {
      assertFalse(TerminalDetector.isTerminal(path), path);
    }
  }

  @Test
  void progressGoesWhereErrorsAreATerminalAndStopsBeforeAPipeHasResults() {
    assertEquals(ProgressDisplay.ALWAYS, TerminalDetector.progress("/dev/pts/3", "/dev/pts/3"));
    assertEquals(ProgressDisplay.ALWAYS, TerminalDetector.progress("/dev/pts/3", "/tmp/out.csv"));
    assertEquals(
        ProgressDisplay.UNTIL_RESULTS, TerminalDetector.progress("/dev/pts/3", "pipe:[77]"));
    assertEquals(ProgressDisplay.NONE, TerminalDetector.progress("/tmp/err", "/dev/pts/3"));
  }

  @Test
  void aPipesReaderIsNotDisturbedOnceItHasResults() {
    ByteArrayOutputStream piped = new ByteArrayOutputStream();
    PrintStream results = new PrintStream(piped, false, StandardCharsets.UTF_8);
    ProgressLine until = new ProgressLine(results, err, true);
    until.show("12 calls");
    assertEquals("12 calls", shown(seen()));
    until.over(results).println("| 1 |");
    until.show("13 calls");
    assertEquals("", shown(seen()).strip());
  }

  @Test
  void theShellShowsNoLineWhereItIsNotSure() {
    ShellStreams piped = new ShellStreams(new StringReader(""), out, err, true);
    assertEquals(ProgressDisplay.NONE, piped.progress());
    assertEquals(
        0,
        new Shell(piped, Map.<String, String>of()::get)
            .run(List.of("-u", "jdbc:stripe:demo", "-e", "SELECT COUNT(*) FROM charges")));
    assertFalse(seen().contains("\r"));
  }

  @Test
  void aRunWithTheLinePrintsWhatARunWithoutItDoes() {
    ShellStreams live =
        new ShellStreams(new StringReader(""), out, err, true, ProgressDisplay.ALWAYS);
    assertEquals(
        0,
        new Shell(live, Map.<String, String>of()::get)
            .run(
                List.of(
                    "-u",
                    "jdbc:stripe:demo",
                    "-e",
                    "SELECT id FROM payouts LIMIT 2",
                    "--format",
                    "csv")));
    String text = shown(seen());
    assertTrue(text.matches("Demo: .*\nid\npo_\\w+\npo_\\w+\n2 rows in .* s\n"), text);
  }
}
