package io.stripejdbc.jdbc.connection;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.fetch.MemoryPool;
import io.stripejdbc.jdbc.property.ConnectionSettings;
import io.stripejdbc.jdbc.property.ScannerSettingsConverter;
import io.stripejdbc.query.QueryEngine;
import io.stripejdbc.query.metadata.MetadataCatalog;
import io.stripejdbc.query.metadata.SchemaDirectory;
import io.stripejdbc.query.session.CalciteQueryEngine;
import io.stripejdbc.query.session.DirectQueryEngine;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.service.ActivityRegistry;
import io.stripejdbc.service.DemoEmulator;
import io.stripejdbc.service.ScannerFactory;
import io.stripejdbc.service.ScannerSettings;
import io.stripejdbc.service.SharedMemory;
import io.stripejdbc.system.ActivityLog;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Creates and connects the objects of a running driver; the only class that knows all of them.
 *
 * <p>The directory and the engine hold nothing of an account and are one per JVM; the engine starts
 * Calcite and is not made before the first statement.
 */
final class DriverModule {
  /** Somebody waits at a dialog: a connection that breaks is tried once more, and then reported. */
  private static final int RETRIES_OF_A_CONNECT = 1;

  private static final CredentialCache CHECKED = new CredentialCache(System::nanoTime);

  private static final Set<String> PLATFORM = Set.of("platform");

  private DriverModule() {}

  /** What metadata shows, for each version of the API that a connection has asked for. */
  private static final class Directory {
    static final Map<Catalog, SchemaDirectory> OF = new ConcurrentHashMap<>();
  }

  /** What plans and runs SQL, for each version of the API that a connection has asked for. */
  private static final class Engine {
    static final Map<Catalog, QueryEngine> OF = new ConcurrentHashMap<>();
  }

  /** The catalogues of all versions; the engines of equal ones are one. */
  private static final class Catalogs {
    static final Map<String, Catalog> BY_VERSION =
        BundledCatalog.instance().versions().stream()
            .collect(Collectors.toUnmodifiableMap(v -> v, BundledCatalog.instance()::at));
  }

  static Catalog catalog(ConnectionSettings settings) {
    return Objects.requireNonNull(Catalogs.BY_VERSION.get(settings.api().apiVersion()));
  }

  /**
   * A context for these settings: the demo's starts the emulator; another's key is checked where
   * the settings ask for that, else the first call of a statement tells whether it is good.
   */
  static ConnectionContext open(ConnectionSettings settings, long nanos) throws SQLException {
    if (settings.api().demo()) {
      DemoEmulator.Lease lease = DemoEmulator.lease(settings.api().demoChangesPerMinute());
      List<String> warnings = new ArrayList<>();
      Scanner scanner =
          scanner(
              settings,
              accounts(settings),
              ScannerSettingsConverter.Endpoint.of(lease),
              settings.pace().maxRetries(),
              warnings::add);
      ActivityLog activity = ActivityRegistry.of(DemoEmulator.key(), "demo");
      return new Running(
          catalog(settings), scanner, activity, lease.clock(), warnings, lease::close);
    }
    String key = Objects.requireNonNull(settings.api().apiKey()).secret();
    String base = settings.api().apiBase().toString();
    Runnable forget =
        settings.api().checkKeyOnConnect()
            ? CHECKED.check(key, base, nanos, left -> tryKey(settings, key, base, left))
            : () -> {};
    List<String> warnings = new ArrayList<>();
    Scanner scanner =
        scanner(
            settings,
            accounts(settings),
            ScannerSettingsConverter.Endpoint.of(key, base),
            settings.pace().maxRetries(),
            warnings::add);
    return new Running(
        catalog(settings),
        scanner,
        ActivityRegistry.of(key, base),
        Clock.systemUTC(),
        warnings,
        forget);
  }

  /** Lets go of what was cached with keys of which no connection is open. */
  static void forgetClosed() {
    ScannerFactory.forgetClosed();
  }

  private static void tryKey(ConnectionSettings settings, String key, String base, long nanos) {
    ScannerSettings like =
        ScannerSettingsConverter.of(
            settings,
            PLATFORM,
            ScannerSettingsConverter.Endpoint.of(key, base),
            RETRIES_OF_A_CONNECT);
    try (Scanner trial = ScannerFactory.live(catalog(settings), like.inMemory())) {
      new CredentialCheck(catalog(settings)).run(trial, nanos);
    }
  }

  private static Set<String> accounts(ConnectionSettings settings) {
    return new LinkedHashSet<>(settings.scope().accounts());
  }

  private static Scanner scanner(
      ConnectionSettings settings,
      Set<String> accounts,
      ScannerSettingsConverter.Endpoint endpoint,
      int retries,
      Consumer<String> warnings) {
    return ScannerFactory.live(
        catalog(settings),
        ScannerSettingsConverter.of(settings, accounts, endpoint, retries, warnings));
  }

  private record Running(
      Catalog catalog,
      Scanner scanner,
      ActivityLog activity,
      Clock clock,
      List<String> warnings,
      Runnable onClose)
      implements ConnectionContext {
    @Override
    public QueryEngine engine() {
      return Engine.OF.computeIfAbsent(
          catalog, of -> new DirectQueryEngine(of, () -> new CalciteQueryEngine(of)));
    }

    @Override
    public SchemaDirectory directory() {
      return Directory.OF.computeIfAbsent(catalog, MetadataCatalog::of);
    }

    @Override
    public MemoryPool memory() {
      return SharedMemory.pool();
    }

    @Override
    public void close() {
      scanner.close();
      onClose.run();
      RecordMethodCache.forgetOurs();
    }
  }
}
