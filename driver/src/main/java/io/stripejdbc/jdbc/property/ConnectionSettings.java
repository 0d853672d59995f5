package io.stripejdbc.jdbc.property;

import io.stripejdbc.attach.AttachmentSettings;
import io.stripejdbc.fetch.Freshness;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a connection, checked and typed; one field per {@link DriverProperty}.
 *
 * @param url the URL without secrets
 * @param api what is called
 * @param transport how long is waited for it, and through what
 * @param scope which accounts the tables cover
 * @param pace how many calls are made at once and in a second, and how often one is repeated
 * @param caching what is kept of the rows that were read
 * @param statement what holds for each statement
 * @param attachments other databases, by the schema that their tables stand in
 */
public record ConnectionSettings(
    String url,
    Api api,
    Transport transport,
    Scope scope,
    Pace pace,
    Caching caching,
    Statement statement,
    List<AttachmentSettings> attachments) {

  /**
   * What is called.
   *
   * @param demo whether the built-in emulator answers
   * @param demoChangesPerMinute random changes in the demo, 0 for a demo that stands still
   * @param apiKey what to authenticate with; null in the demo, which brings its own
   * @param apiBase where requests go; of no meaning in the demo
   * @param apiVersion version of the API that is asked for
   * @param checkKeyOnConnect whether connecting asks the API once whether it takes the key
   */
  public record Api(
      boolean demo,
      int demoChangesPerMinute,
      @Nullable ApiKey apiKey,
      URI apiBase,
      String apiVersion,
      boolean checkKeyOnConnect) {}

  /**
   * How long is waited for what is called, and through what.
   *
   * @param connectTimeoutMillis longest wait for a connection
   * @param readTimeoutMillis longest wait for an answer
   * @param proxy {@code host:port}, null for none
   */
  public record Transport(
      int connectTimeoutMillis, int readTimeoutMillis, @Nullable String proxy) {}

  /**
   * Which accounts the tables cover.
   *
   * @param accounts {@code platform}, {@code connected}, {@code acct_…}: at least one, each once
   * @param skipRefusedAccounts whether a refusing account is a warning instead of a failure
   */
  public record Scope(List<String> accounts, boolean skipRefusedAccounts) {}

  /**
   * How many calls are made at once and in a second, and how often one is repeated.
   *
   * @param maxRequestsPerSecond per key, 0 for no limit
   * @param maxRequestsPerSecondPerEndpoint per key and endpoint, 0 for no limit
   * @param maxConcurrentRequests in flight per key
   * @param maxRetries per request, after the first try
   */
  public record Pace(
      int maxRequestsPerSecond,
      int maxRequestsPerSecondPerEndpoint,
      int maxConcurrentRequests,
      int maxRetries) {}

  /**
   * What is kept of the rows that were read.
   *
   * @param cache where rows are cached
   * @param cacheTtlSeconds age at which they are read again
   * @param cacheMaxMegabytes memory for them
   * @param cacheDirectory folder of their files, null for the user's cache folder
   * @param cacheMaxDiskMegabytes bound of all files in it
   * @param cacheRefresh what is done about rows past their time to live
   */
  public record Caching(
      CachePlace cache,
      int cacheTtlSeconds,
      int cacheMaxMegabytes,
      @Nullable String cacheDirectory,
      int cacheMaxDiskMegabytes,
      String cacheRefresh) {
    /** Rows no older than this age, which {@code SET} may change for a connection. */
    public Freshness freshness(int seconds) {
      Freshness cached = Freshness.cached(seconds);
      return cacheRefresh.equals("events") ? cached.broughtUpToDate() : cached;
    }
  }

  /**
   * What holds for each statement.
   *
   * @param maxRequestsPerQuery budget of a statement, 0 for none
   * @param maxMemoryMegabytes what a statement may hold in memory
   * @param search whether the Search API may be used
   * @param previewInvoices whether upcoming invoices may be asked for, by POST
   * @param schema of names without one
   */
  public record Statement(
      int maxRequestsPerQuery,
      int maxMemoryMegabytes,
      boolean search,
      boolean previewInvoices,
      String schema) {}
}
