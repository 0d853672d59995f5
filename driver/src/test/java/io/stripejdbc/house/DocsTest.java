package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.house.Markdown.Example;
import io.stripejdbc.shell.ShellOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The documents do not lie: every SQL block of README.md and docs/ runs on the demo and shows what
 * stands below it, and every link leads somewhere. {@code docs/contributing.md} has the marks a
 * writer can set.
 */
class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern FIRST_COMMAND =
      Pattern.compile("-e \"\n(.+?)\"\n```", Pattern.DOTALL);
  private static final Pattern DRAWN = Pattern.compile("<text[^>]*>([^<]*)</text>");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  private static Connection demo;

  @BeforeAll
  static void openTheDemo() throws SQLException {
    demo = DriverManager.getConnection("jdbc:stripe:demo;cache=off");
  }

  @AfterAll
  static void closeTheDemo() throws SQLException {
    demo.close();
  }

  @Test
  void everySqlBlockRunsAndShowsWhatStandsBelowIt() throws IOException {
    List<String> wrong = new ArrayList<>();
    int run = 0;
    for (Path document : documents()) {
      for (Example example : Markdown.examples(Files.readString(document))) {
        if (!example.isNotRun()) {
          run++;
          check(example).forEach(line -> wrong.add(name(document) + ":" + line));
        }
      }
    }
    assertEquals("", String.join("\n\n", wrong));
    assertTrue(run > 5, run + " blocks found");
  }

  @Test
  void thePictureShowsTheAnswerOfTheFirstCommand() throws IOException {
    Matcher command = FIRST_COMMAND.matcher(Files.readString(ROOT.resolve("README.md")));
    assertTrue(command.find());
    List<List<String>> answer =
        ShellOutput.of(demo, command.group(1))
            .text()
            .lines()
            .filter(line -> line.startsWith("|"))
            .map(line -> cells(line.substring(1), Pattern.compile("([^|]*)\\|")))
            .toList();
    List<List<String>> picture =
        Files.readString(ROOT.resolve("docs/images/charges.svg"))
            .lines()
            .map(line -> cells(line.replace("&amp;", "&"), DRAWN))
            .filter(cells -> cells.size() > 1)
            .toList();
    assertTrue(picture.size() > 10);
    assertEquals(answer.subList(0, picture.size()), picture);
  }

  private static List<String> cells(String line, Pattern cell) {
    return cell.matcher(line).results().map(found -> found.group(1).strip()).toList();
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        if (!Files.exists(document.resolveSibling(link.group(1)))) {
          broken.add(name(document) + " -> " + link.group(1));
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void everyDocumentIsLinkedFromTheIndex() throws IOException {
    String index = Files.readString(ROOT.resolve("docs").resolve("README.md"));
    List<String> missing =
        documents().stream()
            .filter(document -> document.getParent().endsWith("docs"))
            .map(document -> document.getFileName().toString())
            .filter(file -> !file.equals("README.md") && !index.contains("(" + file + ")"))
            .toList();
    assertEquals(List.of(), missing);
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static String name(Path document) {
    return ROOT.relativize(document).toString().replace('\\', '/');
  }

  private static List<String> check(Example example) {
    ShellOutput output = ShellOutput.of(demo, example.sql());
    if (!output.sqlState().equals(example.expectedState())) {
      return List.of(
          example.line()
              + " should end with SQLState '"
              + example.expectedState()
              + "':\n"
              + output.text());
    }
    return example.shows(output.text())
        ? List.of()
        : List.of(example.line() + " now shows\n" + output.text());
  }
}
