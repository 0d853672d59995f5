package io.stripejdbc.jdbc.property;

import io.stripejdbc.cache.file.CacheLocations;
import io.stripejdbc.governor.RateLimits;
import io.stripejdbc.governor.TimeSource;
import io.stripejdbc.jdbc.DriverVersion;
import io.stripejdbc.service.DemoEmulator;
import io.stripejdbc.service.DiskCacheSettings;
import io.stripejdbc.service.ScannerSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the settings of a scanner of those of a connection. */
public final class ScannerSettingsConverter {
  private static final long BYTES_OF_A_MEGABYTE = 1 << 20;

  private ScannerSettingsConverter() {}

  /**
   * Where requests go.
   *
   * @param key what it authenticates with
   * @param base the address
   * @param world names what answers there: the address, where that is enough
   */
  public record Endpoint(String key, String base, String world) {
    /** An address behind which there is always the same. */
    public static Endpoint of(String key, String base) {
      return new Endpoint(key, base, base);
    }

    /** A demo. */
    public static Endpoint of(DemoEmulator.Lease lease) {
      return new Endpoint(
          DemoEmulator.key(), lease.address().toString(), lease.world() + ' ' + DriverVersion.TEXT);
    }
  }

  /**
   * The settings of a scanner.
   *
   * @param accounts accounts it covers
   * @param endpoint where its requests go
   * @param retries tries after the first
   */
  public static ScannerSettings of(
      ConnectionSettings settings, Set<String> accounts, Endpoint endpoint, int retries) {
    return of(settings, accounts, endpoint, retries, unheard -> {});
  }

  /**
   * The settings of a scanner.
   *
   * @param accounts accounts it covers
   * @param endpoint where its requests go
   * @param retries tries after the first
   * @param warnings told what is not as the settings ask for
   */
  public static ScannerSettings of(
      ConnectionSettings settings,
      Set<String> accounts,
      Endpoint endpoint,
      int retries,
      Consumer<String> warnings) {
    RateLimits limits =
        new RateLimits(
            settings.pace().maxRequestsPerSecond(),
            settings.pace().maxRequestsPerSecondPerEndpoint(),
            settings.pace().maxConcurrentRequests());
    return new ScannerSettings(
        api(settings.transport(), endpoint),
        new ScannerSettings.Scope(accounts, settings.scope().skipRefusedAccounts()),
        limits,
        retries,
        new ScannerSettings.Allowed(
            settings.statement().previewInvoices(), settings.statement().search()),
        new ScannerSettings.Caching(
            settings.caching().cache().caches(),
            cacheBytes(settings),
            disk(settings, endpoint, warnings)),
        TimeSource.SYSTEM,
        () -> ThreadLocalRandom.current().nextDouble());
  }

  private static ScannerSettings.Api api(
      ConnectionSettings.Transport transport, Endpoint endpoint) {
    return new ScannerSettings.Api(
        endpoint.key(),
        endpoint.base(),
        transport.connectTimeoutMillis(),
        transport.readTimeoutMillis(),
        proxy(transport.proxy()));
  }

  private static @Nullable DiskCacheSettings disk(
      ConnectionSettings settings, Endpoint endpoint, Consumer<String> warnings) {
    if (settings.caching().cache() != CachePlace.DISK) {
      return null;
    }
    String folder = settings.caching().cacheDirectory();
    return new DiskCacheSettings(
        folder == null ? CacheLocations.standard() : Path.of(folder),
        settings.caching().cacheMaxDiskMegabytes() * BYTES_OF_A_MEGABYTE,
        endpoint.world(),
        warnings);
  }

  /** What is asked for, but never so much that the program itself runs out of memory. */
  private static long cacheBytes(ConnectionSettings settings) {
    long quarter = Runtime.getRuntime().maxMemory() / 4; // Statements may hold half of it.
    return Math.min(settings.caching().cacheMaxMegabytes() * BYTES_OF_A_MEGABYTE, quarter);
  }

  /** The proxy's name is looked up when it is used. */
  private static @Nullable InetSocketAddress proxy(@Nullable String proxy) {
    if (proxy == null) {
      return null;
    }
    int colon = proxy.lastIndexOf(':');
    return InetSocketAddress.createUnresolved(
        proxy.substring(0, colon), Integer.parseInt(proxy.substring(colon + 1)));
  }
}
