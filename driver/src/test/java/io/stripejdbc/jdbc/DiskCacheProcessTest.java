package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.world.change.RandomChanges;
import io.stripejdbc.jdbc.connection.ConnectionFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that share a folder of cached rows: killed on the way, and several at once. */
@Timeout(300)
class DiskCacheProcessTest {
  private static final String ROWS = "SELECT id FROM charges WHERE amount >= 0";
  private static final int KILLS = 2;

  private final List<Process> started = new ArrayList<>();

  @TempDir Path folder;

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
    ConnectionFactory.forgetClosed();
  }

  private String url(Emulator emulator, String cache) {
    return "jdbc:stripe:;maxRequestsPerSecond=0;maxRequestsPerSecondPerEndpoint=0;apiKey="
        + EmulatorOptions.DEMO_KEY
        + ";apiBase="
        + emulator.baseUri()
        + ";cacheDirectory="
        + folder
        + ";cache="
        + cache;
  }

  private Process child(String url) throws IOException {
    return child(url, ROWS, 1);
  }

  private Process child(String url, String sql, int rounds) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                DiskCacheChild.class.getName(),
                url,
                sql,
                Integer.toString(rounds))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    started.add(process);
    return process;
  }

  /** The first rows of a process, all of them where it has fewer. */
  private static List<String> lines(Process process, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    while (lines.size() < most) {
      String line = out.readLine();
      if (line == null) {
        return lines;
      }
      lines.add(line);
    }
    return lines;
  }

  private static List<String> here(String url) throws SQLException {
    ConnectionFactory.forgetClosed();
    try (Connection connection = DriverManager.getConnection(url)) {
      return rows(connection, ROWS);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  /** What was told of is right whenever the process was killed that was told. */
  @Test
  void afterAKillWhileRowsAreBroughtUpToDateTheyAreAsLiveOnes() throws Exception {
    EmulatorOptions options = EmulatorOptions.demo(Instant.now()).withScale(0.6).withAccounts(1);
    try (Emulator emulator = Emulator.start(options)) {
      String url =
          url(emulator, "disk") + ";accounts=platform;cacheTtlSeconds=1;cacheRefresh=events";
      String sql = "SELECT id || ' ' || CAST(amount_refunded AS VARCHAR) FROM charges";
      Random random = new Random(20261130);
      RandomChanges changes = new RandomChanges(emulator.world(), 20261130);
      for (int kill = 0; kill < Math.max(1, KILLS / 2); kill++) {
        Process process = child(url, sql, 10_000);
        lines(process, 1_000);
        for (int change = 0; change < 20; change++) {
          emulator.control().advanceTo(Instant.now());
          changes.next("platform").ifPresent(emulator.control()::apply);
          lines(process, random.nextInt(1_500));
        }
        process.destroyForcibly().waitFor();
        ConnectionFactory.forgetClosed();
        try (Connection told = DriverManager.getConnection(url);
            Connection live =
                DriverManager.getConnection(url(emulator, "off") + ";accounts=platform")) {
          while (!rows(told, "SELECT 1 FROM system.cache WHERE age_ms <= 1000").isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
          }
          emulator.clearRequests();
          List<String> refreshed = sorted(rows(told, sql));
          List<String> lines = emulator.requests().stream().map(one -> one.line()).toList();
          assertEquals(sorted(rows(live, sql)), refreshed);
          assertTrue(lines.stream().anyMatch(one -> one.contains("/v1/events")), "" + lines);
        }
      }
    }
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }

  @Test
  void afterAKillAtAnyMomentNoRowIsMissingOrThereTwice() throws Exception {
    try (Emulator emulator = Emulator.start(EmulatorOptions.demo().withScale(0.3))) {
      List<String> live = sorted(here(url(emulator, "off")));
      assertTrue(live.size() > 300, live.size() + " rows");
      Random random = new Random(20260102);
      for (int kill = 0; kill < KILLS; kill++) {
        Process process = child(url(emulator, "disk"));
        int moment = random.nextInt(live.size());
        lines(process, moment);
        process.destroyForcibly().waitFor();
        assertEquals(live, sorted(here(url(emulator, "disk"))), "killed after row " + moment);
        try (Connection connection = DriverManager.getConnection(url(emulator, "disk"));
            Statement statement = connection.createStatement();
            ResultSet forgotten = statement.executeQuery("FORGET")) {
          assertTrue(forgotten.next());
        }
      }
    }
  }

  @Test
  void severalAtOnceAreRightAndTheNextAsksNothing() throws Exception {
    try (Emulator emulator = Emulator.start(EmulatorOptions.demo().withScale(0.1))) {
      List<String> live = sorted(here(url(emulator, "off")));
      Process one = child(url(emulator, "disk"));
      Process two = child(url(emulator, "disk"));
      assertEquals(live, sorted(here(url(emulator, "disk"))));
      assertEquals(live, sorted(lines(one, Integer.MAX_VALUE)));
      assertEquals(live, sorted(lines(two, Integer.MAX_VALUE)));
      assertEquals(0, one.waitFor());
      assertEquals(0, two.waitFor());
      emulator.clearRequests();
      assertEquals(live, sorted(here(url(emulator, "disk"))));
      // What a connection asks to check its key is no reading.
      assertEquals(
          List.of(),
          emulator.requests().stream()
              .map(request -> request.line())
              .filter(line -> line.contains("charges"))
              .toList());
    }
  }
}
