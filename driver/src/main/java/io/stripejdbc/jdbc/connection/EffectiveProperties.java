package io.stripejdbc.jdbc.connection;

import io.stripejdbc.jdbc.property.ConnectionSettings;
import io.stripejdbc.jdbc.property.DriverProperty;
import io.stripejdbc.system.SessionInfo.Property;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The properties of a connection as {@code system.properties} shows them. */
final class EffectiveProperties {
  private EffectiveProperties() {}

  static List<Property> of(ConnectionSettings settings, SessionCacheSettings cache) {
    return Arrays.stream(DriverProperty.values())
        .map(p -> new Property(p.key(), value(p, settings, cache), p.description()))
        .toList();
  }

  private static @Nullable String value(
      DriverProperty property, ConnectionSettings settings, SessionCacheSettings cache) {
    return switch (property) {
      case API_KEY -> settings.apiKey() == null ? null : "***";
      case API_BASE -> settings.demo() ? null : settings.apiBase().toString();
      case ACCOUNTS -> String.join(",", settings.accounts());
      case ON_ACCOUNT_ERROR -> settings.skipRefusedAccounts() ? "warn" : "fail";
      case MAX_REQUESTS_PER_SECOND -> text(settings.maxRequestsPerSecond());
      case MAX_REQUESTS_PER_SECOND_PER_ENDPOINT -> text(settings.maxRequestsPerSecondPerEndpoint());
      case MAX_CONCURRENT_REQUESTS -> text(settings.maxConcurrentRequests());
      case MAX_REQUESTS_PER_QUERY -> text(settings.maxRequestsPerQuery());
      case MAX_RETRIES -> text(settings.maxRetries());
      case CONNECT_TIMEOUT_MILLIS -> text(settings.connectTimeoutMillis());
      case READ_TIMEOUT_MILLIS -> text(settings.readTimeoutMillis());
      case CACHE -> cache.isOn() ? "memory" : "off";
      case CACHE_TTL_SECONDS -> text(cache.ttlSeconds());
      case CACHE_MAX_MEGABYTES -> text(settings.cacheMaxMegabytes());
      case MAX_MEMORY_MEGABYTES -> text(settings.maxMemoryMegabytes());
      case SEARCH -> settings.search() ? "on" : "off";
      case PREVIEW_INVOICES -> settings.previewInvoices() ? "on" : "off";
      case PROXY -> settings.proxy();
      case SCHEMA -> settings.schema();
    };
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
