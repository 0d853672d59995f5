package io.stripejdbc.query;

import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.system.SessionInfo;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * What a statement needs to know of its connection.
 *
 * @param schema default schema for unqualified names
 * @param scanner reads the remote tables
 * @param clock read once per execution for CURRENT_TIMESTAMP
 * @param limits what one execution may use
 * @param info what the system tables show
 * @param freshness how old the rows of a statement may be, asked when it begins to read
 * @param zone where CURRENT_DATE and LOCALTIMESTAMP are today and now
 * @param entries what further tables look for in the {@code DataContext} of a statement, by name
 */
public record SessionContext(
    String schema,
    Scanner scanner,
    Clock clock,
    StatementLimits limits,
    SessionInfo info,
    FreshnessChoice freshness,
    ZoneId zone,
    Map<String, Object> entries) {

  /** A session in UTC without further entries. */
  public SessionContext(
      String schema,
      Scanner scanner,
      Clock clock,
      StatementLimits limits,
      SessionInfo info,
      FreshnessChoice freshness) {
    this(schema, scanner, clock, limits, info, freshness, ZoneOffset.UTC, Map.of());
  }

  /**
   * A session of which the system tables know nothing, which caches nothing and may hold any number
   * of rows.
   */
  public static SessionContext unlimited(String schema, Scanner scanner, Clock clock) {
    return new SessionContext(
        schema, scanner, clock, StatementLimits.NONE, SessionInfo.none(), () -> Freshness.LIVE);
  }
}
