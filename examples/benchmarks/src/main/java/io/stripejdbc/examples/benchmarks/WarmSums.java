package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Goal;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** Sums over rows that are there already: the driver's cache beside H2 and DuckDB in memory. */
public final class WarmSums implements AutoCloseable {
  private static final List<String> QUESTIONS =
      List.of(
          "SELECT currency, COUNT(*), SUM(amount) FROM charges"
              + " WHERE connected_account = 'platform' GROUP BY currency",
          "SELECT status, COUNT(*), MAX(amount) FROM charges"
              + " WHERE connected_account = 'platform' AND amount > 1000 GROUP BY status",
          "SELECT COUNT(*), SUM(amount) FROM charges WHERE connected_account = 'platform'"
              + " AND currency IN ('usd', 'eur') AND customer IS NOT NULL",
          "SELECT EXTRACT(YEAR FROM created), currency, SUM(amount) FROM charges"
              + " WHERE connected_account = 'platform' GROUP BY EXTRACT(YEAR FROM created), currency",
          "SELECT COUNT(DISTINCT customer) FROM charges WHERE connected_account = 'platform'");

  private final Stand stand;
  private final Connection driver;
  private final Connection h2;
  private final Connection duckDb;
  private final int rows;

  /**
   * @param rows how many charges
   */
  public WarmSums(int rows) throws Exception {
    this.stand =
        new Stand(
            EmulatorOptions.demo()
                .withScale(0.05)
                .withBigTable(new BigTable("/v1/charges", rows, 60)),
            0);
    this.driver = stand.driver("memory");
    this.h2 = copied(Warehouse.H2);
    this.duckDb = copied(Warehouse.DUCK_DB);
    this.rows = Integer.parseInt(Stand.answer(h2, "SELECT COUNT(*) FROM charges"));
    // Every column that is asked for is in memory before the clock runs.
    for (String sql : QUESTIONS) {
      Stand.answer(driver, sql);
    }
  }

  private Connection copied(String url) throws SQLException {
    String sql =
        "SELECT "
            + String.join(", ", Warehouse.COLUMNS)
            + " FROM charges WHERE connected_account = 'platform'";
    try (Statement statement = driver.createStatement();
        ResultSet charges = statement.executeQuery(sql)) {
      return Warehouse.of(url, charges);
    }
  }

  /** How many questions there are. */
  static int size() {
    return QUESTIONS.size();
  }

  /** The driver's answer to the question of this number. */
  public String driver(int question) throws SQLException {
    return Stand.answer(driver, QUESTIONS.get(question));
  }

  /** H2's. */
  public String h2(int question) throws SQLException {
    return Stand.answer(h2, QUESTIONS.get(question));
  }

  /** DuckDB's. */
  public String duckDb(int question) throws SQLException {
    return Stand.answer(duckDb, QUESTIONS.get(question));
  }

  /** Calls that repeating the questions costs: none. */
  int calls() throws Exception {
    return stand.calls(
        () -> {
          for (int i = 0; i < QUESTIONS.size(); i++) {
            driver(i);
          }
          return "";
        });
  }

  static void print(int rows, Clock clock, Report report) throws Exception {
    try (WarmSums warm = new WarmSums(rows)) {
      report.title(String.format(Locale.ROOT, "Warm: sums over %,d charges in memory", warm.rows));
      report.head("SQL", "÷ H2", "goal", "", "÷ DuckDB", "goal", "", "ms: driver", "H2", "DuckDB");
      Goal asH2 = Goal.most(1);
      Goal asDuckDb = Goal.most(8);
      for (int i = 0; i < QUESTIONS.size(); i++) {
        int question = i;
        String answer = warm.driver(question);
        if (!answer.equals(warm.h2(question)) || !answer.equals(warm.duckDb(question))) {
          throw new IllegalStateException("answers differ: " + QUESTIONS.get(question));
        }
        double driver = clock.millis(() -> warm.driver(question));
        double h2 = clock.millis(() -> warm.h2(question));
        double duckDb = clock.millis(() -> warm.duckDb(question));
        report.row(
            "`"
                + QUESTIONS
                    .get(question)
                    .replace("connected_account = 'platform' AND ", "")
                    .replace(" WHERE connected_account = 'platform'", "")
                + "`",
            CallsAndTime.ratio(driver / h2),
            asH2.text(),
            asH2.outcome(driver / h2),
            CallsAndTime.times(driver / duckDb),
            asDuckDb.text(),
            asDuckDb.outcome(driver / duckDb),
            driver,
            h2,
            duckDb);
      }
      warm.firstUses(report);
      report.note("Calls while repeating them: " + warm.calls() + ".");
    }
  }

  /** Columns that no statement has used: the first unpacks the objects, for all plain columns. */
  private void firstUses(Report report) throws SQLException {
    report.title("First use of a column of these charges");
    report.head("SQL", "µs a row", "goal", "");
    Goal goal = Goal.most(1);
    for (String column : List.of("amount_refunded", "amount_captured", "balance_transaction")) {
      String sql = "SELECT MAX(" + column + ") FROM charges WHERE connected_account = 'platform'";
      long start = System.nanoTime();
      Stand.answer(driver, sql);
      double micros = (System.nanoTime() - start) / 1000.0 / rows;
      report.row(
          "`SELECT MAX(" + column + ") FROM charges`", micros, goal.text(), goal.outcome(micros));
    }
  }

  @Override
  public void close() throws SQLException {
    driver.close();
    h2.close();
    duckDb.close();
    stand.close();
  }
}
