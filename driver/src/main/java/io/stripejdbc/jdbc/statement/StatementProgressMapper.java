package io.stripejdbc.jdbc.statement;

import io.stripejdbc.StatementProgress.Snapshot;
import io.stripejdbc.StatementProgress.Wait;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.system.QueryActivity;
import io.stripejdbc.system.QueryProgress;
import org.jspecify.annotations.Nullable;

/** Progress as programs see it, in milliseconds. */
public final class StatementProgressMapper {
  private static final Snapshot NONE = new Snapshot(0, false, null, 0, 0, 0, 0, 0, 0, 0, null, 0);

  private StatementProgressMapper() {}

  /** Of an execution, null for none yet. */
  public static Snapshot of(@Nullable QueryActivity activity) {
    return activity == null ? NONE : of(activity.progress());
  }

  private static Snapshot of(QueryProgress now) {
    long waiting = millis(now.waiting().currentNanos());
    return new Snapshot(
        now.queryId(),
        now.running(),
        now.table(),
        now.calls(),
        now.rows().read(),
        now.rows().returned(),
        now.accounts().total(),
        now.accounts().left(),
        millis(now.waiting().totalNanos()),
        waiting,
        waiting == 0 ? null : wait(now.waiting().reason()),
        millis(now.tookNanos()));
  }

  private static Wait wait(CallControl.@Nullable Wait reason) {
    return reason == CallControl.Wait.NEXT_TRY ? Wait.NEXT_TRY : Wait.RATE_LIMIT;
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
