package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar} with its second JVM and its archive of classes gives what it gives without. */
@EnabledOnOs(OS.LINUX)
class SecondJvmIT {
  private static final long MINUTES = 3;
  private static final String SQL = "SELECT COUNT(*) AS n FROM charges WHERE amount > 100";

  @TempDir Path cache;
  private Path classes;

  @BeforeEach
  void folder() throws IOException {
    classes = Files.createDirectories(cache.resolve("stripe-jdbc/classes"));
    Files.setPosixFilePermissions(classes, PosixFilePermissions.fromString("rwx------"));
  }

  private record Run(int status, String said) {}

  private Run shell(String fastStart, String sql) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                PackagedJar.PATH.toString(),
                "-u",
                "jdbc:stripe:demo",
                "--format",
                "csv",
                "-e",
                sql)
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    builder.environment().put("STRIPE_JDBC_FAST_START", fastStart);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), said);
    return new Run(process.exitValue(), said);
  }

  private List<String> archives() {
    return List.of(classes.toFile().list((File folder, String name) -> name.endsWith(".jsa")));
  }

  @Test
  void theFirstRunMakesAnArchiveAndTheSecondUsesIt() throws Exception {
    Run plain = shell("off", SQL);
    assertEquals(List.of(), List.of(classes.toFile().list()));
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      classes.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      assertEquals(plain, shell("on", SQL));
      while (archives().isEmpty()) {
        WatchKey key = watch.poll(MINUTES, TimeUnit.MINUTES);
        assertTrue(key != null, "no archive was made");
        key.pollEvents();
        key.reset();
      }
    }
    assertEquals(plain, shell("on", SQL));
    assertEquals(1, archives().size());
  }

  @Test
  void statusAndMessageOfAFailureAreTheSame() throws Exception {
    Run failed = shell("on", "SELECT nothing FROM charges");
    assertEquals(shell("off", "SELECT nothing FROM charges"), failed);
    assertEquals(1, failed.status());
    assertEquals(List.of(), List.of(classes.toFile().list()), "a failure makes no archive");
  }
}
