package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a first statement of the shell loads: a start's time is that of its classes, and unlike the
 * time they can be counted on a busy machine.
 */
class StartUpIT {
  /** Some 7,970 with the JDK's own; with all of CoreRules it would be a thousand more. */
  private static final int MOST_CLASSES = 8_400;

  @TempDir Path folder;

  private List<String> classesOf(String sql) throws Exception {
    Path log = folder.resolve("classes.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log + ":none",
                "-jar",
                System.getProperty("jar"),
                "-u",
                "jdbc:stripe:demo",
                "-e",
                sql)
            .redirectOutput(new File(folder.toFile(), "out"))
            .redirectError(new File(folder.toFile(), "err"))
            .start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("err")));
    return Files.readAllLines(log);
  }

  @Test
  void aFirstStatementLoadsNoMoreClassesThanItNeeds() throws Exception {
    List<String> classes = classesOf("SELECT id, amount, currency FROM charges LIMIT 1");
    for (String stranger : List.of(".CoreRules ", ".sqlline.", ".jline.")) {
      assertEquals(
          List.of(), classes.stream().filter(line -> line.contains(stranger)).limit(3).toList());
    }
    assertTrue(classes.size() < MOST_CLASSES, classes.size() + " classes");
  }
}
