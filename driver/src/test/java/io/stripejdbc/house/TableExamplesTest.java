package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.generator.TablesPage;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example that {@code docs/tables.md} has for each table runs, and asks little. */
@Timeout(240)
class TableExamplesTest {
  /** The way through parents, one page of them and one call for each until ten rows are there. */
  private static final int MOST_CALLS = 60;

  @Test
  void everyExampleRunsAndAsksLittle() throws SQLException {
    List<String> versions = BundledCatalog.instance().versions();
    String latest = versions.get(versions.size() - 1);
    List<String> failed = new ArrayList<>();
    try (Emulator emulator = Emulator.start(EmulatorOptions.demo().withScale(0.05));
        Connection connection = connect(emulator, latest);
        Statement statement = connection.createStatement()) {
      for (TableSpec table : BundledCatalog.instance().at(latest).tables()) {
        emulator.clearRequests();
        String told = run(statement, TablesPage.example(table));
        int calls = emulator.requests().size();
        if (!told.isEmpty() || calls > MOST_CALLS) {
          failed.add(table.name() + ": " + calls + " calls; " + told);
        }
      }
    }
    assertEquals("", String.join("\n", failed));
  }

  private static Connection connect(Emulator emulator, String version) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:stripe:;accounts=platform;cache=off;previewInvoices=on;apiKey="
            + EmulatorOptions.DEMO_KEY
            + ";apiVersion="
            + version
            + ";apiBase="
            + emulator.baseUri());
  }

  /** What went wrong, empty for nothing. */
  private static String run(Statement statement, String sql) {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getString(1);
      }
      return "";
    } catch (SQLException e) {
      return sql + ": " + e.getMessage();
    }
  }
}
