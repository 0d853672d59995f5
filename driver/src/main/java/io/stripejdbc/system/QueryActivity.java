package io.stripejdbc.system;

import io.stripejdbc.error.SecretRedactor;
import io.stripejdbc.fetch.CallControl.Wait;
import io.stripejdbc.fetch.CallRecord;
import io.stripejdbc.fetch.PageRequest;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one statement has done, counted while it runs: what {@code system.queries} shows of it.
 *
 * <p>Safe for use by many threads. Told of calls and of lists that begin and end, never of single
 * rows but by {@link #delivered}, which costs no more than writing a field.
 */
public final class QueryActivity {
  private static final String RUNNING = "running";

  private final ActivityLog activity;
  private final long number;
  private final String sql;
  private final long startedMillis;
  private final LongSupplier nanoTime;
  private final long startedNanos;
  private final Set<String> asked = new TreeSet<>();
  private final Set<String> skipped = new TreeSet<>();
  private final AccountProgress accounts = new AccountProgress();
  private final CallWaits waits = new CallWaits();
  private final AtomicLong delivered = new AtomicLong();
  private @Nullable String table;
  private @Nullable Wait lastWait;
  private long calls;
  private long retries;
  private long rowsRead;
  private long cachedPages;
  private long cachedRows;
  private long oldestRowMillis;
  private long refreshCalls;
  private long keptRows;
  private long lookedUpRows;
  private long tookNanos;
  private String outcome = RUNNING;
  private @Nullable String planning;

  QueryActivity(
      ActivityLog activity, long number, String sql, long startedMillis, LongSupplier nanoTime) {
    this.activity = activity;
    this.number = number;
    this.sql = SecretRedactor.redact(sql);
    this.startedMillis = startedMillis;
    this.nanoTime = nanoTime;
    this.startedNanos = nanoTime.getAsLong();
  }

  /** Counts a call that is about to be sent. */
  public synchronized void calling(PageRequest request) {
    calls++;
    table = request.table();
    asked.add(request.account());
    waits.sent(nanoTime.getAsLong());
  }

  /** Notes how a call ended. */
  public void called(CallRecord call) {
    activity.add(new ActivityLog.Call(number, call));
    synchronized (this) {
      retries += call.attempt() > 1 ? 1 : 0;
      rowsRead += call.outcome().rows();
      waits.settled(nanoTime.getAsLong());
    }
  }

  /** Counts a call on its way that is sent once more: one of the two comes to nothing. */
  public void repeated(PageRequest request) {
    long millis = startedMillis + (nanoTime.getAsLong() - startedNanos) / 1_000_000;
    activity.add(new ActivityLog.Call(number, CallRecord.lost(request, millis)));
    synchronized (this) {
      calls++;
      retries++;
    }
  }

  /**
   * Notes that a call begins to wait.
   *
   * @return run when it waits no more, once
   */
  public synchronized Runnable waits(Wait reason) {
    long began = nanoTime.getAsLong();
    lastWait = reason;
    waits.begins(began);
    return () -> {
      synchronized (this) {
        waits.ends(began, nanoTime.getAsLong());
      }
    };
  }

  /** Notes that something of an account is going to be read. */
  public synchronized void opened(String account) {
    accounts.opened(account);
  }

  /** Notes that one of what was opened of an account has been read. */
  public synchronized void closed(String account) {
    accounts.closed(account);
  }

  /**
   * Counts rows that came from memory.
   *
   * @param ageMillis milliseconds since the oldest of them was read
   */
  public synchronized void readCached(long moreRows, long morePages, long ageMillis) {
    rowsRead += moreRows;
    cachedRows += moreRows;
    cachedPages += morePages;
    oldestRowMillis = Math.max(oldestRowMillis, ageMillis);
  }

  /**
   * Counts what bringing cached rows up to date took and saved.
   *
   * @param moreCalls readings of events and look-ups
   * @param kept rows that were not read again
   * @param lookedUp rows that were asked for one by one
   */
  public synchronized void broughtUpToDate(long moreCalls, long kept, long lookedUp) {
    refreshCalls += moreCalls;
    keptRows += kept;
    lookedUpRows += lookedUp;
  }

  /** Notes an account that refused and was left out. */
  public synchronized void skipped(String account) {
    skipped.add(account);
  }

  /**
   * Notes how it was planned.
   *
   * @param note which rules planning had to do without, and why; null for none
   */
  public synchronized void planned(@Nullable String note) {
    planning = note;
  }

  /** Which rules planning had to do without, and why; null for none. */
  public synchronized @Nullable String planning() {
    return planning;
  }

  /** Notes how many rows the reader has been given; by one thread at a time. */
  public void delivered(long rows) {
    delivered.lazySet(rows);
  }

  /**
   * Notes the end; only the first counts.
   *
   * @param result {@code ok}, {@code closed early}, or the SQLState of its failure
   */
  public synchronized void ended(String result) {
    if (isRunning()) {
      outcome = result;
      tookNanos = nanoTime.getAsLong() - startedNanos;
    }
  }

  private boolean isRunning() {
    return outcome.equals(RUNNING);
  }

  /** How far it is. */
  public synchronized QueryProgress progress() {
    long now = nanoTime.getAsLong();
    return new QueryProgress(
        number,
        isRunning(),
        table,
        calls,
        new QueryProgress.Rows(rowsRead, delivered.get()),
        new QueryProgress.Accounts(accounts.total(), accounts.left()),
        new QueryProgress.Waiting(waits.total(now), isRunning() ? waits.held(now) : 0, lastWait),
        isRunning() ? now - startedNanos : tookNanos);
  }

  synchronized @Nullable Object[] row() {
    QueryProgress now = progress();
    return new @Nullable Object[] {
      number,
      startedMillis,
      sql,
      calls,
      retries,
      now.waiting().totalNanos() / 1_000_000,
      rowsRead,
      cachedPages,
      cachedRows,
      oldestRowMillis,
      refreshCalls,
      keptRows,
      lookedUpRows,
      (long) asked.size(),
      (long) now.accounts().total(),
      (long) now.accounts().left(),
      skipped.isEmpty() ? null : String.join(",", skipped),
      now.rows().returned(),
      now.tookNanos() / 1_000_000,
      outcome,
      planning
    };
  }
}
