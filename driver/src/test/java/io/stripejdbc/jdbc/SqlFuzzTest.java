package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Good statements with a few words lost, doubled, swapped or replaced, through parser, validator
 * and planner: each is planned or refused with a SQLState that says whose fault it is.
 */
class SqlFuzzTest {
  /** The same trials each time; others by hand, with {@code -Dstripejdbc.fuzz.seed=…}. */
  private static final long SEED = Long.getLong("stripejdbc.fuzz.seed", 1);

  private static final int TRIALS = Integer.getInteger("stripejdbc.fuzz.trials", 150);
  private static final Pattern TOKEN =
      Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|\\w+|\\s+|--[^\\n]*|[<>=!|:]+|.", Pattern.DOTALL);

  private static final List<String> STRANGERS =
      List.of(
          "NULL",
          "1",
          "-1",
          "1.5",
          "'x'",
          "''",
          "?",
          "*",
          "(",
          ")",
          ",",
          ".",
          "AND",
          "OR",
          "NOT",
          "IN",
          "BETWEEN",
          "CASE",
          "END",
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP BY",
          "HAVING",
          "ORDER BY",
          "LIMIT",
          "OFFSET",
          "UNION ALL",
          "INTERSECT",
          "EXCEPT",
          "WITH",
          "AS",
          "JOIN",
          "LEFT JOIN",
          "ON",
          "USING",
          "DISTINCT",
          "COUNT(*)",
          "SUM(amount)",
          "MAX(created)",
          "OVER ()",
          "EXISTS",
          "ARRAY[1, 2]",
          "MAP['a', 1]",
          "INTERVAL '1' DAY",
          "DATE '2026-01-01'",
          "CAST(id AS BIGINT)",
          "created::date",
          "amount",
          "id",
          "created",
          "currency",
          "livemode",
          "metadata",
          "connected_account",
          "charges",
          "system.tables",
          "reports.payouts",
          "LATERAL",
          "UNNEST",
          "TABLESAMPLE",
          "FETCH FIRST 0 ROWS ONLY",
          "GROUPING SETS (())",
          "CUBE",
          "QUALIFY",
          "999999999999999999999999999999999999999999",
          "1e400",
          "U&'\\FFFF'",
          "X'1'",
          "{",
          "}",
          "{fn now()}",
          "{d '2026-13-01'}",
          "$",
          "\\",
          "\u0000",
          "ﬁ",
          "😀",
          ";",
          "/*",
          "*/");

  private static List<List<String>> seeds() throws IOException {
    List<List<String>> seeds = new ArrayList<>();
    for (Path folder :
        List.of(Path.of("../examples/sql"), Path.of("src/main/resources/io/stripejdbc/reports"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".sql")).sorted().toList()) {
          seeds.add(tokens(Files.readString(file)));
        }
      }
    }
    return seeds;
  }

  private static List<String> tokens(String sql) {
    List<String> tokens = new ArrayList<>();
    for (Matcher token = TOKEN.matcher(sql); token.find(); ) {
      if (!token.group().startsWith("--")) {
        tokens.add(token.group());
      }
    }
    return tokens;
  }

  private static String mutated(Random random, List<String> seed) {
    List<String> tokens = new ArrayList<>(seed);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(tokens.size());
      int other = random.nextInt(tokens.size());
      switch (random.nextInt(5)) {
        case 0 -> tokens.remove(at);
        case 1 -> tokens.add(at, tokens.get(other));
        case 2 -> tokens.set(at, tokens.get(other));
        case 3 -> tokens.add(at, " " + STRANGERS.get(random.nextInt(STRANGERS.size())) + " ");
        default -> tokens.set(at, " " + STRANGERS.get(random.nextInt(STRANGERS.size())) + " ");
      }
    }
    return String.join("", tokens);
  }

  @Test
  void aStatementIsPlannedOrRefusedWithAStateThatIsNotABug() throws Exception {
    Random random = new Random(SEED);
    List<List<String>> seeds = seeds();
    List<String> bugs = new ArrayList<>();
    int planned = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:stripe:demo;cache=off")) {
      for (int i = 0; i < TRIALS; i++) {
        String sql = mutated(random, seeds.get(random.nextInt(seeds.size())));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          assertNotNull(statement.getMetaData());
          planned++;
        } catch (SQLException e) {
          if (e.getSQLState() == null || e.getSQLState().equals("HY000")) {
            bugs.add(e.getMessage() + " (" + e.getCause() + ")\n" + sql);
          }
        } catch (RuntimeException | Error e) {
          bugs.add(e + "\n" + sql);
        }
      }
    }
    assertTrue(planned > TRIALS / 50, planned + " of " + TRIALS + " were planned");
    assertEquals("", String.join("\n\n", bugs), "seed " + SEED);
  }
}
