package io.stripejdbc.query;

import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.fetch.StatementMemory;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.system.SessionInfo;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a statement needs to know of its connection.
 *
 * @param schema default schema for unqualified names
 * @param scanner reads the remote tables
 * @param clock read once per execution for CURRENT_TIMESTAMP
 * @param maxRequestsPerQuery budget of calls per statement, 0 for none
 * @param info what the system tables show
 * @param memory makes the account of what one execution may hold in memory
 * @param freshness how old the rows of a statement may be, asked when it begins to read
 * @param zone where CURRENT_DATE and LOCALTIMESTAMP are today and now
 * @param entries what further tables look for in the {@code DataContext} of a statement, by name
 */
public record SessionContext(
    String schema,
    Scanner scanner,
    Clock clock,
    long maxRequestsPerQuery,
    SessionInfo info,
    Supplier<StatementMemory> memory,
    FreshnessChoice freshness,
    ZoneId zone,
    Map<String, Object> entries) {

  /** A session in UTC without further entries. */
  public SessionContext(
      String schema,
      Scanner scanner,
      Clock clock,
      long maxRequestsPerQuery,
      SessionInfo info,
      Supplier<StatementMemory> memory,
      FreshnessChoice freshness) {
    this(
        schema,
        scanner,
        clock,
        maxRequestsPerQuery,
        info,
        memory,
        freshness,
        ZoneOffset.UTC,
        Map.of());
  }

  /**
   * A session of which the system tables know nothing, which caches nothing and may hold any number
   * of rows.
   */
  public SessionContext(String schema, Scanner scanner, Clock clock, long maxRequestsPerQuery) {
    this(
        schema,
        scanner,
        clock,
        maxRequestsPerQuery,
        SessionInfo.none(),
        StatementMemory::unlimited,
        () -> Freshness.LIVE);
  }
}
