package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Statements as people write them for Sigma run as they are, on the demo with its schema set. */
class SigmaStatementsTest {
  private static Map<String, String> statements() throws IOException {
    try (InputStream in =
        SigmaStatementsTest.class.getResourceAsStream("/io/stripejdbc/house/sigma.sql")) {
      assertNotNull(in);
      Map<String, String> found = new LinkedHashMap<>();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String part : text.split("-- name: ", -1)) {
        int line = part.indexOf('\n');
        if (part.strip().endsWith(";")) {
          found.put(part.substring(0, line), part.substring(line));
        }
      }
      return found;
    }
  }

  @Test
  void everyStatementRuns() throws SQLException, IOException {
    List<String> failed = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:stripe:demo;schema=sigma;cacheTtlSeconds=3600");
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> each : statements().entrySet()) {
        try (ResultSet rows = statement.executeQuery(each.getValue())) {
          if (!rows.next()) {
            empty.add(each.getKey());
          }
        } catch (SQLException e) {
          failed.add(each.getKey() + ": " + e.getMessage());
        }
      }
    }
    assertEquals("", String.join("\n", failed));
    assertEquals(List.of(), empty);
  }
}
