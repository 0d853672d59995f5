package io.stripejdbc.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of other databases' types are read as they are, in a zone where some hours are not. */
class AttachedTypesTest {
  private final TimeZone zone = TimeZone.getDefault();

  @BeforeEach
  void liveInBerlin() {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
  }

  @AfterEach
  void liveWhereWeDid() {
    TimeZone.setDefault(zone);
  }

  private static Connection attach(String url, String user) throws SQLException {
    Properties attached = new Properties();
    attached.setProperty("attach.other", url);
    if (!user.isEmpty()) {
      attached.setProperty("attach.other.user", user);
    }
    return DriverManager.getConnection("jdbc:stripe:demo", attached);
  }

  private static List<String> row(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertTrue(rows.next(), sql);
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        values.add(rows.getMetaData().getColumnTypeName(i) + " " + rows.getString(i));
      }
    }
    return values;
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void typesOfPostgresql() throws SQLException, IOException, InterruptedException {
    Optional<PostgresServer> started = PostgresServer.start();
    assumeTrue(started.isPresent(), "PostgreSQL is not installed");
    try (PostgresServer server = started.get();
        Connection owner = DriverManager.getConnection(server.url(), "shop", "")) {
      execute(
          owner,
          "CREATE TYPE mood AS ENUM ('sad', 'happy')",
          "CREATE DOMAIN cents AS BIGINT",
          "CREATE TABLE types (a SMALLINT, b BIGINT, c NUMERIC, d NUMERIC(40, 3), e REAL,"
              + " f DOUBLE PRECISION, g BOOLEAN, h CHAR(5), i TEXT, j UUID, k JSONB, l INT[],"
              + " m TIMESTAMP, n TIMESTAMPTZ, o DATE, p TIME, q mood, r cents, s BYTEA, t INET,"
              + " u INTERVAL, v MONEY, w TIMESTAMP(0), x BIT(3))",
          "INSERT INTO types VALUES (7, 9223372036854775807, 12.5,"
              + " 1234567890123456789012345678901234567.125, 0.1, 0.1, true, 'ab', 'x ',"
              + " '00000000-0000-0000-0000-00000000000a', '{\"a\": 1}', '{1,2}',"
              + " '2026-03-29 02:30:00.5', '2026-03-29 02:30:00+02', '2026-03-29', '02:30:00',"
              + " 'happy', 5, '\\x00', '10.0.0.1', '1 day', 2.5, '2026-03-29 02:30:00', '101')",
          "CREATE SCHEMA second",
          "CREATE TABLE second.only_here (id INT)");
      try (Connection connection = attach(server.url(), "shop")) {
        assertEquals(
            List.of(
                "INTEGER 7",
                "BIGINT 9223372036854775807",
                "DECIMAL 12.5",
                "DECIMAL 1234567890123456789012345678901234567.125",
                "DOUBLE 0.1",
                "DOUBLE 0.1",
                "BOOLEAN true",
                "VARCHAR ab",
                "VARCHAR x ",
                "VARCHAR 00000000-0000-0000-0000-00000000000a",
                "VARCHAR {\"a\": 1}",
                "VARCHAR {1,2}",
                "TIMESTAMP 2026-03-29 02:30:00.500",
                "TIMESTAMP 2026-03-29 00:30:00",
                "DATE 2026-03-29",
                "TIME 02:30:00",
                "VARCHAR happy",
                "BIGINT 5",
                "VARCHAR 10.0.0.1",
                "VARCHAR 1 day",
                "VARCHAR $2.50",
                "TIMESTAMP 2026-03-29 02:30:00",
                "VARCHAR 101"),
            row(connection, "SELECT * FROM other.types").stream()
                .map(
                    value ->
                        value.replace("0 years 0 mons 1 days 0 hours 0 mins 0.0 secs", "1 day"))
                .toList());
        for (String condition :
            List.of(
                "q = 'happy'",
                "j = '00000000-0000-0000-0000-00000000000a'",
                "m = TIMESTAMP '2026-03-29 02:30:00.5'",
                "n = TIMESTAMP '2026-03-29 00:30:00'",
                "o BETWEEN DATE '2026-03-29' AND DATE '2026-03-30'",
                "g",
                "h = 'ab'",
                "c = 12.5 AND b > 5 AND r = 5",
                "k = '{\"a\": 1}'",
                "i <> 'x'")) {
          assertEquals(
              List.of("INTEGER 7"),
              row(connection, "SELECT a FROM other.types WHERE " + condition),
              condition);
        }
        assertTrue(server.log().contains("CAST(t0.\"q\" AS VARCHAR) = $1"), server.log());
      }
    }
  }

  @Test
  void typesOfDuckDb(@TempDir Path folder) throws SQLException {
    String url = "jdbc:duckdb:" + folder.resolve("types.db");
    try (Connection owner = DriverManager.getConnection(url)) {
      execute(
          owner,
          "CREATE TABLE types (a TINYINT, b UBIGINT, c HUGEINT, d DECIMAL(38, 3), e FLOAT,"
              + " f DOUBLE, g BOOLEAN, i VARCHAR, j UUID, l INTEGER[], m TIMESTAMP,"
              + " n TIMESTAMP WITH TIME ZONE, o DATE, p TIME, q ENUM('sad', 'happy'), s BLOB)",
          "INSERT INTO types VALUES (7, 18446744073709551615,"
              + " 170141183460469231731687303715884105, 12.5, 0.1, 0.1, true, 'x ',"
              + " '00000000-0000-0000-0000-00000000000a', [1, 2], '2026-03-29 02:30:00.5',"
              + " '2026-03-29 02:30:00+02', '2026-03-29', '02:30:00', 'happy', 'x'::BLOB)");
    }
    try (Connection connection = attach(url, "")) {
      assertEquals(
          List.of(
              "INTEGER 7",
              "DECIMAL 18446744073709551615",
              "DECIMAL 170141183460469231731687303715884105",
              "DECIMAL 12.5",
              "DOUBLE 0.1",
              "DOUBLE 0.1",
              "BOOLEAN true",
              "VARCHAR x ",
              "VARCHAR 00000000-0000-0000-0000-00000000000a",
              "VARCHAR [1, 2]",
              "TIMESTAMP 2026-03-29 02:30:00.500",
              "TIMESTAMP 2026-03-29 00:30:00",
              "DATE 2026-03-29",
              "TIME 02:30:00",
              "VARCHAR happy"),
          row(connection, "SELECT * FROM other.types"));
    }
  }

  @Test
  void typesOfSqliteAndValuesThatAreOfAnother(@TempDir Path folder) throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("types.db");
    try (Connection owner = DriverManager.getConnection(url)) {
      execute(
          owner,
          "CREATE TABLE types (a INTEGER, d DECIMAL(10, 2), f REAL, i TEXT, m TIMESTAMP, s BLOB)",
          "INSERT INTO types VALUES (9223372036854775807, 12.5, 0.1, 'x ', '2026-03-29 02:30:00',"
              + " x'00')",
          "CREATE TABLE loose (n INTEGER, x)",
          "INSERT INTO loose VALUES (1, 5), (2, '5')",
          "CREATE VIEW shown AS SELECT n + 4 AS x FROM loose",
          "CREATE TABLE wrong (a INTEGER)",
          "INSERT INTO wrong VALUES ('many')");
    }
    try (Connection connection = attach(url, "")) {
      List<String> row = row(connection, "SELECT * FROM other.types");
      assertEquals("BIGINT 9223372036854775807", row.get(0));
      assertEquals("DOUBLE 12.5", row.get(1));
      assertEquals(
          List.of("DOUBLE 0.1", "VARCHAR x ", "VARCHAR 2026-03-29 02:30:00"), row.subList(2, 5));
      assertEquals(
          List.of("BIGINT 2"), row(connection, "SELECT COUNT(*) FROM other.loose WHERE x = '5'"));
      assertEquals(
          List.of("BIGINT 1"), row(connection, "SELECT COUNT(*) FROM other.shown WHERE x = '5'"));
      SQLException wrong =
          assertThrows(SQLException.class, () -> row(connection, "SELECT a FROM other.wrong"));
      assertEquals("22003", wrong.getSQLState());
    }
  }
}
