package io.stripejdbc;

import io.stripejdbc.jdbc.property.DriverProperty;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a {@link StripeDataSource} as bean properties; the documentation of each is
 * {@code docs/connection-properties.md}. Null or never set means the default.
 */
abstract class DataSourceProperties {
  /** What was set for a property, null for nothing. */
  abstract @Nullable String get(DriverProperty property);

  /** Sets a property; null takes it back. Values are checked when a connection is made. */
  abstract void set(DriverProperty property, @Nullable String value);

  private @Nullable Integer number(DriverProperty property) {
    String value = get(property);
    return value == null ? null : Integer.valueOf(value);
  }

  /** The value of {@code apiKey}. */
  public @Nullable String getApiKey() {
    return get(DriverProperty.API_KEY);
  }

  /** Sets {@code apiKey}. */
  public void setApiKey(@Nullable String value) {
    set(DriverProperty.API_KEY, value);
  }

  /** The value of {@code apiBase}. */
  public @Nullable String getApiBase() {
    return get(DriverProperty.API_BASE);
  }

  /** Sets {@code apiBase}. */
  public void setApiBase(@Nullable String value) {
    set(DriverProperty.API_BASE, value);
  }

  /** The value of {@code accounts}. */
  public @Nullable String getAccounts() {
    return get(DriverProperty.ACCOUNTS);
  }

  /** Sets {@code accounts}. */
  public void setAccounts(@Nullable String value) {
    set(DriverProperty.ACCOUNTS, value);
  }

  /** The value of {@code onAccountError}. */
  public @Nullable String getOnAccountError() {
    return get(DriverProperty.ON_ACCOUNT_ERROR);
  }

  /** Sets {@code onAccountError}. */
  public void setOnAccountError(@Nullable String value) {
    set(DriverProperty.ON_ACCOUNT_ERROR, value);
  }

  /** The value of {@code maxRequestsPerSecond}, null when not set. */
  public @Nullable Integer getMaxRequestsPerSecond() {
    return number(DriverProperty.MAX_REQUESTS_PER_SECOND);
  }

  /** Sets {@code maxRequestsPerSecond}. */
  public void setMaxRequestsPerSecond(int value) {
    set(DriverProperty.MAX_REQUESTS_PER_SECOND, String.valueOf(value));
  }

  /** The value of {@code maxRequestsPerSecondPerEndpoint}, null when not set. */
  public @Nullable Integer getMaxRequestsPerSecondPerEndpoint() {
    return number(DriverProperty.MAX_REQUESTS_PER_SECOND_PER_ENDPOINT);
  }

  /** Sets {@code maxRequestsPerSecondPerEndpoint}. */
  public void setMaxRequestsPerSecondPerEndpoint(int value) {
    set(DriverProperty.MAX_REQUESTS_PER_SECOND_PER_ENDPOINT, String.valueOf(value));
  }

  /** The value of {@code maxConcurrentRequests}, null when not set. */
  public @Nullable Integer getMaxConcurrentRequests() {
    return number(DriverProperty.MAX_CONCURRENT_REQUESTS);
  }

  /** Sets {@code maxConcurrentRequests}. */
  public void setMaxConcurrentRequests(int value) {
    set(DriverProperty.MAX_CONCURRENT_REQUESTS, String.valueOf(value));
  }

  /** The value of {@code maxRequestsPerQuery}, null when not set. */
  public @Nullable Integer getMaxRequestsPerQuery() {
    return number(DriverProperty.MAX_REQUESTS_PER_QUERY);
  }

  /** Sets {@code maxRequestsPerQuery}. */
  public void setMaxRequestsPerQuery(int value) {
    set(DriverProperty.MAX_REQUESTS_PER_QUERY, String.valueOf(value));
  }

  /** The value of {@code maxRetries}, null when not set. */
  public @Nullable Integer getMaxRetries() {
    return number(DriverProperty.MAX_RETRIES);
  }

  /** Sets {@code maxRetries}. */
  public void setMaxRetries(int value) {
    set(DriverProperty.MAX_RETRIES, String.valueOf(value));
  }

  /** The value of {@code connectTimeoutMillis}, null when not set. */
  public @Nullable Integer getConnectTimeoutMillis() {
    return number(DriverProperty.CONNECT_TIMEOUT_MILLIS);
  }

  /** Sets {@code connectTimeoutMillis}. */
  public void setConnectTimeoutMillis(int value) {
    set(DriverProperty.CONNECT_TIMEOUT_MILLIS, String.valueOf(value));
  }

  /** The value of {@code readTimeoutMillis}, null when not set. */
  public @Nullable Integer getReadTimeoutMillis() {
    return number(DriverProperty.READ_TIMEOUT_MILLIS);
  }

  /** Sets {@code readTimeoutMillis}. */
  public void setReadTimeoutMillis(int value) {
    set(DriverProperty.READ_TIMEOUT_MILLIS, String.valueOf(value));
  }

  /** The value of {@code cache}. */
  public @Nullable String getCache() {
    return get(DriverProperty.CACHE);
  }

  /** Sets {@code cache}. */
  public void setCache(@Nullable String value) {
    set(DriverProperty.CACHE, value);
  }

  /** The value of {@code cacheTtlSeconds}, null when not set. */
  public @Nullable Integer getCacheTtlSeconds() {
    return number(DriverProperty.CACHE_TTL_SECONDS);
  }

  /** Sets {@code cacheTtlSeconds}. */
  public void setCacheTtlSeconds(int value) {
    set(DriverProperty.CACHE_TTL_SECONDS, String.valueOf(value));
  }

  /** The value of {@code cacheMaxMegabytes}, null when not set. */
  public @Nullable Integer getCacheMaxMegabytes() {
    return number(DriverProperty.CACHE_MAX_MEGABYTES);
  }

  /** Sets {@code cacheMaxMegabytes}. */
  public void setCacheMaxMegabytes(int value) {
    set(DriverProperty.CACHE_MAX_MEGABYTES, String.valueOf(value));
  }

  /** The value of {@code cacheDirectory}, null when not set. */
  public @Nullable String getCacheDirectory() {
    return get(DriverProperty.CACHE_DIRECTORY);
  }

  /** Sets {@code cacheDirectory}. */
  public void setCacheDirectory(@Nullable String value) {
    set(DriverProperty.CACHE_DIRECTORY, value);
  }

  /** The value of {@code cacheMaxDiskMegabytes}, null when not set. */
  public @Nullable Integer getCacheMaxDiskMegabytes() {
    return number(DriverProperty.CACHE_MAX_DISK_MEGABYTES);
  }

  /** Sets {@code cacheMaxDiskMegabytes}. */
  public void setCacheMaxDiskMegabytes(int value) {
    set(DriverProperty.CACHE_MAX_DISK_MEGABYTES, String.valueOf(value));
  }

  /** The value of {@code cacheRefresh}, null when not set. */
  public @Nullable String getCacheRefresh() {
    return get(DriverProperty.CACHE_REFRESH);
  }

  /** Sets {@code cacheRefresh}. */
  public void setCacheRefresh(@Nullable String value) {
    set(DriverProperty.CACHE_REFRESH, value);
  }

  /** The value of {@code maxMemoryMegabytes}, null when not set. */
  public @Nullable Integer getMaxMemoryMegabytes() {
    return number(DriverProperty.MAX_MEMORY_MEGABYTES);
  }

  /** Sets {@code maxMemoryMegabytes}. */
  public void setMaxMemoryMegabytes(int value) {
    set(DriverProperty.MAX_MEMORY_MEGABYTES, String.valueOf(value));
  }

  /** The value of {@code search}. */
  public @Nullable String getSearch() {
    return get(DriverProperty.SEARCH);
  }

  /** Sets {@code search}. */
  public void setSearch(@Nullable String value) {
    set(DriverProperty.SEARCH, value);
  }

  /** The value of {@code apiVersion}. */
  public @Nullable String getApiVersion() {
    return get(DriverProperty.API_VERSION);
  }

  /** Sets {@code apiVersion}. */
  public void setApiVersion(@Nullable String value) {
    set(DriverProperty.API_VERSION, value);
  }

  /** The value of {@code checkKeyOnConnect}. */
  public @Nullable String getCheckKeyOnConnect() {
    return get(DriverProperty.CHECK_KEY_ON_CONNECT);
  }

  /** Sets {@code checkKeyOnConnect}. */
  public void setCheckKeyOnConnect(@Nullable String value) {
    set(DriverProperty.CHECK_KEY_ON_CONNECT, value);
  }

  /** The value of {@code previewInvoices}. */
  public @Nullable String getPreviewInvoices() {
    return get(DriverProperty.PREVIEW_INVOICES);
  }

  /** Sets {@code previewInvoices}. */
  public void setPreviewInvoices(@Nullable String value) {
    set(DriverProperty.PREVIEW_INVOICES, value);
  }

  /** The value of {@code demoChangesPerMinute}. */
  public @Nullable String getDemoChangesPerMinute() {
    return get(DriverProperty.DEMO_CHANGES_PER_MINUTE);
  }

  /** Sets {@code demoChangesPerMinute}. */
  public void setDemoChangesPerMinute(@Nullable String value) {
    set(DriverProperty.DEMO_CHANGES_PER_MINUTE, value);
  }

  /** The value of {@code proxy}. */
  public @Nullable String getProxy() {
    return get(DriverProperty.PROXY);
  }

  /** Sets {@code proxy}. */
  public void setProxy(@Nullable String value) {
    set(DriverProperty.PROXY, value);
  }

  /** The value of {@code schema}. */
  public @Nullable String getSchema() {
    return get(DriverProperty.SCHEMA);
  }

  /** Sets {@code schema}. */
  public void setSchema(@Nullable String value) {
    set(DriverProperty.SCHEMA, value);
  }
}
