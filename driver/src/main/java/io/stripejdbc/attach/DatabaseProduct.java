package io.stripejdbc.attach;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which database is attached, by what its driver says, and what may be left to it. What it would
 * compute otherwise than this driver does is never left to it: see {@code docs/attach.md}.
 */
public enum DatabaseProduct {
  /** PostgreSQL. */
  POSTGRESQL(true, true, true, true, true),
  /** H2. */
  H2(true, true, true, true, true),
  /** DuckDB: what a column's collation is cannot be seen. */
  DUCKDB(true, true, true, true, false),
  /** MySQL and MariaDB: any number but 0 is true there, and texts are equal in any letter case. */
  MYSQL(true, true, false, true, false),
  /** SQLite: any column can hold anything, and a decimal is a binary fraction. */
  SQLITE(true, false, false, false, false),
  /** Any other. */
  OTHER(false, false, false, true, false);

  private final boolean limit;
  private final boolean aggregates;
  private final boolean booleans;
  private final boolean decimalsAndTimes;
  private final boolean exactText;

  DatabaseProduct(
      boolean limit,
      boolean aggregates,
      boolean booleans,
      boolean decimalsAndTimes,
      boolean exactText) {
    this.limit = limit;
    this.aggregates = aggregates;
    this.booleans = booleans;
    this.decimalsAndTimes = decimalsAndTimes;
    this.exactText = exactText;
  }

  /** The product of this name, as {@code getDatabaseProductName} gives it. */
  static DatabaseProduct named(@Nullable String product) {
    String name = String.valueOf(product).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "postgresql" -> POSTGRESQL;
      case "h2" -> H2;
      case "duckdb" -> DUCKDB;
      case "mysql", "mariadb" -> MYSQL;
      case "sqlite" -> SQLITE;
      default -> OTHER;
    };
  }

  /** Whether it knows LIMIT, and where NULL is to stand in an order. */
  public boolean hasLimit() {
    return limit;
  }

  /** Whether its counts, sums, least and greatest values are ours. */
  public boolean hasAggregates() {
    return aggregates;
  }

  /** Whether true and false are values of their own. */
  public boolean hasBooleans() {
    return booleans;
  }

  /** Whether decimals are decimals, and dates and times are compared as such. */
  public boolean hasDecimalsAndTimes() {
    return decimalsAndTimes;
  }

  /** Whether texts are equal only when all their characters are, unless a collation says else. */
  public boolean canHaveExactText() {
    return exactText;
  }
}
