package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.emulator.request.RecordedRequest;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.governor.RateLimits;
import io.stripejdbc.governor.TimeSource;
import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.session.CalciteQueryEngine;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.service.ScannerFactory;
import io.stripejdbc.service.ScannerSettings;
import io.stripejdbc.system.SessionInfo;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The driver over an emulator of its own: asks it in SQL, shows its objects and what it was asked.
 */
final class ReportFixture implements AutoCloseable {
  private final Emulator emulator;
  private final Scanner scanner;
  private final QueryEngine engine;
  private final Clock clock;
  private final Freshness freshness;
  private final Map<PlannerSettings, QueryEngine> engines = new HashMap<>();

  ReportFixture(EmulatorOptions options) {
    this(options, true, Freshness.LIVE);
  }

  /** The same, which keeps the rows it has read. */
  static ReportFixture caching(EmulatorOptions options) {
    return new ReportFixture(options, true, Freshness.cached(3_600));
  }

  static ReportFixture withoutPreviews(EmulatorOptions options) {
    return new ReportFixture(options, false, Freshness.LIVE);
  }

  private ReportFixture(EmulatorOptions options, boolean previews, Freshness freshness) {
    this.freshness = freshness;
    this.emulator = Emulator.start(options);
    this.clock = Clock.fixed(options.world().now(), ZoneOffset.UTC);
    this.engine = new CalciteQueryEngine(BundledCatalog.instance());
    this.scanner =
        ScannerFactory.live(
            BundledCatalog.instance(),
            new ScannerSettings(
                new ScannerSettings.Api(
                    EmulatorOptions.DEMO_KEY, emulator.baseUri().toString(), 5_000, 20_000, null),
                new ScannerSettings.Scope(Set.of("platform", "connected"), false),
                new RateLimits(0, 0, 8),
                2,
                new ScannerSettings.Allowed(previews, false),
                ScannerSettings.Caching.inMemory(freshness.usesCache(), 1 << 26),
                TimeSource.SYSTEM,
                () -> 0.5));
  }

  /** Rows as text, values parted by blanks. */
  List<String> ask(String sql) throws SQLException {
    return ask(engine, sql);
  }

  /** The same with nothing handed down. */
  List<String> askPlainly(String sql) throws SQLException {
    QueryEngine plain =
        engines.computeIfAbsent(
            PlannerSettings.NONE, none -> new CalciteQueryEngine(BundledCatalog.instance(), none));
    return ask(plain, sql);
  }

  /** The same without some kinds of rules. */
  List<String> askWithout(Set<PlannerSettings.Pushing> kinds, String sql) throws SQLException {
    PlannerSettings settings = PlannerSettings.ALL.without(kinds);
    QueryEngine without =
        engines.computeIfAbsent(
            settings, some -> new CalciteQueryEngine(BundledCatalog.instance(), some));
    return ask(without, sql);
  }

  /** The calls of a statement, whose rows are those without any rule. */
  List<String> callsOf(String sql) throws SQLException {
    forget();
    List<String> rows = ask(sql);
    List<String> calls = calls();
    assertEquals(askWithout(EnumSet.allOf(PlannerSettings.Pushing.class), sql), rows, sql);
    return calls;
  }

  /** Lets go of cached rows. */
  void forgetCached() {
    scanner.clearCached();
  }

  private List<String> ask(QueryEngine engine, String sql) throws SQLException {
    SessionInfo info = SessionInfo.none();
    SessionContext session =
        new SessionContext("stripe", scanner, clock, StatementLimits.NONE, info, () -> freshness);
    PreparedQuery query = engine.prepare(sql, session);
    List<String> rows = new ArrayList<>();
    try (QueryCursor cursor = query.execute(List.of(), new ExecutionOptions(0, 0, 0))) {
      while (cursor.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < query.columns().size(); i++) {
          row.add(text(query.columns().get(i), cursor.value(i)));
        }
        rows.add(String.join(" ", row));
      }
    }
    assertNull(info.activity().latest().planning(), "planned with all rules: " + sql);
    return rows;
  }

  private static String text(ResultColumn column, @Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (column.type() == ResultType.TIMESTAMP) {
      return time(((Long) value) / 1000);
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  /** A time as the rows show it. */
  static String time(long seconds) {
    return Instant.ofEpochSecond(seconds).toString();
  }

  /** The lines of the calls since the last {@link #forget}, sorted. */
  List<String> calls() {
    return emulator.requests().stream().map(RecordedRequest::line).sorted().toList();
  }

  void forget() {
    emulator.clearRequests();
  }

  /** All accounts as {@code connected_account} names them, the platform first. */
  List<String> accounts() {
    return Stream.concat(Stream.of(World.PLATFORM), world().connectedAccounts().stream()).toList();
  }

  /** The objects of a list of one account. */
  List<ObjectNode> objects(String account, String path) {
    return world().objects(account, path);
  }

  World world() {
    return emulator.world();
  }

  Instant now() {
    return clock.instant();
  }

  @Override
  public void close() {
    scanner.close();
    emulator.close();
  }
}
