package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.BigTable;
import io.stripejdbc.emulator.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.ByHand.Owned;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Sums over rows that are there already: the driver's cache beside H2 and DuckDB in memory. */
public final class WarmSums implements AutoCloseable {
  private static final List<String> QUESTIONS =
      List.of(
          "SELECT currency, COUNT(*), SUM(amount) FROM charges"
              + " WHERE connected_account = 'platform' GROUP BY currency",
          "SELECT status, COUNT(*), MAX(amount) FROM charges"
              + " WHERE connected_account = 'platform' AND amount > 1000 GROUP BY status",
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
    List<Owned> charges = new ByHand(stand.client()).charges(List.of("platform"), 0);
    this.rows = charges.size();
    this.h2 = Warehouse.h2(charges);
    this.duckDb = Warehouse.duckDb(charges);
    this.driver = stand.driver("memory");
    // Every column that is asked for is in memory before the clock runs.
    for (String sql : QUESTIONS) {
      Stand.answer(driver, sql);
    }
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
      report.title("Warm: sums over " + warm.rows + " charges in memory");
      report.head("SQL", "÷ H2", "÷ DuckDB", "ms: driver", "H2", "DuckDB");
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
                + QUESTIONS.get(question).replace(" WHERE connected_account = 'platform'", "")
                + "`",
            CallsAndTime.times(driver / h2),
            CallsAndTime.times(driver / duckDb),
            driver,
            h2,
            duckDb);
      }
      report.note("Calls while repeating them: " + warm.calls() + ".");
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
