package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements of {@code docs/attach.md} run as they stand there, on the demo. */
class AttachDocsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "attach.md");
  private static final int ORDERS = 5;

  private static List<String> charges() throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection stripe = DriverManager.getConnection("jdbc:stripe:demo;accounts=platform");
        Statement statement = stripe.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM charges LIMIT " + ORDERS)) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  private static int rows(String url, Properties attached, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, attached);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  @Test
  void everyStatementRunsAndFindsItsRows(@TempDir Path folder) throws Exception {
    String document = Files.readString(DOCUMENT);
    List<Markdown.Example> examples = Markdown.examples(document);
    assertEquals(2, examples.size());
    List<String> charges = charges();
    String shop = "jdbc:h2:mem:docs";
    try (Connection owner = DriverManager.getConnection(shop, "report", "");
        Statement h2 = owner.createStatement()) {
      h2.execute(
          "CREATE TABLE orders (id INT, customer VARCHAR(9), status VARCHAR(9), charge_id"
              + " VARCHAR(60))");
      for (String id : charges) {
        h2.execute("INSERT INTO orders VALUES (1, 'Ann', 'paid', '" + id + "')");
      }
      Properties attached = new Properties();
      attached.setProperty("attach.shop", shop);
      attached.setProperty("attach.shop.user", "report");
      assertEquals(ORDERS, rows("jdbc:stripe:demo", attached, examples.get(0).sql().strip()));
    }
    Properties files = properties(document, csv(folder, charges));
    assertEquals(
        ORDERS, rows("jdbc:stripe:demo;accounts=platform", files, examples.get(1).sql().strip()));
  }

  private static Path csv(Path folder, List<String> charges) throws IOException {
    List<String> lines = new ArrayList<>(List.of("order_id,charge_id"));
    for (String id : charges) {
      lines.add(lines.size() + "," + id);
    }
    return Files.write(folder.resolve("orders.csv"), lines);
  }

  /** The block of properties, with the file where it is. */
  private static Properties properties(String document, Path csv) {
    int start = document.indexOf("```properties\n") + "```properties\n".length();
    String block = document.substring(start, document.indexOf("```", start));
    Properties properties = new Properties();
    for (String line : block.strip().lines().toList()) {
      String[] parts = line.split(" = ", 2);
      properties.setProperty(parts[0], parts[1].replace("orders.csv", csv.toString()));
    }
    assertTrue(properties.containsKey("attach.files"), block);
    return properties;
  }
}
