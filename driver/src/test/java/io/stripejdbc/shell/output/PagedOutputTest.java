package io.stripejdbc.shell.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.stripejdbc.shell.CommandLineReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagedOutputTest {
  private final ByteArrayOutputStream direct = new ByteArrayOutputStream();
  private final ByteArrayOutputStream paged = new ByteArrayOutputStream();

  private void print(String text) {
    PagedOutput.Screen screen = new PagedOutput.Screen(10, 5);
    try (PrintStream out =
        new PrintStream(
            new PagedOutput(screen, direct, () -> paged), false, StandardCharsets.UTF_8)) {
      out.print(text);
    }
  }

  @Test
  void whatTheScreenTakesIsPrinted() {
    print("1234567890\n2\n3\n");
    assertEquals("1234567890\n2\n3\n", direct.toString(StandardCharsets.UTF_8));
    assertEquals(0, paged.size());
  }

  @Test
  void aLineThatIsTooWideGoesToThePagerWithAllBeforeIt() {
    print("1\n東京東京東京\n3");
    assertEquals("1\n東京東京東京\n3", paged.toString(StandardCharsets.UTF_8));
    assertEquals(0, direct.size());
  }

  @Test
  void moreLinesThanTheScreenHasGoToThePager() {
    print("1\n2\n3\n4\n5\n");
    assertEquals("1\n2\n3\n4\n5\n", paged.toString(StandardCharsets.UTF_8));
  }

  @Test
  void anEmptyVariableAndCatAreNoPager() {
    assertNull(Pager.of(null));
    assertNull(Pager.of(" "));
    assertNull(Pager.of("cat"));
  }

  @Test
  void linesAreGivenOnWithoutTheirEnds() throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineOutput output = new LineOutput(lines::add, () -> false)) {
      output.write("a\r\nb\n\nc".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(List.of("a", "b", ""), lines);
  }

  @Test
  void everyLineIsACommandOfSqlLine() {
    assertEquals("!sql SELECT 1;", CommandLineReader.command(" SELECT 1; "));
    assertEquals("!\\d payouts", CommandLineReader.command("\\d payouts"));
    assertEquals("!tables", CommandLineReader.command("!tables"));
    assertEquals("help", CommandLineReader.command("help"));
    assertEquals("", CommandLineReader.command(""));
  }
}
