package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.EmulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Folders that rows cannot be written to: rows are cached in memory, and a warning says so. */
class UnusableCacheFolderTest extends DiskCacheFixture {
  @Test
  void aFolderThatCannotBeUsedIsAWarningAndMemoryIsUsed() throws SQLException, IOException {
    Files.writeString(folder.resolve("rows"), "a file where a folder should be");
    try (Connection connection = connect(EmulatorOptions.DEMO_KEY, "")) {
      SQLWarning warning = connection.getWarnings();
      assertNotNull(warning);
      assertTrue(warning.getMessage().contains("cacheDirectory"), warning.getMessage());
      rows(connection, REPORT);
      int before = emulator.requests().size();
      rows(connection, REPORT);
      assertEquals(before, emulator.requests().size());
    }
  }

  /** As on a full disk: the folder is there, and takes nothing. */
  @Test
  void whatCannotBeWrittenStaysInMemoryAndTheNextConnectionIsWarned() throws Exception {
    try (Connection connection = connect(EmulatorOptions.DEMO_KEY, "")) {
      Path own;
      try (Stream<Path> paths = Files.list(folder.resolve("rows"))) {
        own = paths.filter(Files::isDirectory).findFirst().orElseThrow();
      }
      Files.delete(own);
      Files.writeString(own, "in the way");
      List<String> rows = rows(connection, REPORT);
      int before = emulator.requests().size();
      assertEquals(rows, rows(connection, REPORT));
      assertEquals(before, emulator.requests().size());
    }
    try (Connection connection = connect(EmulatorOptions.DEMO_KEY, "")) {
      SQLWarning warning = connection.getWarnings();
      assertNotNull(warning);
      assertTrue(warning.getMessage().contains("disk full"), warning.getMessage());
    }
  }

  @Test
  void aFolderThatCanBeUsedIsNoWarning() throws SQLException {
    try (Connection connection = connect(EmulatorOptions.DEMO_KEY, "")) {
      assertNull(connection.getWarnings());
      assertEquals(
          List.of("disk|"),
          rows(connection, "SELECT \"value\" FROM system.properties WHERE name = 'cache'"));
    }
  }
}
