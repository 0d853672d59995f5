package io.stripejdbc.query.session;

import com.google.common.base.Suppliers;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallRecord;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.StatementMemory;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.system.QueryActivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One execution's cancellation, clock and budget: cancel flag, deadline, budget of calls.
 *
 * <p>Safe for use by many threads.
 */
final class ExecutionControl implements CallControl {
  private static final Pattern REQUEST_ID = Pattern.compile(" Request \\S+$");

  /** Warnings of accounts that there are not, of one statement. */
  private static final int MOST_UNKNOWN = 10;

  private final LongSupplier nanoTime;
  private final long startedNanos;
  private final long timeoutNanos;
  private final NetworkTimeout networkTimeout;
  private final long budget;
  private final Supplier<Freshness> freshness;
  private final StatementMemory memory;
  private final QueryActivity activity;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Map<Object, Runnable> onStop = new ConcurrentHashMap<>();
  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private volatile @Nullable DriverFailure reason;
  private volatile BooleanSupplier cancelled = () -> false;
  private volatile Set<String> tables = Set.of();

  /**
   * @param timeoutNanos time for the whole execution, 0 for none
   * @param elapsedNanos what of it has passed
   * @param networkTimeout how long the reader may wait without an answer
   * @param budget calls it may make, 0 for any number
   * @param freshness how old its rows may be, asked when the first are read
   * @param memory what it holds
   */
  ExecutionControl(
      LongSupplier nanoTime,
      long timeoutNanos,
      long elapsedNanos,
      NetworkTimeout networkTimeout,
      long budget,
      Supplier<Freshness> freshness,
      StatementMemory memory,
      QueryActivity activity) {
    this.nanoTime = nanoTime;
    this.startedNanos = nanoTime.getAsLong() - elapsedNanos;
    this.timeoutNanos = timeoutNanos;
    this.networkTimeout = networkTimeout;
    this.budget = budget;
    this.freshness = Suppliers.memoize(freshness::get);
    this.memory = memory;
    this.activity = activity;
  }

  /**
   * The control of a statement of a session.
   *
   * @param freshness how old its rows may be, asked when the first are read
   */
  static ExecutionControl of(
      SessionContext session,
      ExecutionOptions options,
      QueryActivity activity,
      Supplier<Freshness> freshness) {
    return new ExecutionControl(
        System::nanoTime,
        options.timeoutNanos(),
        options.elapsedNanos(),
        new NetworkTimeout(System::nanoTime, options.networkTimeoutNanos()),
        session.limits().maxRequests(),
        freshness,
        session.limits().memory().get(),
        activity);
  }

  /** Calls counted so far, retries included. */
  long calls() {
    return calls.get();
  }

  /** Stops the execution because somebody wants it so. */
  void cancel() {
    stop(new DriverFailure(DriverError.CANCELLED, "The query was cancelled."));
  }

  /** Looks from now on whether somebody wants it stopped who cannot call {@link #cancel}. */
  void cancelWhen(BooleanSupplier wanted) {
    cancelled = wanted;
  }

  /** Stops the execution for this reason, unless it has stopped before. */
  void stop(DriverFailure why) {
    if (stopped.compareAndSet(false, true)) {
      reason = why;
      onStop.values().forEach(Runnable::run);
      onStop.clear();
    }
  }

  @Override
  public void check() {
    if (Thread.currentThread().isInterrupted()) {
      stop(new DriverFailure(DriverError.CANCELLED, "The thread of the query was interrupted."));
    } else if (cancelled.getAsBoolean()) {
      cancel();
    } else if (timeLeft() <= 0) {
      stop(timeout());
    } else if (networkTimeout.nanosLeft() <= 0) {
      stop(noAnswer());
    }
    if (stopped.get()) {
      throw stopFailure();
    }
  }

  private DriverFailure timeout() {
    return new DriverFailure(
        DriverError.TIMEOUT,
        "The query timeout of " + timeoutNanos / 1_000_000_000 + " s has passed.");
  }

  private DriverFailure noAnswer() {
    return new DriverFailure(
        DriverError.NETWORK_TIMEOUT,
        "Stripe has not answered for the network timeout of "
            + networkTimeout.mostMillis()
            + " ms; the connection is closed.");
  }

  private DriverFailure stopFailure() {
    DriverFailure why = reason;
    DriverFailure fresh =
        why == null
            ? new DriverFailure(DriverError.CANCELLED, "The query was cancelled.")
            : new DriverFailure(why.error(), String.valueOf(why.getMessage()));
    return fresh;
  }

  @Override
  public void beforeCall(PageRequest request) {
    spend(request);
    activity.calling(request);
  }

  @Override
  public void beforeRepeat(PageRequest request) {
    spend(request);
    activity.repeated(request);
  }

  @Override
  public long callsLeft() {
    return budget > 0 ? Math.max(0, budget - calls.get()) : Long.MAX_VALUE;
  }

  private void spend(PageRequest request) {
    long count = calls.incrementAndGet();
    if (budget > 0 && count > budget) {
      calls.decrementAndGet();
      throw new DriverFailure(
          DriverError.REQUEST_BUDGET,
          "The query would make more than "
              + budget
              + " calls to the API (reading table '"
              + request.table()
              + "'); narrow it with a filter or a LIMIT, or raise property 'maxRequestsPerQuery'.");
    }
  }

  @Override
  public void afterCall(CallRecord call) {
    networkTimeout.broken();
    activity.called(call);
  }

  @Override
  public Registration waits(Wait reason) {
    return activity.waits(reason)::run;
  }

  @Override
  public void accountOpened(String account) {
    activity.opened(account);
  }

  @Override
  public void accountClosed(String account) {
    activity.closed(account);
  }

  QueryActivity activity() {
    return activity;
  }

  @Override
  public void accountSkipped(String account, String reason) {
    activity.skipped(account);
    if (!told.add(account + REQUEST_ID.matcher(reason).replaceAll(""))) {
      return; // Each look-up of a join is refused anew.
    }
    warnings.add("Account '" + account + "' was left out: " + reason);
  }

  /** A join may name any number of them: the first ones tell enough. */
  @Override
  public void accountUnknown(String account, String reason) {
    if (unknown.size() < MOST_UNKNOWN && unknown.add(account)) {
      warnings.add(reason);
    }
  }

  @Override
  public void warn(String message) {
    warnings.add(message);
  }

  @Override
  public Freshness freshness() {
    return freshness.get();
  }

  /** Says which of Stripe's tables it reads. */
  void reads(Set<String> names) {
    tables = names;
  }

  @Override
  public Set<String> tables() {
    return tables;
  }

  @Override
  public void broughtUpToDate(long refreshCalls, long kept, long lookedUp) {
    activity.broughtUpToDate(refreshCalls, kept, lookedUp);
  }

  @Override
  public StatementMemory memory() {
    return memory;
  }

  @Override
  public void servedFromCache(long rows, long pages, long ageMillis) {
    activity.readCached(rows, pages, ageMillis);
  }

  /** What was left out since the last call. */
  List<String> takeWarnings() {
    List<String> taken = new ArrayList<>();
    for (String next = warnings.poll(); next != null; next = warnings.poll()) {
      taken.add(next);
    }
    return taken;
  }

  @Override
  public long nanosLeft() {
    return Math.min(timeLeft(), networkTimeout.nanosLeft());
  }

  NetworkTimeout networkTimeout() {
    return networkTimeout;
  }

  private long timeLeft() {
    return timeoutNanos == 0
        ? Long.MAX_VALUE
        : timeoutNanos - (nanoTime.getAsLong() - startedNanos);
  }

  @Override
  public Registration onStop(Runnable abort) {
    Object key = new Object();
    onStop.put(key, abort);
    if (stopped.get() && onStop.remove(key) != null) {
      abort.run();
    }
    return () -> onStop.remove(key);
  }
}
