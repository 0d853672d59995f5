package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows stream: a table far larger than the heap is read whole, each row once. */
class SmallHeapIT {
  private static final int ROWS = Integer.getInteger("stripejdbc.smallheap.rows", 300_000);

  @TempDir Path scratch;

  @Test
  void aTableLargerThanTheHeapStreamsThrough() throws IOException, InterruptedException {
    EmulatorOptions options =
        EmulatorOptions.demo().withScale(0.05).withBigTable(new BigTable("/v1/charges", ROWS, 60));
    try (Emulator emulator = Emulator.start(options)) {
      String url =
          "jdbc:stripe:apiKey=sk_test_demo;accounts=platform;maxRequestsPerQuery=0"
              + ";maxRequestsPerSecond=0;maxRequestsPerSecondPerEndpoint=0;apiBase="
              + emulator.baseUri();
      String out =
          java(
              url,
              "SELECT id, amount, description FROM charges WHERE connected_account = 'platform'");
      assertEquals(Integer.toString(ROWS), out.strip());
    }
  }

  private String java(String url, String query) throws IOException, InterruptedException {
    Path copy = scratch.resolve(ReadAll.class.getName().replace('.', '/') + ".class");
    Files.createDirectories(copy.getParent());
    try (InputStream program = SmallHeapIT.class.getResourceAsStream("ReadAll.class")) {
      Files.write(copy, program.readAllBytes());
    }
    Path out = scratch.resolve("out");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-cp",
                    PackagedJar.PATH + File.pathSeparator + scratch,
                    ReadAll.class.getName(),
                    url,
                    query))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    int exit = process.waitFor();
    String text = Files.readString(out);
    assertEquals(0, exit, text);
    return text;
  }
}
