package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where no database is attached, nothing of what that takes is loaded. */
class NoAttachmentTest {
  private static final Pattern LOADED =
      Pattern.compile("(io\\.stripejdbc\\.(?:plan\\.)?attach\\.[A-Za-z]+) ");

  @Test
  void aProgramWithoutAttachmentsLoadsNoClassForThem() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.stripejdbc.shell.Main",
                "-u",
                "jdbc:stripe:demo",
                "-e",
                "SELECT COUNT(*) FROM charges c JOIN refunds r ON r.charge = c.id LIMIT 1")
            .redirectErrorStream(true)
            .start();
    String log = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, program.waitFor());
    assertTrue(log.contains("io.stripejdbc.plan.StagedPlanner "), "no classes in the log");
    assertEquals(
        List.of("io.stripejdbc.attach.AttachmentSettings"),
        LOADED.matcher(log).results().map(found -> found.group(1)).distinct().toList());
  }
}
