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
 * @param apiKey the key; never shown
 * @param apiBase scheme, host and port, without a path
 * @param accounts {@code platform}, {@code connected}, {@code acct_…}
 * @param leaveOutRefused {@code onAccountError=warn}
 * @param limits pace and calls in flight
 * @param maxRetries tries after the first
 * @param connectTimeoutMillis longest wait for a connection
 * @param readTimeoutMillis longest time in which the API may send nothing
 * @param previews {@code previewInvoices=on}
 * @param proxy HTTP proxy, null for the JVM's own choice
 * @param search whether the Search API may be asked
 * @param caching what is kept of the rows that were read
 * @param time clock and sleeper
 * @param chance random numbers from 0 to 1, for the jitter of retries
 */
public record ScannerSettings(
    String apiKey,
    String apiBase,
    Set<String> accounts,
    boolean leaveOutRefused,
    RateLimits limits,
    int maxRetries,
    int connectTimeoutMillis,
    int readTimeoutMillis,
    boolean previews,
    @Nullable InetSocketAddress proxy,
    boolean search,
    Caching caching,
    TimeSource time,
    DoubleSupplier chance) {

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
    return new ScannerSettings(
        apiKey,
        apiBase,
        accounts,
        leaveOutRefused,
        limits,
        maxRetries,
        connectTimeoutMillis,
        readTimeoutMillis,
        previews,
        proxy,
        search,
        Caching.inMemory(caching.on(), caching.bytes()),
        time,
        chance);
  }

  @Override
  public String toString() {
    return "ScannerSettings[" + apiBase + ", " + accounts + "]";
  }
}
