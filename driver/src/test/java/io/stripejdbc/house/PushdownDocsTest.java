package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.calcite.CalciteConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each question of docs/pushdown.md makes the requests that stand below it, and no other. */
class PushdownDocsTest {
  private static final Path PAGE = Path.of("..", "docs", "pushdown.md");
  private static final Pattern PAIR =
      Pattern.compile("```sql\n(.+?)\n```\n\n```requests\n(.+?)\n```", Pattern.DOTALL);

  /** The calls of the statement that ended last on this connection, as the page writes them. */
  private static final String CALLS =
      "SELECT 'GET ' || path || CASE WHEN parameters = '' THEN '' ELSE '?' || parameters END"
          + " || ' @' || connected_account FROM system.requests"
          + " WHERE query_id ="
          + " (SELECT MAX(query_id) FROM system.queries WHERE outcome <> 'running')";

  /** What stock Calcite cannot read, by a part of the question; docs/calcite.md lists it too. */
  private static final Map<String, String> NOT_THROUGH_CALCITE =
      Map.of(
          " date(", "there is no such function; CAST(… AS DATE) is",
          "date_trunc(", "there is no such function; FLOOR(… TO …) is",
          " AT TIME ZONE ", "its grammar has none",
          "now()", "there is no such function; CURRENT_TIMESTAMP is",
          "system.tables", "there is no schema system",
          "(SELECT COUNT(*) FROM charges", "it reads both lists",
          "to_char(", "its text is no range");

  /** Runs a question and gives the calls it made. */
  private interface Client {
    List<String> requests(String sql, boolean searches) throws SQLException;
  }

  @Test
  void everyQuestionMakesTheRequestsBelowIt() throws IOException, SQLException {
    try (Connection demo = DriverManager.getConnection("jdbc:stripe:demo;cache=off");
        Connection search = DriverManager.getConnection("jdbc:stripe:demo;search=on;cache=off")) {
      check(Map.of(), (sql, searches) -> requests(searches ? search : demo, demo, sql));
    }
  }

  @Test
  void everyQuestionMakesTheSameRequestsThroughCalcite() throws IOException, SQLException {
    try (Connection log = DriverManager.getConnection("jdbc:stripe:demo;cache=off");
        CalciteConnections.Opened demo =
            CalciteConnections.open(Map.of("demo", true, "cache", "off"));
        CalciteConnections.Opened search =
            CalciteConnections.open(Map.of("demo", true, "search", "on", "cache", "off"))) {
      check(
          NOT_THROUGH_CALCITE,
          (sql, searches) -> requests((searches ? search : demo).connection(), log, sql));
    }
  }

  private static void check(Map<String, String> exceptions, Client client)
      throws IOException, SQLException {
    String page = Files.readString(PAGE);
    int searching = page.indexOf("\n## The Search API");
    int after = page.indexOf("\n## ", searching + 1);
    Matcher pairs = PAIR.matcher(page);
    List<String> wrong = new ArrayList<>();
    Set<String> unused = new TreeSet<>(exceptions.keySet());
    int count = 0;
    for (; pairs.find(); count++) {
      String sql = pairs.group(1);
      boolean searches = searching < pairs.start() && pairs.start() < after;
      unused.removeIf(sql::contains);
      if (exceptions.keySet().stream().noneMatch(sql::contains)) {
        List<String> made = client.requests(sql, searches);
        if (!matches(pairs.group(2).lines().toList(), made)) {
          wrong.add(sql + "\nmade\n" + String.join("\n", made));
        }
      }
    }
    assertEquals("", String.join("\n\n", wrong));
    assertEquals(Set.of(), unused, "exceptions of no question");
    assertTrue(count >= 60, count + " pairs");
  }

  private static List<String> requests(Connection asked, Connection log, String sql)
      throws SQLException {
    run(asked, sql);
    List<String> made = run(log, CALLS);
    Collections.sort(made);
    return made.isEmpty() ? List.of("none") : made;
  }

  private static List<String> run(Connection demo, String sql) throws SQLException {
    List<String> first = new ArrayList<>();
    try (Statement statement = demo.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        first.add(rows.getString(1));
      }
    }
    return first;
  }

  /** Calls go out side by side, so their order says nothing; {@code *} stands for any id. */
  private static boolean matches(List<String> expected, List<String> made) {
    List<String> left = new ArrayList<>(made);
    for (String line : expected) {
      String pattern = Pattern.quote(line).replace("*", "\\E\\w+\\Q");
      int found = indexOf(left, Pattern.compile(pattern));
      if (found < 0) {
        return false;
      }
      left.remove(found);
    }
    return left.isEmpty();
  }

  private static int indexOf(List<String> lines, Pattern pattern) {
    for (int i = 0; i < lines.size(); i++) {
      if (pattern.matcher(lines.get(i)).matches()) {
        return i;
      }
    }
    return -1;
  }
}
