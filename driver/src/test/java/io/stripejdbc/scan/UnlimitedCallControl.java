package io.stripejdbc.scan;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallRecord;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.StatementMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A statement without limits, which can be stopped. */
public final class UnlimitedCallControl implements CallControl {
  public final List<String> skipped = new CopyOnWriteArrayList<>();
  public final Map<String, String> unknown = new ConcurrentHashMap<>();
  private final Set<Runnable> actions = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;
  public volatile StatementMemory memory = StatementMemory.unlimited();
  public volatile Freshness freshness = Freshness.LIVE;
  public final AtomicLong calls = new AtomicLong();
  public volatile long budget = Long.MAX_VALUE;
  final AtomicLong cachedRows = new AtomicLong();
  final AtomicLong oldestMillis = new AtomicLong();
  public volatile Set<String> tables = Set.of();
  public final List<String> warnings = new CopyOnWriteArrayList<>();
  public final AtomicLong refreshCalls = new AtomicLong();
  public final AtomicLong keptRows = new AtomicLong();
  public final AtomicLong lookedUpRows = new AtomicLong();

  public static UnlimitedCallControl caching(long seconds) {
    UnlimitedCallControl control = new UnlimitedCallControl();
    control.freshness = Freshness.cached(seconds);
    return control;
  }

  @Override
  public Freshness freshness() {
    return freshness;
  }

  @Override
  public void servedFromCache(long rows, long pages, long ageMillis) {
    cachedRows.addAndGet(rows);
    oldestMillis.accumulateAndGet(ageMillis, Math::max);
  }

  @Override
  public Set<String> tables() {
    return tables;
  }

  @Override
  public void warn(String message) {
    warnings.add(message);
  }

  @Override
  public void broughtUpToDate(long moreCalls, long kept, long lookedUp) {
    refreshCalls.addAndGet(moreCalls);
    keptRows.addAndGet(kept);
    lookedUpRows.addAndGet(lookedUp);
  }

  public void stop() {
    stopped = true;
    new ArrayList<>(actions).forEach(Runnable::run);
  }

  int registrations() {
    return actions.size();
  }

  @Override
  public StatementMemory memory() {
    return memory;
  }

  @Override
  public void check() {
    if (stopped) {
      throw new DriverFailure(DriverError.CANCELLED, "cancelled");
    }
  }

  @Override
  public void beforeCall(PageRequest request) {
    if (calls.get() >= budget) {
      throw new DriverFailure(DriverError.REQUEST_BUDGET, "budget");
    }
    calls.incrementAndGet();
  }

  @Override
  public void afterCall(CallRecord call) {}

  @Override
  public void accountSkipped(String account, String reason) {
    skipped.add(account);
  }

  @Override
  public void accountUnknown(String account, String reason) {
    unknown.put(account, reason);
  }

  @Override
  public long nanosLeft() {
    return Long.MAX_VALUE;
  }

  @Override
  public Registration onStop(Runnable abort) {
    Runnable own = () -> abort.run();
    actions.add(own);
    if (stopped) {
      abort.run();
    }
    return () -> actions.remove(own);
  }
}
