package io.stripejdbc.examples.spark;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spark in this JVM over the demo: as many rows and sums as a plain query, each asked for once. */
class SparkTest {
  private static final String URL = "jdbc:stripe:demo;cache=off";
  private static final int TASKS = 4;

  private static SparkSession spark;

  /** Keeps the demo's emulator, and the log of its calls, alive between Spark's connections. */
  private static Connection keeper;

  private final StripeTables stripe = new StripeTables(spark, URL);
  private long before;

  @BeforeAll
  static void start() throws SQLException {
    keeper = DriverManager.getConnection(URL);
    spark =
        SparkSession.builder()
            .master("local[" + TASKS + "]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void stop() throws SQLException {
    spark.stop();
    keeper.close();
  }

  @BeforeEach
  void remember() throws SQLException {
    before = Long.parseLong(rows("SELECT COALESCE(MAX(query_id), 0) FROM system.queries").get(0));
  }

  private static List<String> rows(String sql) throws SQLException {
    try (Statement statement = keeper.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : " ").append(result.getString(i));
        }
        rows.add(row.toString());
      }
      return rows;
    }
  }

  /** What Spark's queries of charges asked since the test began, by query. */
  private Map<String, List<Asked>> asked() throws SQLException {
    Map<String, List<Asked>> asked = new LinkedHashMap<>();
    for (String row :
        rows(
            "SELECT query_id, connected_account, parameters FROM system.requests"
                + " WHERE table_name = 'charges'"
                + " AND query_id > "
                + before
                + " ORDER BY query_id")) {
      String[] words = row.split(" ", 3);
      asked.computeIfAbsent(words[0], id -> new ArrayList<>()).add(new Asked(words[1], words[2]));
    }
    return asked;
  }

  /** One request for charges. */
  private record Asked(String account, String parameters) {
    private static final Pattern BOUND = Pattern.compile("created\\[(gte|gt|lt|lte)]=(\\d+)");

    /** The seconds from which it asks, or those before which, or a default where it says none. */
    long bound(boolean lower, long none) {
      Matcher found = BOUND.matcher(parameters);
      while (found.find()) {
        if (found.group(1).startsWith("g") == lower) {
          return Long.parseLong(found.group(2));
        }
      }
      return none;
    }
  }

  private static List<String> text(Dataset<Row> result) {
    return result.collectAsList().stream().map(row -> row.mkString(" ")).toList();
  }

  @Test
  void aTableInWindowsOfCreatedCountsAndSumsWhatAQueryDoes() throws SQLException {
    Dataset<Row> charges =
        stripe.byCreated("charges", "2026-06-01 00:00:00", "2026-11-01 00:00:00", TASKS);
    assertEquals(TASKS, charges.rdd().getNumPartitions());
    List<String> expected =
        rows(
            "SELECT connected_account, currency, date_trunc('month', created) AS m, COUNT(*),"
                + " SUM(amount) FROM charges WHERE status = 'succeeded'"
                + " GROUP BY connected_account, currency, date_trunc('month', created)"
                + " ORDER BY connected_account, currency, m");
    List<String> found =
        text(VolumeJob.volume(charges)).stream().map(row -> row.replace(":00.0 ", ":00 ")).toList();
    assertTrue(expected.size() > 20, "groups: " + expected.size());
    assertEquals(expected, found);
  }

  @Test
  void aTaskAsksForItsOwnWindowAlone() throws SQLException {
    Dataset<Row> charges =
        stripe
            .byCreated("charges", "2026-06-01 00:00:00", "2026-11-01 00:00:00", TASKS)
            .where("connected_account = 'platform'")
            .select("id");
    long count = charges.collectAsList().stream().distinct().count();
    Map<String, List<Asked>> asked = asked();
    assertEquals(
        rows("SELECT COUNT(*) FROM charges WHERE connected_account = 'platform'"),
        List.of(Long.toString(count)));
    assertEquals(TASKS, asked.size(), "queries with calls: " + asked);
    List<long[]> windows = new ArrayList<>();
    for (List<Asked> task : asked.values()) {
      assertTrue(task.stream().allMatch(one -> one.account().equals("platform")));
      windows.add(
          new long[] {
            task.stream().mapToLong(one -> one.bound(true, 0)).min().orElseThrow(),
            task.stream().mapToLong(one -> one.bound(false, Long.MAX_VALUE)).max().orElseThrow()
          });
    }
    windows.sort(Comparator.comparingLong(window -> window[0]));
    for (int i = 1; i < TASKS; i++) {
      assertTrue(windows.get(i - 1)[1] <= windows.get(i)[0], "windows overlap: " + asked);
    }
  }

  @Test
  void aTaskAsksItsOwnAccountsAlone() throws SQLException {
    List<String> accounts = stripe.accounts();
    assertTrue(accounts.contains("platform") && accounts.size() > 10, accounts.toString());
    Dataset<Row> charges = stripe.byAccount("charges", accounts, TASKS);
    assertEquals(TASKS, charges.rdd().getNumPartitions());
    List<String> found =
        text(charges.groupBy("currency").agg(count(lit(1)), sum("amount")).orderBy("currency"));
    Map<String, List<Asked>> asked = asked();
    assertEquals(
        rows(
            "SELECT currency, COUNT(*), SUM(amount) FROM charges GROUP BY currency ORDER BY"
                + " currency"),
        found);
    assertEquals(TASKS, asked.size());
    Set<String> seen = new HashSet<>();
    for (List<Asked> task : asked.values()) {
      Set<String> own = new HashSet<>();
      task.forEach(one -> own.add(one.account()));
      own.forEach(account -> assertTrue(seen.add(account), account + " is asked twice"));
    }
    assertEquals(new HashSet<>(accounts), seen);
  }

  @Test
  void tasksReadAtTheSameTime() throws SQLException {
    stripe
        .byCreated("charges", "2026-06-01 00:00:00", "2026-11-01 00:00:00", TASKS)
        .where("connected_account = 'platform'")
        .select("id")
        .collectAsList();
    String overlaps =
        rows("WITH t AS (SELECT query_id, MIN(started) AS a, MAX(started) AS z"
                + " FROM system.requests WHERE table_name = 'charges' AND query_id > "
                + before
                + " GROUP BY query_id)"
                + " SELECT COUNT(*) FROM t x JOIN t y"
                + " ON x.query_id < y.query_id AND x.a <= y.z AND y.a <= x.z")
            .get(0);
    assertTrue(Integer.parseInt(overlaps) > 0, "queries that overlap in time: " + overlaps);
  }

  @Test
  void theShareOfAnExecutorNeverExceedsTheWhole() {
    assertEquals(
        ";maxRequestsPerSecond=5;maxRequestsPerSecondPerEndpoint=5", StripeTables.share(20, 4));
    assertEquals(
        ";maxRequestsPerSecond=12;maxRequestsPerSecondPerEndpoint=5", StripeTables.share(50, 4));
    assertEquals(
        ";maxRequestsPerSecond=1;maxRequestsPerSecondPerEndpoint=1", StripeTables.share(3, 9));
  }
}
