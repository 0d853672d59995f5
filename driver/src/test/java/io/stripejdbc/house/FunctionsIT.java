package io.stripejdbc.house;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The functions in {@code functions.txt} have in the jar all that they need. */
class FunctionsIT {
  private static final String SAMPLE =
      "(VALUES (1, 'Abc', 12.5, 1e2, true, DATE '2024-02-29', TIMESTAMP '2024-02-29 12:34:56',"
          + " '{\"a\":{\"b\":[1,2,3]},\"s\":\"x\"}')) AS t (i, s, d, f, b, dt, ts, j)";

  @Test
  void everyFunctionGivesTheRowsItAlwaysGave() throws IOException, SQLException {
    String expected = corpus();
    try (URLClassLoader loader = PackagedJar.loader();
        Connection connection = PackagedJar.connect(loader)) {
      String actual =
          expected
              .lines()
              .filter(line -> !line.startsWith("=> "))
              .map(line -> line + answer(connection, line))
              .collect(joining("\n"));
      assertEquals(expected, actual);
    }
  }

  private static String corpus() throws IOException {
    try (InputStream file = FunctionsIT.class.getResourceAsStream("functions.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(joining("\n"));
    }
  }

  private static String answer(Connection connection, String line) {
    boolean query = line.startsWith("SELECT ") || line.startsWith("WITH ");
    try {
      return SmallProgram.rows(connection, query ? line : "SELECT " + line + " FROM " + SAMPLE)
          .stream()
          .map(row -> "\n=> " + row)
          .collect(joining());
    } catch (SQLException e) {
      return "\n=> " + e;
    }
  }
}
