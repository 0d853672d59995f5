package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.jdbc.connection.ConnectionFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Cached rows that outlive the process. */
class DiskCacheTest extends DiskCacheFixture {
  @Test
  void aSecondProcessAsksNothing() throws SQLException {
    Answer first = process(REPORT);
    assertTrue(first.calls() > 5);
    assertTrue(first.rows().size() > 100);
    assertEquals(new Answer(first.rows(), 0), process(REPORT));
    assertEquals(0, process("SELECT COUNT(*), MAX(description) FROM charges").calls());
    assertEquals(
        0,
        process("SELECT id FROM charges WHERE created > '2025-06-01' ORDER BY created DESC LIMIT 5")
            .calls());
    assertEquals(first.rows(), process(EmulatorOptions.DEMO_KEY, REPORT, ";cache=off").rows());
  }

  /** It is read in many windows, of which each is whole only when its last page has come. */
  @Test
  void aLongListThatWasReadByManyAtOnceCostsNothingTheSecondTime() throws SQLException {
    EmulatorOptions options =
        EmulatorOptions.demo()
            .withScale(0.05)
            .withLatency(Duration.ofMillis(2))
            .withBigTable(new BigTable("/v1/charges", 8_000, 60));
    String sum = "SELECT COUNT(*), SUM(amount) FROM charges WHERE connected_account = 'platform'";
    Emulator shared = emulator;
    try (Emulator big = Emulator.start(options)) {
      emulator = big;
      Answer first = process(sum);
      assertTrue(first.calls() >= 80, first.calls() + " calls");
      assertEquals(new Answer(first.rows(), 0), process(sum));
      assertTrue(first.rows().get(0).startsWith("8000|"), first.rows().toString());
    } finally {
      emulator = shared;
    }
  }

  @Test
  void whatALimitReadAnswersTheSameLimit() throws SQLException {
    String newest = "SELECT id FROM invoices ORDER BY created DESC LIMIT 7";
    Answer first = process(newest);
    assertTrue(first.calls() > 0);
    assertEquals(0, process(newest).calls());
    assertEquals(first.rows(), process(newest).rows());
  }

  @Test
  void objectsAndWhatThereIsNotAreKept() throws SQLException {
    String id =
        process("SELECT id FROM customers WHERE connected_account = 'platform' LIMIT 1")
            .rows()
            .get(0);
    String one =
        "SELECT email FROM customers WHERE connected_account = 'platform' AND id IN ('"
            + id.replace("|", "")
            + "', 'cus_none')";
    Answer first = process(one);
    assertEquals(1, first.calls());
    assertEquals(new Answer(first.rows(), 0), process(one));
  }

  @Test
  void listsThatMakeUpOneAnswerAreKeptTogether() throws SQLException {
    String prices = "SELECT connected_account, id, active FROM prices ORDER BY 1, 2";
    Answer first = process(prices);
    assertTrue(first.calls() > 1);
    assertEquals(new Answer(first.rows(), 0), process(prices));
  }

  @Test
  void anotherKeyStartsEmpty() throws SQLException {
    Answer first = process(REPORT);
    assertEquals(first, process(OTHER_KEY, REPORT, ""));
    assertEquals(0, process(OTHER_KEY, REPORT, "").calls());
  }

  @Test
  void nothingCanBeReadWithoutTheKey() throws SQLException, IOException {
    process(REPORT);
    process("SELECT email, name FROM customers");
    for (Path file : files()) {
      String text =
          folder.relativize(file)
              + " "
              + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      for (String word :
          List.of(
              "acct_",
              "platform",
              "charge",
              "ch_",
              "cus_",
              "customers",
              "/v1",
              "created",
              "usd",
              "@",
              "sk_test")) {
        boolean long1 = word.length() > 3;
        assertFalse(long1 && text.contains(word), file + " shows " + word);
      }
    }
    assertFalse(segments().isEmpty());
  }

  @Test
  void foldersAndFilesAreTheOwnersAlone() throws SQLException, IOException {
    process(REPORT);
    try (Stream<Path> paths = Files.walk(folder.resolve("rows"))) {
      for (Path path : paths.toList()) {
        assertEquals(
            Files.isDirectory(path) ? "rwx------" : "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
            path.toString());
      }
    }
  }

  @Test
  void corruptFilesCostCallsAndNeverRows() throws SQLException, IOException {
    Answer first = process(REPORT);
    Random random = new Random(20260101);
    for (int round = 0; round < 5; round++) {
      List<Path> files = round % 4 == 3 ? files() : segments();
      for (Path file : files) {
        if (random.nextInt(3) > 0) {
          corrupt(file, random);
        }
      }
      Answer after = process(REPORT);
      assertTrue(first.rows().equals(after.rows()), "round " + round);
      // A file goes as a whole, with what could still be read of it: that is read by the next.
      int calls = process(REPORT).calls();
      assertEquals(0, calls == 0 ? 0 : process(REPORT).calls(), "round " + round);
    }
  }

  private static void corrupt(Path file, Random random) throws IOException {
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    if (bytes.length == 0) {
      return; // Deleted or emptied before.
    }
    switch (random.nextInt(4)) {
      case 0 -> {
        bytes[random.nextInt(bytes.length)] ^= 1;
        Files.write(file, bytes);
      }
      case 1 -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      case 2 -> Files.delete(file);
      default -> Files.write(file, new byte[random.nextInt(64)]);
    }
  }

  /** A file in the place of another is not read: its place is part of what is sealed. */
  @Test
  void aFileInThePlaceOfAnotherIsNotBelieved() throws SQLException, IOException {
    Answer charges = process(REPORT);
    Answer customers = process("SELECT connected_account, id FROM customers ORDER BY 1, 2");
    List<Path> files = segments();
    for (int i = 0; i + 1 < files.size(); i += 2) {
      byte[] one = Files.readAllBytes(files.get(i));
      Files.write(files.get(i), Files.readAllBytes(files.get(i + 1)));
      Files.write(files.get(i + 1), one);
    }
    assertEquals(charges.rows(), process(REPORT).rows());
    assertEquals(
        customers.rows(),
        process("SELECT connected_account, id FROM customers ORDER BY 1, 2").rows());
  }

  @Test
  void forgetDeletesFilesToo() throws SQLException, IOException {
    Answer first = process(REPORT);
    try (Connection connection = connect(EmulatorOptions.DEMO_KEY, "")) {
      rows(connection, "FORGET");
      assertEquals(List.of(), segments());
      assertEquals(List.of("0|"), rows(connection, "SELECT COUNT(*) FROM system.cache"));
    }
    assertEquals(first, process(REPORT));
  }

  /** What another connection of the key reads with another version of the API is the key's too. */
  @Test
  void forgetDeletesWhatWasReadWithOtherVersionsAndByOtherConnections()
      throws SQLException, IOException {
    String count = "SELECT COUNT(*) FROM system.cache";
    process(EmulatorOptions.DEMO_KEY, REPORT, ";apiVersion=2026-09-30.endive");
    Answer others = process(OTHER_KEY, REPORT, "");
    try (Connection closed = connect(EmulatorOptions.DEMO_KEY, ";cache=memory")) {
      rows(closed, REPORT);
    }
    try (Connection later =
            connect(EmulatorOptions.DEMO_KEY, ";apiVersion=2026-09-30.endive;cache=memory");
        Connection now = connect(EmulatorOptions.DEMO_KEY, "")) {
      rows(later, REPORT);
      assertFalse(rows(later, count).contains("0|"));
      rows(now, "FORGET");
      assertEquals(List.of("0|"), rows(later, count));
      assertEquals(List.of("0|"), rows(now, count));
    }
    try (Connection again = connect(EmulatorOptions.DEMO_KEY, ";cache=memory")) {
      assertEquals(List.of("0|"), rows(again, count));
    }
    assertTrue(
        process(EmulatorOptions.DEMO_KEY, REPORT, ";apiVersion=2026-09-30.endive").calls() > 5);
    assertEquals(new Answer(others.rows(), 0), process(OTHER_KEY, REPORT, ""));
  }

  @Test
  void systemCacheSaysWhereRowsLie() throws SQLException {
    process(REPORT);
    ConnectionFactory.forgetClosed();
    String where =
        "SELECT DISTINCT location FROM system.cache WHERE table_name = 'charges' ORDER BY 1";
    try (Connection connection = connect(EmulatorOptions.DEMO_KEY, "")) {
      assertEquals(List.of("disk|"), rows(connection, where));
      rows(connection, REPORT);
      assertEquals(List.of("both|"), rows(connection, where));
    }
    try (Connection memory = connect(EmulatorOptions.DEMO_KEY, ";cache=memory")) {
      rows(memory, REPORT);
      assertEquals(List.of("memory|"), rows(memory, where));
    }
  }

  /** What is gone from under a connection that knew it costs calls. */
  @Test
  void filesThatVanishWhileTheyAreKnownCostCalls() throws SQLException, IOException {
    Answer first = process(REPORT);
    ConnectionFactory.forgetClosed();
    try (Connection connection = connect(EmulatorOptions.DEMO_KEY, "")) {
      rows(connection, "SELECT COUNT(*) FROM system.cache");
      for (Path file : segments()) {
        Files.delete(file);
      }
      assertEquals(first.rows(), rows(connection, REPORT));
    }
  }
}
