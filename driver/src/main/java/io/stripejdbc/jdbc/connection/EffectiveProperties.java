package io.stripejdbc.jdbc.connection;

import io.stripejdbc.attach.AttachmentSettings;
import io.stripejdbc.cache.file.CacheLocations;
import io.stripejdbc.jdbc.property.ConnectionSettings;
import io.stripejdbc.jdbc.property.DriverProperty;
import io.stripejdbc.system.SessionInfo.Property;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The properties of a connection as {@code system.properties} shows them. */
final class EffectiveProperties {
  private EffectiveProperties() {}

  static List<Property> of(ConnectionSettings settings, SessionCacheSettings cache) {
    return Stream.concat(
            Arrays.stream(DriverProperty.values())
                .map(p -> new Property(p.key(), value(p, settings, cache), p.description())),
            settings.attachments().stream().flatMap(EffectiveProperties::attachment))
        .toList();
  }

  private static Stream<Property> attachment(AttachmentSettings attached) {
    String key = "attach." + attached.name();
    return Stream.of(
        new Property(key, attached.shownUrl(), "JDBC URL of the attached database"),
        new Property(key + ".user", attached.user(), "User of the attached database"),
        new Property(
            key + ".password",
            attached.password() == null ? null : "***",
            "Password of the attached database"),
        new Property(key + ".schema", attached.schema(), "Which of its schemas is shown"));
  }

  private static @Nullable String value(
      DriverProperty property, ConnectionSettings settings, SessionCacheSettings cache) {
    return switch (property) {
      case API_KEY -> settings.api().apiKey() == null ? null : "***";
      case API_BASE -> settings.api().demo() ? null : settings.api().apiBase().toString();
      case CHECK_KEY_ON_CONNECT -> settings.api().checkKeyOnConnect() ? "on" : "off";
      case ACCOUNTS -> String.join(",", settings.scope().accounts());
      case ON_ACCOUNT_ERROR -> settings.scope().skipRefusedAccounts() ? "warn" : "fail";
      case MAX_REQUESTS_PER_SECOND -> text(settings.pace().maxRequestsPerSecond());
      case MAX_REQUESTS_PER_SECOND_PER_ENDPOINT ->
          text(settings.pace().maxRequestsPerSecondPerEndpoint());
      case MAX_CONCURRENT_REQUESTS -> text(settings.pace().maxConcurrentRequests());
      case MAX_REQUESTS_PER_QUERY -> text(settings.statement().maxRequestsPerQuery());
      case MAX_RETRIES -> text(settings.pace().maxRetries());
      case CONNECT_TIMEOUT_MILLIS -> text(settings.transport().connectTimeoutMillis());
      case READ_TIMEOUT_MILLIS -> text(settings.transport().readTimeoutMillis());
      case CACHE -> cache.place();
      case CACHE_TTL_SECONDS -> text(cache.ttlSeconds());
      case CACHE_MAX_MEGABYTES -> text(settings.caching().cacheMaxMegabytes());
      case CACHE_DIRECTORY ->
          settings.caching().cacheDirectory() == null
              ? CacheLocations.standard().toString()
              : settings.caching().cacheDirectory();
      case CACHE_MAX_DISK_MEGABYTES -> text(settings.caching().cacheMaxDiskMegabytes());
      case CACHE_REFRESH -> settings.caching().cacheRefresh();
      case MAX_MEMORY_MEGABYTES -> text(settings.statement().maxMemoryMegabytes());
      case SEARCH -> settings.statement().search() ? "on" : "off";
      case PREVIEW_INVOICES -> settings.statement().previewInvoices() ? "on" : "off";
      case DEMO_CHANGES_PER_MINUTE -> text(settings.api().demoChangesPerMinute());
      case PROXY -> settings.transport().proxy();
      case SCHEMA -> settings.statement().schema();
      case API_VERSION -> settings.api().apiVersion();
    };
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
