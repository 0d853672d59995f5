package io.stripejdbc.system;

import io.stripejdbc.fetch.CallRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the driver did lately with one key: its statements and their calls, the newest kept.
 *
 * <p>Safe for use by many threads. Holds no key and no row.
 */
public final class ActivityLog {
  private static final int MOST_CALLS = 10_000;
  private static final int MOST_QUERIES = 1_000;

  /** A call and the statement it was made for. */
  record Call(long query, CallRecord record) {}

  private final AtomicLong numbers = new AtomicLong();
  private final Deque<Call> calls = new ArrayDeque<>();
  private final Deque<QueryActivity> queries = new ArrayDeque<>();

  /**
   * Notes that a statement starts.
   *
   * @param nowMillis milliseconds since the epoch
   * @param nanoTime what times are measured with
   * @return where its calls and its end are told
   */
  public QueryActivity begin(String sql, long nowMillis, LongSupplier nanoTime) {
    QueryActivity query =
        new QueryActivity(this, numbers.incrementAndGet(), sql, nowMillis, nanoTime);
    synchronized (queries) {
      add(queries, query, MOST_QUERIES);
    }
    return query;
  }

  /** The statement that was run last, null before the first. */
  public @Nullable QueryActivity latest() {
    synchronized (queries) {
      return queries.peekLast();
    }
  }

  void add(Call call) {
    synchronized (calls) {
      add(calls, call, MOST_CALLS);
    }
  }

  private static <T> void add(Deque<T> kept, T added, int most) {
    kept.addLast(added);
    if (kept.size() > most) {
      kept.removeFirst();
    }
  }

  List<Call> calls() {
    synchronized (calls) {
      return new ArrayList<>(calls);
    }
  }

  List<QueryActivity> queries() {
    synchronized (queries) {
      return new ArrayList<>(queries);
    }
  }
}
