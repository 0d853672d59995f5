package io.stripejdbc.system;

import io.stripejdbc.fetch.CallRecord;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One statement's doings, counted while it runs: what {@code system.queries} shows of it. */
public final class QueryActivity {
  private final Activity activity;
  private final long number;
  private final String sql;
  private final long startedMillis;
  private final Set<String> asked = new TreeSet<>();
  private final Set<String> skipped = new TreeSet<>();
  private long calls;
  private long retries;
  private long waitedNanos;
  private long cachedPages;
  private long cachedRows;
  private long oldestRowMillis;
  private long rows;
  private long tookNanos;
  private String outcome = "running";

  QueryActivity(Activity activity, long number, String sql, long startedMillis) {
    this.activity = activity;
    this.number = number;
    this.sql = sql;
    this.startedMillis = startedMillis;
  }

  /** Counts an attempt of a call. */
  public void called(CallRecord call) {
    activity.add(new Activity.Call(number, call));
    synchronized (this) {
      calls++;
      retries += call.attempt() > 1 ? 1 : 0;
      waitedNanos += call.waitedNanos();
      asked.add(call.request().account());
    }
  }

  /**
   * Counts rows that came from memory.
   *
   * @param ageMillis milliseconds since the oldest of them was read
   */
  public synchronized void remembered(long moreRows, long morePages, long ageMillis) {
    cachedRows += moreRows;
    cachedPages += morePages;
    oldestRowMillis = Math.max(oldestRowMillis, ageMillis);
  }

  /** Notes an account that refused and was left out. */
  public synchronized void skipped(String account) {
    skipped.add(account);
  }

  /**
   * Notes the end; only the first counts.
   *
   * @param result {@code ok}, {@code closed early}, or the SQLState of its failure
   */
  public synchronized void ended(String result, long rowsDelivered, long nanos) {
    if (outcome.equals("running")) {
      outcome = result;
      rows = rowsDelivered;
      tookNanos = nanos;
    }
  }

  synchronized @Nullable Object[] row() {
    return new @Nullable Object[] {
      number,
      startedMillis,
      sql,
      calls,
      retries,
      waitedNanos / 1_000_000,
      cachedPages,
      cachedRows,
      oldestRowMillis,
      (long) asked.size(),
      skipped.isEmpty() ? null : String.join(",", skipped),
      rows,
      tookNanos / 1_000_000,
      outcome
    };
  }
}
