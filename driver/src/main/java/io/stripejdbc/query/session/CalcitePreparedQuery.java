package io.stripejdbc.query.session;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.PlanExplainer;
import io.stripejdbc.plan.PlanText;
import io.stripejdbc.plan.runtime.ScanMeasurements;
import io.stripejdbc.plan.runtime.ScanRuntime;
import io.stripejdbc.query.QueryCursor;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.RunningQuery;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.compile.CompiledPlan;
import io.stripejdbc.query.compile.ExplainQuery;
import io.stripejdbc.query.compile.PlanCache;
import io.stripejdbc.query.compile.PlanningControl;
import io.stripejdbc.query.compile.PlanningThread;
import io.stripejdbc.query.validate.ParameterDigits;
import io.stripejdbc.query.validate.ParameterSlot;
import io.stripejdbc.system.QueryActivity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/** A validated statement of one session; each execution takes a compiled plan from the cache. */
final class CalcitePreparedQuery extends LoggedPreparedQuery {
  private final CalciteQueryEngine engine;
  private final PlanCache.Key prepared;
  private volatile List<ResultColumn> columns;
  private final List<ParameterSlot> slots;

  CalcitePreparedQuery(
      CalciteQueryEngine engine,
      PlanCache.Key key,
      SessionContext session,
      List<ResultColumn> columns,
      List<ParameterSlot> slots) {
    super(key.sql(), session);
    this.engine = engine;
    this.prepared = key;
    this.columns = columns;
    this.slots = slots;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public List<ResultType> parameters() {
    return slots.stream().map(ParameterSlot::type).toList();
  }

  @Override
  QueryCursor run(
      List<@Nullable Object> values,
      ExecutionOptions options,
      Consumer<RunningQuery> begins,
      QueryActivity activity) {
    checkCount(slots.size(), values.size());
    PlanCache.Key key = key(values);
    PlanningControl planning =
        new PlanningControl(System::nanoTime, options.timeoutNanos(), options.elapsedNanos());
    begins.accept(new RunningQuery(planning::cancel, activity));
    CompiledPlan plan = engine.borrow(key, planning);
    activity.planned(plan.note());
    List<@Nullable Object> internal = internal(plan.parameters(), values);
    columns = plan.columns();
    ExecutionControl control =
        ExecutionControl.of(
            session(),
            options,
            activity,
            plan.isOnlyExplained() ? session().freshness()::expected : session().freshness()::next);
    control.reads(plan.tables());
    begins.accept(new RunningQuery(control::cancel, activity));
    ScanMeasurements measurements = plan.isAnalyzed() ? new ScanMeasurements() : null;
    long maxRows = plan.isAnalyzed() ? 0 : options.maxRows(); // Else a limit of the text's lines.
    ScanRuntime runtime = new ScanRuntime(session().scanner(), control, maxRows, measurements);
    Enumerator<?> rows =
        opened(
            control,
            () -> {
              StatementContext context = context(plan, internal, runtime);
              return measurements == null
                  ? open(plan, context, planning)
                  : analyzed(plan, context, measurements, control, planning);
            });
    return new EnumeratorCursor(
        rows, plan.values(), control, options.maxRows(), () -> engine.giveBack(key, plan));
  }

  private StatementContext context(
      CompiledPlan plan, List<@Nullable Object> internal, ScanRuntime runtime) {
    return new StatementContext(
        engine.rootSchema().plus(),
        engine.types(),
        plan.constants(),
        session().clock().instant(),
        internal,
        runtime,
        session().info(),
        session().entries());
  }

  /** The plan with its estimates now, and what it took when the first line is asked for. */
  private Enumerator<?> analyzed(
      CompiledPlan plan,
      StatementContext context,
      ScanMeasurements measurements,
      ExecutionControl control,
      PlanningControl planning) {
    RelNode explained = Objects.requireNonNull(plan.explanation()).plan();
    PlanText text =
        PlanningThread.call(
            () -> PlanExplainer.of(explained, session().scanner(), context), planning);
    return new AnalyzedPlanEnumerator(
        text, measurements, () -> plan.bindable().bind(context).enumerator(), control);
  }

  private Enumerator<?> open(
      CompiledPlan plan, StatementContext context, PlanningControl planning) {
    CompiledPlan.Explanation explanation = plan.explanation();
    return explanation == null
        ? plan.bindable().bind(context).enumerator()
        : PlanningThread.call(
            () -> ExplainQuery.rows(explanation.plan(), session().scanner(), context), planning);
  }

  /** The statement as it was prepared, or with room for values that have more digits. */
  private PlanCache.Key key(List<@Nullable Object> values) {
    Map<Integer, ParameterDigits> digits = new HashMap<>();
    for (int i = 0; i < slots.size(); i++) {
      ParameterDigits beyond = ParameterDigits.beyond(slots.get(i), values.get(i));
      if (beyond != null) {
        digits.put(i, beyond);
      }
    }
    return digits.isEmpty() ? prepared : prepared.withDigits(digits);
  }

  static void checkCount(int parameters, int values) {
    if (values != parameters) {
      throw new DriverFailure(
          DriverError.PARAMETER_MISSING,
          "The statement has " + parameters + " parameters, " + values + " were given.");
    }
  }

  /** Values as generated code takes them. */
  static List<@Nullable Object> internal(List<ParameterSlot> slots, List<@Nullable Object> values) {
    List<@Nullable Object> internal = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      internal.add(ParameterValueConverter.internal(i + 1, slots.get(i), values.get(i)));
    }
    return internal;
  }
}
