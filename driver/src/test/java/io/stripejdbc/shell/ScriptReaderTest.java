package io.stripejdbc.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptReaderTest {
  private static List<String> statements(String text) throws IOException {
    ScriptReader script = new ScriptReader(new StringReader(text));
    List<String> statements = new ArrayList<>();
    for (String next = script.next(); next != null; next = script.next()) {
      statements.add(next);
    }
    return statements;
  }

  @Test
  void semicolonsAndTheEndOfTheTextEndAStatement() throws IOException {
    assertEquals(
        List.of("SELECT 1", "SELECT 2", "SELECT\n3"),
        statements(" SELECT 1;;SELECT 2 ;\nSELECT\n3\n"));
  }

  @Test
  void aSemicolonInQuotesEndsNothing() throws IOException {
    assertEquals(
        List.of("SELECT 'a;''b;' AS \"x;y\"", "SELECT 2"),
        statements("SELECT 'a;''b;' AS \"x;y\"; SELECT 2"));
  }

  @Test
  void aSemicolonOrAQuoteInACommentEndsNothing() throws IOException {
    assertEquals(
        List.of("SELECT 1 -- it's; one\n+ 1 /* it's; */", "SELECT 2 -- two;"),
        statements("SELECT 1 -- it's; one\n+ 1 /* it's; */; SELECT 2 -- two;"));
  }

  @Test
  void commentsAloneAreNoStatement() throws IOException {
    assertEquals(List.of(), statements("-- nothing\n/* here; **/ ; \n-- nor here"));
  }

  @Test
  void aMinusAndASlashAreNoComments() throws IOException {
    assertEquals(
        List.of("SELECT 4 - 2 / 1", "SELECT -1"), statements("SELECT 4 - 2 / 1;SELECT -1;"));
  }

  @Test
  void aCommandIsALineByItself() throws IOException {
    assertEquals(
        List.of("!tables", "\\d t", "SELECT a\n!= b", "!quit"),
        statements("!tables\n\\d t\nSELECT a\n!= b;\n!quit"));
  }
}
