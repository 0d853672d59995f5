package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every function the metadata announces runs, called by its name and by its escape. */
class FunctionsTest {
  private static final String TIME = "TIMESTAMP '2024-05-01 12:34:56'";

  /** Arguments where one number does not do. */
  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("ATAN2", "1, 2"),
          Map.entry("MOD", "5, 2"),
          Map.entry("POWER", "2, 3"),
          Map.entry("ROUND", "1.55, 1"),
          Map.entry("TRUNCATE", "1.55, 1"),
          Map.entry("PI", ""),
          Map.entry("RAND", ""),
          Map.entry("ASCII", "'a'"),
          Map.entry("CHARACTER_LENGTH", "'a'"),
          Map.entry("CHAR_LENGTH", "'a'"),
          Map.entry("OCTET_LENGTH", "X'00'"),
          Map.entry("CONCAT", "'a', 'b'"),
          Map.entry("LOWER", "'A'"),
          Map.entry("UPPER", "'a'"),
          Map.entry("LEFT", "'abc', 2"),
          Map.entry("RIGHT", "'abc', 2"),
          Map.entry("LENGTH", "'abc'"),
          Map.entry("LTRIM", "' a'"),
          Map.entry("RTRIM", "'a '"),
          Map.entry("POSITION", "'b' IN 'abc'"),
          Map.entry("REPEAT", "'a', 3"),
          Map.entry("REPLACE", "'abc', 'b', 'x'"),
          Map.entry("SPACE", "3"),
          Map.entry("SUBSTRING", "'abc', 2, 1"),
          Map.entry("IFNULL", "NULL, 1"),
          Map.entry("COALESCE", "NULL, 1"),
          Map.entry("NULLIF", "1, 2"),
          Map.entry("CURRENT_DATE", ""),
          Map.entry("CURRENT_TIME", ""),
          Map.entry("CURRENT_TIMESTAMP", ""),
          Map.entry("NOW", ""),
          Map.entry("EXTRACT", "YEAR FROM " + TIME),
          Map.entry("TIMESTAMPADD", "SQL_TSI_DAY, 1, " + TIME),
          Map.entry("TIMESTAMPDIFF", "SQL_TSI_DAY, " + TIME + ", " + TIME));

  private static String arguments(String name, boolean time) {
    return ARGUMENTS.getOrDefault(name, time ? TIME : "1");
  }

  private final List<String> refused = new ArrayList<>();

  private void run(Connection connection, String expression) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + expression)) {
      rows.next();
      rows.getString(1);
    } catch (SQLException e) {
      refused.add(expression + ": " + e.getMessage());
    }
  }

  private void runAll(Connection connection, String names, boolean time) {
    for (String name : names.split(",", -1)) {
      String arguments = arguments(name, time);
      run(connection, "{fn " + name + "(" + arguments + ")}");
      boolean bare = name.startsWith("CURRENT_");
      run(connection, bare ? name : name + "(" + arguments.replace("SQL_TSI_", "") + ")");
    }
  }

  @Test
  void everyAnnouncedFunctionRunsBothWays() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:stripe:demo")) {
      DatabaseMetaData meta = connection.getMetaData();
      runAll(connection, meta.getNumericFunctions(), false);
      runAll(connection, meta.getStringFunctions(), false);
      runAll(connection, meta.getSystemFunctions(), false);
      runAll(connection, meta.getTimeDateFunctions(), true);
      Stream.of(
              "{fn convert('5', SQL_INTEGER)}",
              "{fn UCASE({fn CONCAT('a', 'b')})}",
              "{fn lcase('A')}",
              "{fn locate('b', 'abc', 1)}",
              "{fn log(2)}",
              "{fn curdate()}",
              "{fn curtime()}")
          .forEach(expression -> run(connection, expression));
    }
    assertEquals(List.of(), refused);
  }
}
