package io.stripejdbc.service;

import io.stripejdbc.governor.RateLimits;
import io.stripejdbc.governor.TimeSource;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a scanner.
 *
 * @param api what it calls, and how
 * @param scope which accounts it covers
 * @param limits pace and calls in flight
 * @param maxRetries tries after the first
 * @param allowed calls that are made only where they are asked for
 * @param caching what is kept of the rows that were read
 * @param time clock and sleeper
 * @param chance random numbers from 0 to 1, for the jitter of retries
 */
public record ScannerSettings(
    Api api,
    Scope scope,
    RateLimits limits,
    int maxRetries,
    Allowed allowed,
    Caching caching,
    TimeSource time,
    DoubleSupplier chance) {

  /**
   * What a scanner calls, and how.
   *
   * @param apiKey the key; never shown
   * @param base scheme, host and port, without a path
   * @param connectTimeoutMillis longest wait for a connection
   * @param readTimeoutMillis longest time in which the API may send nothing
   * @param proxy HTTP proxy, null for the JVM's own choice
   */
  public record Api(
      String apiKey,
      String base,
      int connectTimeoutMillis,
      int readTimeoutMillis,
      @Nullable InetSocketAddress proxy) {
    /** Whether the key is for test data, where test clocks are (Stripe docs: keys). */
    boolean isTest() {
      return apiKey.contains("_test_");
    }

    @Override
    public String toString() {
      return base;
    }
  }

  /**
   * Which accounts a scanner covers.
   *
   * @param accounts {@code platform}, {@code connected}, {@code acct_…}
   * @param skipRefused {@code onAccountError=warn}
   */
  public record Scope(Set<String> accounts, boolean skipRefused) {}

  /**
   * Calls that are made only where they are asked for.
   *
   * @param previews {@code previewInvoices=on}
   * @param search whether the Search API may be asked
   */
  public record Allowed(boolean previews, boolean search) {}

  /**
   * What is kept of the rows that were read.
   *
   * @param on whether anything is
   * @param bytes memory for it
   * @param disk where it outlives the process, null for nowhere
   */
  public record Caching(boolean on, long bytes, @Nullable DiskCacheSettings disk) {
    /** In memory alone. */
    public static Caching inMemory(boolean on, long bytes) {
      return new Caching(on, bytes, null);
    }

    /** The folder of what is kept, null where it is kept in memory alone or not at all. */
    @Nullable DiskCacheSettings folder() {
      return on ? disk : null;
    }
  }

  /** The same, but cached in memory alone. */
  public ScannerSettings inMemory() {
    return with(Caching.inMemory(caching.on(), caching.bytes()));
  }

  /** The same, but for what is kept. */
  public ScannerSettings with(Caching other) {
    return new ScannerSettings(api, scope, limits, maxRetries, allowed, other, time, chance);
  }

  /** The same by another clock. */
  public ScannerSettings with(TimeSource other) {
    return new ScannerSettings(api, scope, limits, maxRetries, allowed, caching, other, chance);
  }

  @Override
  public String toString() {
    return "ScannerSettings[" + api + ", " + scope.accounts() + "]";
  }
}
