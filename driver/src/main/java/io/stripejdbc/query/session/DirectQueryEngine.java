package io.stripejdbc.query.session;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.query.PreparedQuery;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.QueryEngine;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.direct.DirectSelect;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The query engine that runs a {@link DirectSelect} itself and leaves all else to the planner's,
 * which is not made before there is such a statement: Calcite's first plan in a JVM takes seconds
 * of processor time.
 */
public final class DirectQueryEngine implements QueryEngine {
  private final Catalog catalog;
  private final Supplier<QueryEngine> planner;
  private @Nullable QueryEngine made;

  /**
   * An engine over a catalogue.
   *
   * @param planner makes the engine of all other statements, called once
   */
  public DirectQueryEngine(Catalog catalog, Supplier<QueryEngine> planner) {
    this.catalog = catalog;
    this.planner = planner;
  }

  @Override
  public PreparedQuery prepare(
      String sql, SessionContext session, ExecutionOptions limits, Consumer<Runnable> stoppable)
      throws SQLException {
    Optional<DirectSelect> select = DirectSelect.of(sql, session.schema(), catalog);
    if (select.isEmpty()) {
      return planner().prepare(sql, session, limits, stoppable);
    }
    DirectPreparedQuery direct = new DirectPreparedQuery(sql, select.get(), session);
    return direct.parameters().isEmpty()
        ? direct
        : new DirectOrPlannedQuery(
            direct, (within, stops) -> planner().prepare(sql, session, within, stops));
  }

  private synchronized QueryEngine planner() {
    QueryEngine engine = made;
    if (engine == null) {
      engine = planner.get();
      made = engine;
    }
    return engine;
  }
}
