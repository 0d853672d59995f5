package io.stripejdbc.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every example runs on the demo. */
class ExamplesTest {
  @Test
  void everySqlFileHasAnAnswer() throws IOException, SQLException {
    List<String> failed = new ArrayList<>();
    try (Connection demo = DriverManager.getConnection("jdbc:stripe:demo")) {
      for (Path file : sqlFiles()) {
        try (Statement statement = demo.createStatement();
            ResultSet rows = statement.executeQuery(Files.readString(file))) {
          if (!rows.next()) {
            failed.add(file.getFileName() + ": no rows");
          }
        } catch (SQLException e) {
          failed.add(file.getFileName() + ": " + e.getMessage());
        }
      }
    }
    assertEquals("", String.join("\n", failed));
  }

  @Test
  void everySqlFileSaysWhatItAsksAndWhatItCosts() throws IOException {
    for (Path file : sqlFiles()) {
      String[] lines = Files.readString(file).split("\n", -1);
      assertTrue(lines[0].startsWith("-- "), file.toString());
      assertTrue(lines[1].startsWith("-- "), file.toString());
    }
  }

  @Test
  void quickstartPrintsFivePaymentsOfTheDemo() throws SQLException {
    assertEquals(5, printed(() -> Quickstart.main(new String[0])).lines().count());
  }

  @Test
  void ordersOfAnotherDatabaseMeetTheirCharges() throws SQLException {
    String printed = printed(() -> AttachedOrders.main(new String[0]));
    assertEquals(3, printed.lines().filter(line -> line.endsWith("the amounts agree")).count());
    assertEquals(3, printed.lines().count());
  }

  private interface Program {
    void run() throws SQLException;
  }

  private static String printed(Program program) throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static List<Path> sqlFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("sql"))) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }
}
