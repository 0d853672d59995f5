package io.stripejdbc.query.session;

import io.stripejdbc.attach.AttachedDatabase;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.plan.attach.AttachedPushdown;
import io.stripejdbc.plan.attach.AttachedSchema;
import io.stripejdbc.plan.function.StripeOperatorTable;
import io.stripejdbc.plan.schema.StripeSchema;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.plan.view.ReportSchema;
import io.stripejdbc.plan.view.SigmaSchema;
import io.stripejdbc.query.PreparedQuery;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.QueryEngine;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.compile.CompiledPlan;
import io.stripejdbc.query.compile.PlanCache;
import io.stripejdbc.query.compile.PlanningControl;
import io.stripejdbc.query.compile.PlanningThread;
import io.stripejdbc.query.compile.StatementCompiler;
import io.stripejdbc.query.error.FailureBoundary;
import io.stripejdbc.query.metadata.InformationSchema;
import io.stripejdbc.query.metadata.ViewDescriptions;
import io.stripejdbc.system.SystemSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.RelNode;

/** The query engine over Calcite's direct pipeline; shared by all connections of one catalogue. */
public final class CalciteQueryEngine implements QueryEngine {
  private final CalciteSchema rootSchema;
  private final StripeTypeFactory types = new StripeTypeFactory();
  private final StatementCompiler compiler;
  private final PlanCache cache = new PlanCache();

  /** An engine with every kind of pushdown. */
  public CalciteQueryEngine(Catalog catalog) {
    this(catalog, PlannerSettings.ALL);
  }

  /** An engine with only some kinds of pushdown, to compare answers in tests. */
  public CalciteQueryEngine(Catalog catalog, PlannerSettings settings) {
    this(catalog, settings, List.of());
  }

  /** An engine that has the tables of other databases beside Stripe's. */
  public CalciteQueryEngine(
      Catalog catalog, PlannerSettings settings, List<AttachedDatabase> attached) {
    this.rootSchema = CalciteSchema.createRootSchema(false, false);
    rootSchema.add("stripe", new StripeSchema(catalog, types));
    rootSchema.add("system", new SystemSchema(catalog, () -> ViewDescriptions.known(catalog)));
    rootSchema.add(ReportSchema.NAME, new ReportSchema(types));
    rootSchema.add(InformationSchema.NAME, new InformationSchema());
    rootSchema.add(SigmaSchema.NAME, new SigmaSchema(catalog, types));
    this.compiler =
        new StatementCompiler(
            rootSchema, types, StripeOperatorTable.INSTANCE, settings, attach(attached));
  }

  /** No class of it is loaded where nothing is attached. */
  private UnaryOperator<RelNode> attach(List<AttachedDatabase> attached) {
    if (attached.isEmpty()) {
      return UnaryOperator.identity();
    }
    for (AttachedDatabase database : attached) {
      rootSchema.add(database.name(), new AttachedSchema(database, types));
    }
    return new AttachedPushdown();
  }

  @Override
  public PreparedQuery prepare(
      String sql, SessionContext session, ExecutionOptions limits, Consumer<Runnable> stoppable)
      throws SQLException {
    PlanCache.Key key = new PlanCache.Key(sql, session.schema(), session.zone());
    PlanningControl control =
        new PlanningControl(System::nanoTime, limits.timeoutNanos(), limits.elapsedNanos());
    stoppable.accept(control::cancel);
    try {
      CompiledPlan plan = borrow(key, control);
      CalcitePreparedQuery query =
          new CalcitePreparedQuery(this, key, session, plan.columns(), plan.parameters());
      cache.giveBack(key, plan);
      return query;
    } catch (Throwable t) { // Error Prone and planners throw Errors too; the boundary sorts them.
      throw FailureBoundary.translate(t);
    }
  }

  public CompiledPlan borrow(PlanCache.Key key, PlanningControl control) {
    return cache.borrow(
        key, () -> PlanningThread.call(() -> compiler.compile(key, control), control));
  }

  void giveBack(PlanCache.Key key, CompiledPlan plan) {
    cache.giveBack(key, plan);
  }

  CalciteSchema rootSchema() {
    return rootSchema;
  }

  StripeTypeFactory types() {
    return types;
  }
}
