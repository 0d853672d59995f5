package io.stripejdbc.jdbc.property;

import io.stripejdbc.attach.AttachmentSettings;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a connection, checked and typed; one field per {@link DriverProperty}.
 *
 * @param demo whether the built-in emulator answers
 * @param url the URL without secrets
 * @param apiKey what to authenticate with; null in the demo, which brings its own
 * @param apiBase where requests go; of no meaning in the demo
 * @param apiVersion version of the API that is asked for
 * @param checkKeyOnConnect whether connecting asks the API once whether it takes the key
 * @param accounts {@code platform}, {@code connected}, {@code acct_…}: at least one, each once
 * @param skipRefusedAccounts whether a refusing account is a warning instead of a failure
 * @param maxRequestsPerSecond per key, 0 for no limit
 * @param maxRequestsPerSecondPerEndpoint per key and endpoint, 0 for no limit
 * @param maxConcurrentRequests in flight per key
 * @param maxRequestsPerQuery budget of a statement, 0 for none
 * @param maxRetries per request, after the first try
 * @param connectTimeoutMillis longest wait for a connection
 * @param readTimeoutMillis longest wait for an answer
 * @param cache where rows are cached
 * @param cacheTtlSeconds age at which they are read again
 * @param cacheMaxMegabytes memory for them
 * @param cacheDirectory folder of their files, null for the user's cache folder
 * @param cacheMaxDiskMegabytes bound of all files in it
 * @param cacheRefresh what is done about rows past their time to live
 * @param maxMemoryMegabytes what a statement may hold in memory
 * @param search whether the Search API may be used
 * @param previewInvoices whether upcoming invoices may be asked for, by POST
 * @param proxy {@code host:port}, null for none
 * @param schema of names without one
 * @param attachments other databases, by the schema that their tables stand in
 */
public record ConnectionSettings(
    boolean demo,
    String url,
    @Nullable ApiKey apiKey,
    URI apiBase,
    String apiVersion,
    boolean checkKeyOnConnect,
    List<String> accounts,
    boolean skipRefusedAccounts,
    int maxRequestsPerSecond,
    int maxRequestsPerSecondPerEndpoint,
    int maxConcurrentRequests,
    int maxRequestsPerQuery,
    int maxRetries,
    int connectTimeoutMillis,
    int readTimeoutMillis,
    CachePlace cache,
    int cacheTtlSeconds,
    int cacheMaxMegabytes,
    @Nullable String cacheDirectory,
    int cacheMaxDiskMegabytes,
    String cacheRefresh,
    int maxMemoryMegabytes,
    boolean search,
    boolean previewInvoices,
    @Nullable String proxy,
    String schema,
    List<AttachmentSettings> attachments) {}
