package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.request.RecordedRequest;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tools show the first rows and close: what was read for them serves the next statement. */
class ClosedEarlyTest {
  private Emulator emulator;
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.5));
    connection =
        DriverManager.getConnection(
            "jdbc:stripe:;accounts=platform;apiKey="
                + EmulatorOptions.DEMO_KEY
                + ";apiBase="
                + emulator.baseUri());
    emulator.clearRequests();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    emulator.close();
  }

  private void read(String sql, int rows, int maxRows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(maxRows);
      try (ResultSet result = statement.executeQuery(sql)) {
        for (int i = 0; i < rows && result.next(); i++) {
          result.getString(1);
        }
      }
    }
  }

  private List<String> asked() {
    List<String> asked = emulator.requests().stream().map(RecordedRequest::line).toList();
    emulator.clearRequests();
    return asked;
  }

  @Test
  void theSameFirstRowsAskedTwiceCostNothingTheSecondTime() throws SQLException {
    for (int rows : new int[] {1, 10, 90, 150}) {
      for (int most : new int[] {0, 200}) {
        connection.createStatement().execute("REFRESH");
        read("SELECT * FROM charges", rows, most);
        assertEquals(rows > 100 ? 2 : 1, asked().size(), rows + " of at most " + most);
        read("SELECT * FROM charges", rows, most);
        // Behind the first page the call for what comes next may be on its way already.
        int besides = rows > 100 && most == 0 ? 1 : 0;
        assertTrue(asked().size() <= besides, rows + " of at most " + most);
        read("SELECT id, amount FROM charges", rows, most);
        assertTrue(asked().size() <= besides, rows + " of at most " + most);
      }
    }
  }

  @Test
  void whoReadsOnGetsTheRestAndEachRowOnce() throws SQLException {
    read("SELECT * FROM charges", 10, 0);
    asked();
    try (Statement statement = connection.createStatement();
        ResultSet all = statement.executeQuery("SELECT id FROM charges")) {
      Set<String> ids = new HashSet<>();
      int rows = 0;
      while (all.next()) {
        ids.add(all.getString(1));
        rows++;
      }
      assertEquals(rows, ids.size());
      assertEquals(rows, count("SELECT count(*) FROM charges"));
    }
  }

  private int count(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
