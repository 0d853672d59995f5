package io.stripejdbc.query;

import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.scan.ScanSpec;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs SQL over a {@link FakeWorld} at a fixed time. */
final class FakeSession {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final FakeWorld world;
  private final QueryEngine engine;

  FakeSession(FakeWorld world) {
    this(world, PlannerSettings.ALL);
  }

  FakeSession(FakeWorld world, PlannerSettings settings) {
    this.world = world;
    this.engine = new CalciteQueryEngine(world, settings);
  }

  /** Rows as text, columns divided by a space. */
  List<String> rows(String sql, @Nullable Object... parameters) throws SQLException {
    SessionContext session =
        new SessionContext("stripe", world, Clock.fixed(NOW, ZoneOffset.UTC), 0);
    PreparedQuery query = engine.prepare(sql, session);
    List<String> rows = new ArrayList<>();
    try (QueryCursor cursor =
        query.execute(Arrays.asList(parameters), new ExecutionOptions(0, 0, 0))) {
      while (cursor.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < query.columns().size(); i++) {
          row.append(i == 0 ? "" : " ").append(cursor.value(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  /** What was asked of a table. */
  List<ScanSpec> askedOf(String table) {
    return world.asked().stream().filter(s -> s.table().name().equals(table)).toList();
  }
}
