package io.stripejdbc.examples.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every program runs on the demo, and stands in docs/calcite.md as it is here. */
class CalciteExamplesTest {
  private static final Path SOURCES = Path.of("src/main/java/io/stripejdbc/examples/calcite");

  /** A program. */
  private interface Program {
    void run(String[] args) throws Exception;
  }

  @Test
  void theModelFileGivesTablesAndViews() throws Exception {
    List<String> printed = printed(ModelFile::main);
    assertTrue(printed.size() > 5, printed.toString());
    assertTrue(printed.get(0).startsWith("ch_"), printed.toString());
    assertTrue(printed.get(5).startsWith("platform "), printed.toString());
  }

  @Test
  void ordersOfAnotherDatabaseFindTheirCharges() throws Exception {
    List<String> printed = printed(OrdersWithCharges::main);
    assertEquals(7, printed.size(), printed.toString());
    assertTrue(printed.get(0).startsWith("4 "), printed.toString());
  }

  @Test
  void relBuilderAsksForTheNewest() throws Exception {
    List<String> printed = printed(WithRelBuilder::main);
    assertEquals(5, printed.size(), printed.toString());
    assertTrue(printed.get(0).startsWith("ch_"), printed.toString());
  }

  @Test
  void thePageShowsTheProgramsAsTheyAre() throws IOException {
    String page = Files.readString(Path.of("../../docs/calcite.md"));
    assertTrue(page.contains(Files.readString(Path.of("model.json"))), "model.json");
    for (String name : List.of("ModelFile", "OrdersWithCharges", "WithRelBuilder")) {
      String source = Files.readString(SOURCES.resolve(name + ".java"));
      assertTrue(page.contains(source.substring(source.indexOf("import "))), name);
    }
  }

  private static List<String> printed(Program program) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run(new String[0]);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
