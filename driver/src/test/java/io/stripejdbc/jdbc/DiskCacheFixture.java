package io.stripejdbc.jdbc;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.jdbc.connection.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connections whose cached rows are files. What another process would find is what a connection
 * finds after this one has let go of its memory.
 */
abstract class DiskCacheFixture {
  static final String OTHER_KEY = "sk_test_other";
  static final String REPORT =
      "SELECT connected_account, id, amount, currency, status, created, metadata FROM charges"
          + " ORDER BY connected_account, created, id";

  static Emulator emulator;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    emulator =
        Emulator.start(
            EmulatorOptions.demo()
                .withScale(0.1)
                .withKeys(Set.of(EmulatorOptions.DEMO_KEY, OTHER_KEY)));
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @AfterEach
  void forgetMemory() {
    ConnectionFactory.forgetClosed();
  }

  final Connection connect(String key, String more) throws SQLException {
    String own = ";cacheDirectory=" + folder.resolve("rows") + more;
    return UnpacedConnections.open(
        emulator, key, more.contains("cache=") ? own : own + ";cache=disk");
  }

  static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int column = 1; column <= width; column++) {
          row.append(result.getString(column)).append('|');
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  /** Rows of a query in what is as good as a process of its own, and the calls they cost. */
  record Answer(List<String> rows, int calls) {}

  final Answer process(String sql) throws SQLException {
    return process(EmulatorOptions.DEMO_KEY, sql, "");
  }

  final Answer process(String key, String sql, String more) throws SQLException {
    ConnectionFactory.forgetClosed();
    try (Connection connection = connect(key, more)) {
      int before = emulator.requests().size();
      List<String> rows = rows(connection, sql);
      return new Answer(rows, emulator.requests().size() - before);
    }
  }

  final List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(folder.resolve("rows"))) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  final List<Path> segments() throws IOException {
    return files().stream().filter(file -> file.toString().endsWith(".seg")).toList();
  }
}
