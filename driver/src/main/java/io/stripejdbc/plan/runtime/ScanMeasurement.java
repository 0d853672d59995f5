package io.stripejdbc.plan.runtime;

import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallRecord;
import io.stripejdbc.fetch.ForwardingCallControl;
import io.stripejdbc.fetch.PageRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the reads of one table by one scan of a plan have cost, counted while they run. Safe for use
 * by many threads.
 */
public final class ScanMeasurement {
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong rowsRead = new AtomicLong();
  private final AtomicLong cachedRows = new AtomicLong();
  private final AtomicLong rowsGiven = new AtomicLong();
  private final AtomicLong waitedNanos = new AtomicLong();
  private final AtomicLong tookNanos = new AtomicLong();

  /** The statement's control, for the calls of this scan, which are counted. */
  CallControl counting(CallControl statement) {
    return new Counting(statement);
  }

  /** Rows were given to the plan. */
  void gave(long rows) {
    rowsGiven.addAndGet(rows);
  }

  /**
   * What it cost: calls with retries and those that listed accounts for it, rows of answers, rows
   * that the plan took, milliseconds that calls waited for the pace, and milliseconds in calls, all
   * of them added up.
   */
  public String text() {
    long made = calls.get();
    String cached = cachedRows.get() == 0 ? "" : ", " + rows(cachedRows.get()) + " from the cache";
    return made
        + (made == 1 ? " call, " : " calls, ")
        + rows(rowsRead.get())
        + " read"
        + cached
        + ", "
        + rowsGiven.get()
        + " used, "
        + millis(waitedNanos)
        + " ms waited, "
        + millis(tookNanos)
        + " ms in calls";
  }

  private static String rows(long count) {
    return count + (count == 1 ? " row" : " rows");
  }

  private static long millis(AtomicLong nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos.get());
  }

  private final class Counting implements ForwardingCallControl {
    private final CallControl statement;

    Counting(CallControl statement) {
      this.statement = statement;
    }

    @Override
    public CallControl statement() {
      return statement;
    }

    @Override
    public void beforeCall(PageRequest request) {
      statement.beforeCall(request);
      calls.incrementAndGet();
    }

    @Override
    public void beforeRepeat(PageRequest request) {
      statement.beforeRepeat(request);
      calls.incrementAndGet();
    }

    @Override
    public void afterCall(CallRecord call) {
      statement.afterCall(call);
      rowsRead.addAndGet(call.outcome().rows());
      waitedNanos.addAndGet(call.timing().waitedNanos());
      tookNanos.addAndGet(call.timing().tookNanos());
    }

    @Override
    public void servedFromCache(long rows, long pages, long ageMillis) {
      statement.servedFromCache(rows, pages, ageMillis);
      cachedRows.addAndGet(rows);
    }
  }
}
