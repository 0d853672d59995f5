package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/sql.md} shows is what happens. */
class SqlDocsTest {
  private static final Pattern ROW =
      Pattern.compile("\\| .*? \\| `((?:[^`])+)` \\| `([^`]*)` \\| .*\\|");

  private final DialectFixture fixture = new DialectFixture();

  @Test
  void everyExampleGivesTheResultBesideIt() throws IOException {
    List<Matcher> plain = new ArrayList<>();
    List<Matcher> aggregates = new ArrayList<>();
    List<Matcher> windows = new ArrayList<>();
    List<Matcher> rows = plain;
    for (String line : page()) {
      rows =
          line.startsWith("## Aggregate")
              ? aggregates
              : line.startsWith("## Window") ? windows : rows;
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(row);
      }
    }
    assertTrue(
        plain.size() > 70 && aggregates.size() > 15 && windows.size() > 5, "examples are found");
    check(plain, "");
    check(aggregates, " from charges");
    check(windows, " from charges order by id desc limit 1");
  }

  /** All examples in one statement, which is parsed and compiled once. */
  private void check(List<Matcher> rows, String from) {
    List<String> examples = new ArrayList<>();
    List<String> results = new ArrayList<>();
    for (Matcher row : rows) {
      examples.add(row.group(1).replace("\\|", "|"));
      results.add(row.group(2).replace("\\|", "|"));
    }
    assertEquals(
        String.join("|", results), fixture.run("select " + String.join(", ", examples) + from));
  }

  @Test
  void everyConditionSaidToReachTheApiDoes() throws IOException {
    int conditions = 0;
    for (String line : page()) {
      if (line.startsWith("WHERE ")) {
        conditions++;
        fixture.run("select id from charges " + line);
        assertFalse(fixture.asked.get(0).ranges().isEmpty(), line);
      }
    }
    assertEquals(7, conditions);
  }

  private static List<String> page() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "sql.md"));
  }
}
