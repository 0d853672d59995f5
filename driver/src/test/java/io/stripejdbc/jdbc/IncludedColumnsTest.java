package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What version 2 shows only on demand is asked for: by the list where it can, else one by one. */
@Timeout(120)
class IncludedColumnsTest {
  private static final String URL =
      "jdbc:stripe:;accounts=platform;cache=off;apiKey=" + EmulatorOptions.DEMO_KEY + ";apiBase=";

  @Test
  void aListThatTakesIncludeIsAskedOnce() throws Exception {
    try (Emulator emulator = Emulator.start(EmulatorOptions.demo().withScale(0.01));
        Connection connection = DriverManager.getConnection(URL + emulator.baseUri())) {
      String sql = "SELECT count(webhook_endpoint_url) FROM v2_core_event_destinations";
      emulator.clearRequests();
      assertNotEquals(List.of("0"), AnsweringServer.rows(connection, sql));
      assertEquals(
          List.of("include[0]=webhook_endpoint.url&limit=100"),
          emulator.requests().stream().map(each -> sorted(each.query())).toList());
    }
  }

  private static String sorted(String query) {
    List<String> parts = new ArrayList<>(List.of(query.split("&", -1)));
    parts.sort(String::compareTo);
    return String.join("&", parts).replace("%5B", "[").replace("%5D", "]");
  }

  @Test
  void everyColumnThatIsShownOnDemandHasAValue() throws Exception {
    List<String> empty = new ArrayList<>();
    try (Emulator emulator = Emulator.start(EmulatorOptions.demo().withScale(0.01));
        Connection connection = DriverManager.getConnection(URL + emulator.baseUri())) {
      for (TableSpec table : BundledCatalog.instance().tables()) {
        // Columns that many objects lack would not tell: the parts themselves do.
        List<String> asked = new ArrayList<>();
        for (ColumnSpec column : table.columns()) {
          String include = column.include();
          if (include != null && !asked.contains(include)) {
            asked.add(include);
            if (!hasValue(connection, table, include)) {
              empty.add(table.name() + " " + include);
            }
          }
        }
      }
    }
    assertEquals(List.of(), empty);
  }

  /** Whether some row has a value in some column of what is included. */
  private static boolean hasValue(Connection connection, TableSpec table, String include)
      throws Exception {
    List<String> counts =
        table.columns().stream()
            .filter(column -> include.equals(column.include()))
            .map(column -> "count(\"" + column.name() + "\")")
            .limit(40)
            .toList();
    String sql = "SELECT " + String.join(" + ", counts) + " FROM \"" + table.name() + "\"";
    return !AnsweringServer.rows(connection, sql).equals(List.of("0"));
  }
}
