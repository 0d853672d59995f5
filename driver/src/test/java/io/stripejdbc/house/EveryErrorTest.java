package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Walks all errors: each has a row in the docs with its state and class. */
class EveryErrorTest {
  private static final Path DOCS = Path.of("..", "docs", "errors.md");

  @Test
  void everyErrorIsInTheDocsInOrderWithItsStateAndClass() throws IOException {
    List<List<String>> rows =
        Files.readAllLines(DOCS).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
            .toList();
    assertEquals(
        Arrays.stream(DriverError.values()).map(EveryErrorTest::expected).toList(),
        rows.stream().map(row -> row.subList(1, 4)).toList());
    for (List<String> row : rows) {
      assertTrue(row.get(4).length() > 10 && row.get(5).length() > 10, row.toString());
    }
  }

  private static List<String> expected(DriverError error) {
    SQLException thrown = new DriverFailure(error, "x").toSqlException();
    return List.of(
        "`" + error.name() + "`",
        "`" + error.sqlState() + "`",
        "`" + thrown.getClass().getSimpleName() + "`");
  }

  @Test
  void everyStateHasFiveCharactersAndOnlyDeadConnectionsAreOfClass08() {
    for (DriverError error : DriverError.values()) {
      assertTrue(error.sqlState().matches("[0-9A-Z]{5}"), error.name());
      if (error.sqlState().startsWith("08")) {
        assertTrue(
            List.of(
                    "BAD_URL",
                    "BAD_PROPERTY",
                    "UNREACHABLE",
                    "NETWORK_TIMEOUT",
                    "ATTACHED_DRIVER_MISSING",
                    "ATTACHED_UNREACHABLE",
                    "CONNECTION_CLOSED")
                .contains(error.name()),
            error.name());
      }
    }
  }
}
