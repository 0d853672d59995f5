package io.stripejdbc.query;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.emulator.request.RecordedRequest;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.fetch.StatementMemory;
import io.stripejdbc.governor.RateLimits;
import io.stripejdbc.governor.TimeSource;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.session.CalciteQueryEngine;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.service.DiskCacheSettings;
import io.stripejdbc.service.ScannerFactory;
import io.stripejdbc.service.ScannerSettings;
import io.stripejdbc.system.SessionInfo;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The driver over an emulated world that goes on, both by one clock that the test moves. */
final class GoingWorldFixture implements AutoCloseable {
  static final long TTL = 30;

  final Emulator emulator;
  private final AtomicLong millis;
  private final AtomicLong nanos = new AtomicLong();
  private final QueryEngine engine = new CalciteQueryEngine(BundledCatalog.instance());
  private final @Nullable DiskCacheSettings disk;
  private Scanner scanner;

  GoingWorldFixture(EmulatorOptions options, @Nullable DiskCacheSettings disk) {
    this.emulator = Emulator.start(options);
    this.millis = new AtomicLong(options.world().now().toEpochMilli());
    this.disk = disk;
    this.scanner = open();
  }

  private Scanner open() {
    return ScannerFactory.live(
        BundledCatalog.instance(),
        new ScannerSettings(
            new ScannerSettings.Api(
                EmulatorOptions.DEMO_KEY, emulator.baseUri().toString(), 5_000, 20_000, null),
            new ScannerSettings.Scope(Set.of("platform", "connected"), false),
            new RateLimits(0, 0, 8),
            2,
            new ScannerSettings.Allowed(false, false),
            new ScannerSettings.Caching(true, 1 << 28, disk),
            new Time(),
            () -> 0.5));
  }

  /** Another process with the same folder. */
  void restart() {
    scanner.close();
    ScannerFactory.forgetClosed();
    scanner = open();
  }

  /** A clock that stands still until the test moves it; looking at it takes a moment. */
  private final class Time implements TimeSource {
    @Override
    public long nanos() {
      return TimeUnit.MILLISECONDS.toNanos(millis.get()) + nanos.incrementAndGet();
    }

    @Override
    public long millis() {
      return millis.get();
    }

    @Override
    public void sleep(long wait, CallControl control) {
      throw new AssertionError("nothing here has to wait");
    }
  }

  void pass(long seconds) {
    millis.addAndGet(TimeUnit.SECONDS.toMillis(seconds));
    emulator.control().advance(Duration.ofSeconds(seconds));
  }

  /** Rows of a statement that brings up to date what is too old. */
  List<String> ask(String sql) throws SQLException {
    return ask(sql, Freshness.cached(TTL).broughtUpToDate());
  }

  List<String> live(String sql) throws SQLException {
    return ask(sql, Freshness.LIVE);
  }

  List<String> ask(String sql, Freshness freshness) throws SQLException {
    SessionContext session =
        new SessionContext(
            "stripe",
            scanner,
            Clock.fixed(emulator.world().now(), ZoneOffset.UTC),
            new StatementLimits(0, StatementMemory::unlimited),
            SessionInfo.none(),
            () -> freshness);
    List<String> rows = new ArrayList<>();
    PreparedQuery query = engine.prepare(sql, session);
    try (QueryCursor cursor = query.execute(List.of(), new ExecutionOptions(0, 0, 0))) {
      while (cursor.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < query.columns().size(); i++) {
          row.add(String.valueOf(cursor.value(i)));
        }
        rows.add(String.join(" | ", row));
      }
    }
    rows.sort(null);
    return rows;
  }

  /** The calls since the last look, by account. */
  Map<String, List<String>> calls() {
    Map<String, List<String>> calls = new TreeMap<>();
    for (RecordedRequest request : emulator.requests()) {
      calls.computeIfAbsent(request.account(), any -> new ArrayList<>()).add(request.line());
    }
    emulator.clearRequests();
    return calls;
  }

  @Override
  public void close() {
    scanner.close();
    emulator.close();
  }
}
