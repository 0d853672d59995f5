package io.stripejdbc.query.session;

import io.stripejdbc.fetch.JacksonThreadBuffers;
import io.stripejdbc.plan.PlanExplainer;
import io.stripejdbc.plan.runtime.ScanRuntime;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.compile.CompiledRel;
import io.stripejdbc.query.error.FailureBoundary;
import io.stripejdbc.system.ActivityLog;
import io.stripejdbc.system.QueryActivity;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.calcite.DataContext;
import org.apache.calcite.DataContexts;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Runs compiled expressions inside of the statements of another Calcite. */
public final class HostedExecution {
  /** What system.queries shows: the text of the statement is not told to us. */
  private static final String STATEMENT = "(a statement of another Calcite)";

  private HostedExecution() {}

  /**
   * Begins an execution. Its calls are counted against the session's budget, it ends with the other
   * statement's cancellation and time-out, and it holds nothing once it is closed.
   *
   * @param sessions what the calls are made with, opened when it is asked for
   * @param host what the other statement's code can ask of its execution
   */
  public static Enumerator<@Nullable Object> begin(
      CompiledRel rel, Supplier<SessionContext> sessions, DataContext host) {
    SessionContext session;
    try {
      session = sessions.get();
    } catch (RuntimeException e) {
      throw HostedRows.unchecked(FailureBoundary.translate(e));
    }
    QueryActivity activity =
        session.info().activity().begin(STATEMENT, session.clock().millis(), System::nanoTime);
    activity.planned(rel.note());
    ExecutionControl control = control(session, host, activity);
    HostedContext context =
        new HostedContext(
            host,
            rel.constants(),
            session.clock().millis(),
            new ScanRuntime(session.scanner(), control, 0));
    HostedRows rows = new HostedRows(control);
    rows.open(() -> rel.bindable().bind(context).enumerator());
    return rows;
  }

  private static ExecutionControl control(
      SessionContext session, DataContext host, QueryActivity activity) {
    ExecutionControl control =
        new ExecutionControl(
            System::nanoTime,
            timeout(host),
            0,
            new NetworkTimeout(System::nanoTime, 0),
            session.limits().maxRequests(),
            session.freshness()::next,
            session.limits().memory().get(),
            activity);
    Object cancelled = host.get(DataContext.Variable.CANCEL_FLAG.camelName);
    if (cancelled instanceof AtomicBoolean flag) {
      control.cancelWhen(flag::get);
    }
    return control;
  }

  /** Nanoseconds that the other statement gives itself, 0 for no end. */
  private static long timeout(DataContext host) {
    Object millis = host.get(DataContext.Variable.TIMEOUT.camelName);
    return millis instanceof Number number ? TimeUnit.MILLISECONDS.toNanos(number.longValue()) : 0;
  }

  /** What an expression would ask, in lines of text; makes no call. */
  public static List<String> explain(CompiledRel rel, SessionContext session) {
    ExecutionControl control =
        control(
            session,
            DataContexts.EMPTY,
            new ActivityLog().begin(STATEMENT, session.clock().millis(), System::nanoTime));
    try {
      ScanRuntime runtime = new ScanRuntime(session.scanner(), control, 0);
      HostedContext context =
          new HostedContext(DataContexts.EMPTY, rel.constants(), session.clock().millis(), runtime);
      return PlanExplainer.of(rel.plan(), session.scanner(), context).planned();
    } finally {
      control.memory().close();
      JacksonThreadBuffers.release();
    }
  }
}
