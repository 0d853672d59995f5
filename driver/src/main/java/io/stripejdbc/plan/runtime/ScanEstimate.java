package io.stripejdbc.plan.runtime;

import io.stripejdbc.plan.predicate.ScanPredicate;

/** What a scan is expected to cost: rows and calls, from nothing but its shape. */
public final class ScanEstimate {
  /** Cost of one call, in units of one row passed on. */
  public static final double CALL = 1000;

  private static final double ROWS_PER_CALL = 100;
  private static final double ROWS_PER_PARENT = 5;
  private static final double SHARE_OF_A_PARAMETER = 0.05;
  private static final double SHARE_OF_A_BOUND = 0.3;
  private static final double SHARE_OF_AN_ACCOUNT = 0.1;

  private ScanEstimate() {}

  /** Rows the scan is expected to give back, of a table of {@code whole} rows; at least one. */
  public static double rows(ScanTemplate template, double whole) {
    double rows = whole;
    for (ScanPredicate predicate : template.predicates()) {
      int values =
          predicate.ranges().isEmpty() ? predicate.values().size() : predicate.ranges().size();
      rows =
          switch (predicate.target()) {
            case ID -> Math.min(rows, values);
            case PARENT -> Math.min(rows, values * ROWS_PER_PARENT);
            case ACCOUNT -> rows * Math.min(1, values * SHARE_OF_AN_ACCOUNT);
            case OTHER_ACCOUNTS -> rows;
            case FILTER -> rows * Math.min(1, share(predicate) * values);
          };
    }
    return Math.max(1, rows);
  }

  private static double share(ScanPredicate predicate) {
    return predicate.comparison() == ScanPredicate.Comparison.IN
        ? SHARE_OF_A_PARAMETER
        : SHARE_OF_A_BOUND;
  }

  /** Calls the scan is expected to make: one per looked-up id or per page. */
  public static double calls(ScanTemplate template, double rows) {
    return template.looksUpIds() ? rows : Math.max(1, Math.ceil(rows / ROWS_PER_CALL));
  }
}
