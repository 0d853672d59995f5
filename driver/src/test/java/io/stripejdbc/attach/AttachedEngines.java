package io.stripejdbc.attach;

import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.query.InMemoryScanner;
import io.stripejdbc.query.PreparedQuery;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.QueryCursor;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.session.CalciteQueryEngine;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An engine that leaves work to an attached database, and one that does all of it itself. */
final class AttachedEngines implements AutoCloseable {
  private final AttachedDatabase database;
  private final InMemoryScanner scanner = new InMemoryScanner();
  private final CalciteQueryEngine all;
  private final CalciteQueryEngine none;

  AttachedEngines(String url, @Nullable String user) {
    this.database =
        new AttachedDatabase(
            new AttachmentSettings("shop", url, user, user == null ? null : "", null),
            new DriverFinder(null),
            System::nanoTime);
    this.all = new CalciteQueryEngine(scanner, PlannerSettings.ALL, List.of(database));
    this.none = new CalciteQueryEngine(scanner, PlannerSettings.NONE, List.of(database));
  }

  List<String> pushed(String sql) throws SQLException {
    return rows(all, sql);
  }

  List<String> own(String sql) throws SQLException {
    return rows(none, sql);
  }

  private List<String> rows(CalciteQueryEngine engine, String sql) throws SQLException {
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC);
    PreparedQuery query = engine.prepare(sql, SessionContext.unlimited("shop", scanner, clock));
    List<String> rows = new ArrayList<>();
    try (QueryCursor cursor = query.execute(List.of(), new ExecutionOptions(0, 0, 0))) {
      while (cursor.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < query.columns().size(); i++) {
          row.append(text(cursor.value(i))).append('|');
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  private static String text(@Nullable Object value) {
    return value instanceof BigDecimal decimal
        ? decimal.stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  @Override
  public void close() {
    database.close();
  }
}
