package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.scan.ScanConditions;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What comes of a statement, whichever engine has run it: columns, rows, failure, reads. */
final class StatementOutcome {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

  private final QueryEngine engine;
  private final SessionContext session;
  private final List<ScanSpec> asked;

  /**
   * Creates one.
   *
   * @param asked what the scanner was asked
   */
  StatementOutcome(QueryEngine engine, Scanner scanner, List<ScanSpec> asked) {
    this.engine = engine;
    this.session = SessionContext.unlimited("stripe", scanner, Clock.fixed(NOW, ZoneOffset.UTC));
    this.asked = asked;
  }

  /** A line for each of them. */
  List<String> of(String sql, List<@Nullable Object> values, long maxRows) {
    asked.clear();
    List<String> lines = new ArrayList<>();
    try {
      PreparedQuery query = engine.prepare(sql, session);
      query.columns().forEach(column -> lines.add(column.toString()));
      lines.add(query.parameters().toString());
      try (QueryCursor cursor = query.execute(values, new ExecutionOptions(maxRows, 0, 0))) {
        while (cursor.next()) {
          List<@Nullable Object> row = new ArrayList<>();
          for (int i = 0; i < query.columns().size(); i++) {
            row.add(cursor.value(i));
          }
          lines.add(row.toString());
        }
        lines.addAll(cursor.takeWarnings());
      }
    } catch (SQLException e) {
      lines.add(e.getSQLState() + " " + e.getMessage());
    }
    asked.forEach(spec -> lines.add(described(spec)));
    return lines;
  }

  private static String described(ScanSpec spec) {
    ScanConditions conditions = spec.conditions();
    return spec.table().name()
        + spec.columns().stream().map(ColumnSpec::name).toList()
        + conditions.accounts().map(StatementOutcome::sorted)
        + sorted(conditions.withoutAccounts())
        + conditions.ids().map(StatementOutcome::sorted)
        + conditions.parents().map(StatementOutcome::sorted)
        + sorted(
            conditions.equals().entrySet().stream()
                .map(each -> Map.entry(each.getKey(), sorted(each.getValue())))
                .toList())
        + sorted(conditions.ranges().entrySet())
        + sorted(conditions.unions().entrySet())
        + sorted(conditions.searches())
        + spec.extent();
  }

  /** In one order: a set has none. */
  private static Set<String> sorted(Collection<?> all) {
    Set<String> sorted = new TreeSet<>();
    all.forEach(each -> sorted.add(each.toString()));
    return sorted;
  }

  static void assertSame(List<String> expected, List<String> found, String sql) {
    for (int i = 0; i < expected.size() && i < found.size(); i++) {
      assertEquals(expected.get(i), found.get(i), sql);
    }
    assertEquals(expected.size(), found.size(), sql);
  }
}
