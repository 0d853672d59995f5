package io.stripejdbc.jdbc.property;

import io.stripejdbc.error.DriverError;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what the URL, the {@code Properties} and the environment say.
 *
 * <p>The URL wins over {@code Properties}, {@code apiKey} over {@code password}, and both over
 * {@code STRIPE_API_KEY} in the environment. Empty values count as not set.
 */
public final class SettingsReader {
  static final String KEY_VARIABLE = "STRIPE_API_KEY";

  /** Stripe's limits for all requests of a key are 100/s live and 25/s test; we stay below. */
  private static final int LIVE_PACE = 50;

  private static final int TEST_PACE = 20;

  /** Stripe's limit per endpoint is 25/s. */
  private static final int ENDPOINT_PACE = 20;

  private static final long BYTES_OF_A_MEGABYTE = 1 << 20;

  /** What tools put beside our own properties and what is understood without being one. */
  private static final Set<String> TOLERATED =
      Set.of("user", "applicationname", "clientuser", "clienthostname");

  private static final Comparator<String> ALIAS_LAST =
      Comparator.comparing((String name) -> name.equalsIgnoreCase("password"))
          .thenComparing(Comparator.naturalOrder());

  private final ConnectionUrl url;
  private final Map<DriverProperty, String> values = new EnumMap<>(DriverProperty.class);
  private final AttachmentProperties attachments = new AttachmentProperties();
  private final List<String> unknown = new ArrayList<>();

  private SettingsReader(ConnectionUrl url) {
    this.url = url;
  }

  /**
   * Settings and what was odd about them.
   *
   * @param settings checked settings
   * @param unknown keys of the {@code Properties} that mean nothing here
   */
  public record Resolved(ConnectionSettings settings, List<String> unknown) {}

  /** Reads and checks everything. */
  public static Resolved read(
      String url, @Nullable Properties info, UnaryOperator<@Nullable String> env)
      throws SQLException {
    return read(ConnectionUrl.parse(url), info, env);
  }

  /** Reads and checks everything, with a URL that is read already. */
  public static Resolved read(
      ConnectionUrl url, @Nullable Properties info, UnaryOperator<@Nullable String> env)
      throws SQLException {
    SettingsReader reader = new SettingsReader(url);
    reader.collect(info);
    reader.attach(info);
    reader.check();
    return new Resolved(reader.settings(env), reader.unknown);
  }

  /** The value in force for each property that the URL or the {@code Properties} set, unchecked. */
  static Map<DriverProperty, String> given(ConnectionUrl url, @Nullable Properties info) {
    SettingsReader reader = new SettingsReader(url);
    reader.collect(info);
    return reader.values;
  }

  /** What URL and {@code Properties} say of other databases, as far as it can be read. */
  static AttachmentProperties attachments(ConnectionUrl url, @Nullable Properties info) {
    SettingsReader reader = new SettingsReader(url);
    try {
      reader.attach(info);
    } catch (SQLException e) {
      // Connect tells what is wrong.
    }
    return reader.attachments;
  }

  private void attach(@Nullable Properties info) throws SQLException {
    attachments.putMissing(url.attachments());
    if (info != null) {
      for (String name : info.stringPropertyNames().stream().sorted().toList()) {
        if (AttachmentProperties.isOne(name)) {
          attachments.put(name, info.getProperty(name));
        }
      }
    }
  }

  private void collect(@Nullable Properties info) {
    if (info != null) {
      // In one order, so that of two spellings the same one wins always, and 'password' never.
      info.stringPropertyNames().stream()
          .filter(name -> !AttachmentProperties.isOne(name))
          .sorted(ALIAS_LAST)
          .forEach(name -> collect(name, info.getProperty(name)));
    }
    values.putAll(url.values());
  }

  private void collect(String name, @Nullable String value) {
    DriverProperty property = DriverProperty.named(name).orElse(null);
    if (property == null) {
      if (!TOLERATED.contains(name.toLowerCase(Locale.ROOT))) {
        unknown.add(name);
      }
    } else if (value != null && !value.isBlank()) {
      values.putIfAbsent(property, value.strip());
    }
  }

  private void check() throws SQLException {
    for (Map.Entry<DriverProperty, String> entry : values.entrySet()) {
      if (!entry.getKey().accepts(entry.getValue())) {
        throw bad(entry.getKey().complaint(entry.getValue()));
      }
    }
    if (url.demo() && values.containsKey(DriverProperty.API_BASE)) {
      throw bad("Property 'apiBase' cannot be set with jdbc:stripe:demo, which answers by itself");
    }
    if (!url.demo() && values.containsKey(DriverProperty.DEMO_CHANGES_PER_MINUTE)) {
      throw bad(
          "Property 'demoChangesPerMinute' is for jdbc:stripe:demo only: nothing here changes an"
              + " account");
    }
  }

  private static SQLException bad(String message) {
    return PropertyFailure.of(DriverError.BAD_PROPERTY, message);
  }

  /** The URL as it may be shown, with the databases that the {@code Properties} attach. */
  private String shownUrl() {
    return new ConnectionUrl(url.demo(), url.values(), attachments).withoutSecrets();
  }

  private ConnectionSettings settings(UnaryOperator<@Nullable String> env) throws SQLException {
    ApiKey key = url.demo() ? null : key(env);
    boolean live = key != null && key.isLive();
    return new ConnectionSettings(
        shownUrl(),
        api(key),
        transport(),
        scope(),
        pace(live),
        caching(),
        statement(),
        attachments.settings());
  }

  private ConnectionSettings.Api api(@Nullable ApiKey key) {
    return new ConnectionSettings.Api(
        url.demo(),
        number(DriverProperty.DEMO_CHANGES_PER_MINUTE),
        key,
        URI.create(text(DriverProperty.API_BASE)),
        text(DriverProperty.API_VERSION).toLowerCase(Locale.ROOT),
        is(DriverProperty.CHECK_KEY_ON_CONNECT, "on"));
  }

  private ConnectionSettings.Transport transport() {
    return new ConnectionSettings.Transport(
        number(DriverProperty.CONNECT_TIMEOUT_MILLIS),
        number(DriverProperty.READ_TIMEOUT_MILLIS),
        values.get(DriverProperty.PROXY));
  }

  private ConnectionSettings.Scope scope() {
    return new ConnectionSettings.Scope(
        PropertyType.split(text(DriverProperty.ACCOUNTS)).stream().distinct().toList(),
        is(DriverProperty.ON_ACCOUNT_ERROR, "warn"));
  }

  private ConnectionSettings.Pace pace(boolean live) {
    return new ConnectionSettings.Pace(
        pace(DriverProperty.MAX_REQUESTS_PER_SECOND, live ? LIVE_PACE : TEST_PACE),
        pace(DriverProperty.MAX_REQUESTS_PER_SECOND_PER_ENDPOINT, ENDPOINT_PACE),
        number(DriverProperty.MAX_CONCURRENT_REQUESTS),
        number(DriverProperty.MAX_RETRIES));
  }

  private ConnectionSettings.Caching caching() {
    return new ConnectionSettings.Caching(
        CachePlace.valueOf(text(DriverProperty.CACHE).toUpperCase(Locale.ROOT)),
        number(DriverProperty.CACHE_TTL_SECONDS),
        number(DriverProperty.CACHE_MAX_MEGABYTES),
        values.get(DriverProperty.CACHE_DIRECTORY),
        number(DriverProperty.CACHE_MAX_DISK_MEGABYTES),
        text(DriverProperty.CACHE_REFRESH).toLowerCase(Locale.ROOT));
  }

  private ConnectionSettings.Statement statement() {
    return new ConnectionSettings.Statement(
        number(DriverProperty.MAX_REQUESTS_PER_QUERY),
        memory(),
        is(DriverProperty.SEARCH, "on"),
        previews(),
        text(DriverProperty.SCHEMA));
  }

  /** Half of the heap unless told otherwise; at least one megabyte. */
  private int memory() {
    String value = values.get(DriverProperty.MAX_MEMORY_MEGABYTES);
    long half = Runtime.getRuntime().maxMemory() / 2 / BYTES_OF_A_MEGABYTE;
    return value != null
        ? Integer.parseInt(value)
        : (int) Math.max(1, Math.min(Integer.MAX_VALUE, half));
  }

  private ApiKey key(UnaryOperator<@Nullable String> env) throws SQLException {
    String given = values.get(DriverProperty.API_KEY);
    return ApiKey.of(given != null ? given : env.apply(KEY_VARIABLE));
  }

  private String text(DriverProperty property) {
    String value = values.get(property);
    return value != null ? value : Objects.requireNonNull(property.standard());
  }

  /** The demo has no account that could mind. */
  private boolean previews() {
    String value = values.get(DriverProperty.PREVIEW_INVOICES);
    return value == null ? url.demo() : value.equalsIgnoreCase("on");
  }

  private boolean is(DriverProperty property, String choice) {
    return text(property).equalsIgnoreCase(choice);
  }

  private int number(DriverProperty property) {
    return Integer.parseInt(text(property));
  }

  private int pace(DriverProperty property, int standard) {
    String value = values.get(property);
    return value != null ? Integer.parseInt(value) : url.demo() ? 0 : standard;
  }
}
