package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.h2.Driver;
import org.junit.jupiter.api.Test;

/** The packed jar attaches a database whose driver is in a folder of its own. */
class AttachedJarIT {
  private static final long SECONDS = 120;

  @Test
  void theShellFindsADriverByItsPathAndReadsItsDatabase() throws Exception {
    Path h2 = Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String init =
        "CREATE TABLE IF NOT EXISTS orders(id INT, status VARCHAR(9)) AS"
            + " SELECT x, 'paid' FROM SYSTEM_RANGE(1, 7)";
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    PackagedJar.PATH.toString(),
                    "-u",
                    "jdbc:stripe:demo",
                    "--driver-path",
                    h2.toString(),
                    "--attach",
                    "shop=jdbc:h2:mem:packed;DB_CLOSE_DELAY=-1;INIT=" + init,
                    "--format",
                    "csv",
                    "-e",
                    "SELECT status, COUNT(*) AS n, SUM(id) AS s FROM shop.orders"
                        + " WHERE id > 2 AND status = 'paid' GROUP BY status"))
            .redirectErrorStream(true);
    builder.environment().put("STRIPE_JDBC_FAST_START", "off");
    Process shell = builder.start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(shell.waitFor(SECONDS, TimeUnit.SECONDS), said);
    assertEquals(0, shell.exitValue(), said);
    assertTrue(said.contains("paid,5,25"), said);
  }
}
