package io.stripejdbc.calcite;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.fetch.StatementMemory;
import io.stripejdbc.jdbc.property.ConnectionSettings;
import io.stripejdbc.jdbc.property.ScannerSettingsConverter;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.query.FreshnessChoice;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.StatementLimits;
import io.stripejdbc.query.compile.RelCompiler;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.service.ActivityRegistry;
import io.stripejdbc.service.DemoEmulator;
import io.stripejdbc.service.ScannerFactory;
import io.stripejdbc.service.SharedMemory;
import io.stripejdbc.system.ActivityLog;
import io.stripejdbc.system.SessionInfo;
import java.lang.ref.Cleaner;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the statements over one schema share: its key's reading service, opened by the first of them
 * and closed with the schema, and the compilers of their queries. Safe for use by many threads.
 */
final class AdapterSession implements AutoCloseable {
  private final ConnectionSettings settings;
  private final Catalog catalog;
  private final Map<Charset, RelCompiler> compilers = new ConcurrentHashMap<>();
  private @Nullable Opened opened;
  private boolean closed;

  AdapterSession(ConnectionSettings settings) {
    this.settings = settings;
    this.catalog = BundledCatalog.instance().at(settings.api().apiVersion());
  }

  /** The tables of the version of the API that is asked for. */
  Catalog catalog() {
    return catalog;
  }

  /** Ends what is open when nobody holds the schema or a statement of it any more. */
  private static final class Unreachable {
    static final Cleaner CLEANER = Cleaner.create();
  }

  /** What reading has opened; knows nothing of the session, which would be held by it. */
  private record Opened(SessionContext context, Runnable end, Cleaner.Cleanable cleanable) {}

  /** The compiler for expressions with this character set. */
  RelCompiler compiler(Charset charset) {
    return compilers.computeIfAbsent(
        charset, each -> new RelCompiler(catalog, new StripeTypeFactory(each)));
  }

  /** What an execution needs; makes no call. */
  synchronized SessionContext context() {
    if (closed) {
      throw new DriverFailure(DriverError.CONNECTION_CLOSED, "The schema of Stripe is closed.");
    }
    Opened found = opened == null ? open() : opened;
    opened = found;
    return found.context();
  }

  private Opened open() {
    if (settings.api().demo()) {
      DemoEmulator.Lease lease = DemoEmulator.lease(settings.api().demoChangesPerMinute());
      return open(ScannerSettingsConverter.Endpoint.of(lease), "demo", lease.clock(), lease::close);
    }
    String base = settings.api().apiBase().toString();
    String key = Objects.requireNonNull(settings.api().apiKey()).secret();
    return open(ScannerSettingsConverter.Endpoint.of(key, base), base, Clock.systemUTC(), () -> {});
  }

  /**
   * @param owner what the log of activity is known by beside the key
   */
  private Opened open(
      ScannerSettingsConverter.Endpoint endpoint, String owner, Clock clock, Runnable besides) {
    Set<String> accounts = new LinkedHashSet<>(settings.scope().accounts());
    Scanner scanner =
        ScannerFactory.live(
            catalog,
            ScannerSettingsConverter.of(
                settings, accounts, endpoint, settings.pace().maxRetries()));
    ActivityLog activity = ActivityRegistry.of(endpoint.key(), owner);
    Runnable end =
        () -> {
          scanner.close();
          besides.run();
        };
    SessionContext context =
        new SessionContext(
            "stripe",
            scanner,
            clock,
            new StatementLimits(
                settings.statement().maxRequestsPerQuery(),
                memory(settings.statement().maxMemoryMegabytes())),
            new SessionInfo(activity, List.of()),
            freshness(settings.caching()));
    return new Opened(context, end, Unreachable.CLEANER.register(this, end));
  }

  private static Supplier<StatementMemory> memory(long megabytes) {
    return () -> SharedMemory.pool().statement(megabytes);
  }

  private static FreshnessChoice freshness(ConnectionSettings.Caching caching) {
    Freshness cached =
        caching.cache().caches() ? caching.freshness(caching.cacheTtlSeconds()) : Freshness.LIVE;
    return () -> cached;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (opened != null) {
      opened.cleanable().clean();
      opened = null;
    }
  }
}
