package io.stripejdbc.jdbc.property;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every property of the driver: one constant, one field of {@link ConnectionSettings} and one row
 * of {@code docs/connection-properties.md} each. Nothing else is understood.
 */
public enum DriverProperty {
  /** The key that is sent; {@code password} means the same. */
  API_KEY(
      "apiKey",
      null,
      PropertyType.secret(),
      "Secret or restricted API key (rk_…, sk_…); a restricted key with read permissions is enough."
          + " Default: STRIPE_API_KEY in the environment. Not needed for jdbc:stripe:demo"),
  /** Where requests go. */
  API_BASE(
      "apiBase",
      "https://api.stripe.com",
      PropertyType.base(),
      "Address of the API: https, or http on a loopback address only"),
  /** How the API answers. */
  API_VERSION(
      "apiVersion",
      "2026-07-29.dahlia",
      PropertyType.oneOf("2026-07-29.dahlia", "2026-09-30.endive", "2026-10-28.endive"),
      "Version of the API that is asked: the one the tables were written for, or a later one whose"
          + " new lists are then tables too"),
  /** When a wrong key shows. */
  CHECK_KEY_ON_CONNECT(
      "checkKeyOnConnect",
      "off",
      PropertyType.oneOf("off", "on"),
      "Whether connecting asks the API once, for the key's own account, so that a wrong key or an"
          + " address that cannot be reached shows there; off: with the first call of a statement"),
  /** Whose rows the tables show. */
  ACCOUNTS(
      "accounts",
      "platform,connected",
      PropertyType.accounts(),
      "Accounts the tables cover: any of platform, connected and account ids, comma-separated"),
  /** What a refusing account means. */
  ON_ACCOUNT_ERROR(
      "onAccountError",
      "fail",
      PropertyType.oneOf("fail", "warn"),
      "When a connected account refuses the key: fail the query, or skip it with a warning"),
  /** Pace over all endpoints. */
  MAX_REQUESTS_PER_SECOND(
      "maxRequestsPerSecond",
      null,
      PropertyType.number("requests", 0, 10_000),
      "Requests per second and API key, shared by all connections of the JVM; 0 = no limit."
          + " Default: 50 for live keys, 20 for others, none in the demo"),
  /** Pace over one endpoint. */
  MAX_REQUESTS_PER_SECOND_PER_ENDPOINT(
      "maxRequestsPerSecondPerEndpoint",
      null,
      PropertyType.number("requests", 0, 10_000),
      "Requests per second and endpoint; Stripe allows 25; 0 = no limit."
          + " Default: 20, none in the demo"),
  /** Requests in flight. */
  MAX_CONCURRENT_REQUESTS(
      "maxConcurrentRequests",
      "8",
      PropertyType.number("requests", 1, 256),
      "Requests in flight at once per API key"),
  /** Budget of one statement. */
  MAX_REQUESTS_PER_QUERY(
      "maxRequestsPerQuery",
      "10000",
      PropertyType.number("requests", 0, Integer.MAX_VALUE),
      "A statement fails before it sends more requests than this; 0 = no budget"),
  /** Tries after the first. */
  MAX_RETRIES(
      "maxRetries",
      "5",
      PropertyType.number("retries", 0, 50),
      "Retries per request after rate limits, 5xx and broken links, with growing pauses"),
  /** Time to connect. */
  CONNECT_TIMEOUT_MILLIS(
      "connectTimeoutMillis",
      "10000",
      PropertyType.number("milliseconds", 1, Integer.MAX_VALUE),
      "Longest wait for a connection to the API, in milliseconds"),
  /** Time to answer. */
  READ_TIMEOUT_MILLIS(
      "readTimeoutMillis",
      "80000",
      PropertyType.number("milliseconds", 1, Integer.MAX_VALUE),
      "Longest wait for an answer of the API, in milliseconds"),
  /** Whether rows are cached. */
  CACHE(
      "cache",
      "memory",
      PropertyType.oneOf("memory", "disk", "off"),
      "Where rows are cached between queries: in memory, or in memory and in encrypted files that"
          + " outlive the process; off reads every row live"),
  /** How long rows are cached. */
  CACHE_TTL_SECONDS(
      "cacheTtlSeconds",
      "300",
      PropertyType.number("seconds", 1, 31_536_000),
      "Age in seconds after which cached rows are read again"),
  /** How much is cached. */
  CACHE_MAX_MEGABYTES(
      "cacheMaxMegabytes",
      "256",
      PropertyType.number("megabytes", 1, 1_048_576),
      "Memory for the rows cached with one key, in megabytes;"
          + " never more than a quarter of the heap"),
  /** Where files of cached rows lie. */
  CACHE_DIRECTORY(
      "cacheDirectory",
      null,
      PropertyType.folder(),
      "With cache=disk: folder of the files. Default: stripe-jdbc in the user's cache folder of the"
          + " system"),
  /** How much is cached in files. */
  CACHE_MAX_DISK_MEGABYTES(
      "cacheMaxDiskMegabytes",
      "2048",
      PropertyType.number("megabytes", 1, 1_048_576),
      "With cache=disk: bound of all files in the folder, in megabytes; the ones not used for the"
          + " longest go first"),
  /** What is done about rows past their time to live. */
  CACHE_REFRESH(
      "cacheRefresh",
      "read",
      PropertyType.oneOf("read", "events"),
      "What is done about cached rows past their time to live: read, they are read again; events,"
          + " they are brought up to date by the account's events where Stripe tells of all changes"),
  /** How much a statement may hold. */
  MAX_MEMORY_MEGABYTES(
      "maxMemoryMegabytes",
      null,
      PropertyType.number("megabytes", 1, 1_048_576),
      "Memory that a statement may hold in sorts, groups, joins and results, in megabytes; all"
          + " statements of the JVM together never more than half of the heap. Default: half of"
          + " the heap"),
  /** Whether the Search API may be used. */
  SEARCH(
      "search",
      "off",
      PropertyType.oneOf("off", "on"),
      "Whether filters that lists cannot take may use the Search API, which lags behind a little"),
  /** Whether next invoices may be computed. */
  PREVIEW_INVOICES(
      "previewInvoices",
      null,
      PropertyType.oneOf("off", "on"),
      "Whether upcoming invoices may be asked for, the one question that Stripe answers only to a"
          + " POST. Default: off, on in the demo"),
  /** Whether the demo goes on. */
  DEMO_CHANGES_PER_MINUTE(
      "demoChangesPerMinute",
      "0",
      PropertyType.number("changes", 0, 600),
      "How many random changes a minute happen in jdbc:stripe:demo, with Stripe's events for them;"
          + " 0 = it stands still"),
  /** A proxy on the way. */
  PROXY("proxy", null, PropertyType.proxy(), "HTTP proxy for requests, as host:port"),
  /** Where names are looked up. */
  SCHEMA(
      "schema",
      "stripe",
      PropertyType.schema(),
      "Schema that names without one belong to; sigma has the names of Stripe Sigma");

  private static final int LONGEST_SHOWN = 100;

  private final String key;
  private final @Nullable String standard;

  @SuppressWarnings(
      "ImmutableEnumChecker") // A record of a text, an immutable list and a pure test.
  private final PropertyType type;

  private final String description;

  DriverProperty(String key, @Nullable String standard, PropertyType type, String description) {
    this.key = key;
    this.standard = standard;
    this.type = type;
    this.description = description;
  }

  /** Name in URLs and {@code Properties}, lowerCamelCase; read in any letter case. */
  public String key() {
    return key;
  }

  /** Value when nobody sets it; null when it depends on something else or there is none. */
  public @Nullable String standard() {
    return standard;
  }

  /** What it does, its unit and its default, in a sentence or two. */
  public String description() {
    return description;
  }

  /** The legal values where they can be counted, else empty. */
  public List<String> choices() {
    return type.choices();
  }

  /** Whether its value must never be shown. */
  public boolean isSecret() {
    return this == API_KEY;
  }

  /** Whether this text, stripped, is a legal value. */
  public boolean accepts(String value) {
    return type.legal().test(value);
  }

  /** What is wrong with a value, naming key, value and choices. */
  String complaint(String value) {
    String was = isSecret() ? "" : ", was '" + readable(value) + "'";
    return "Property '" + key + "' must be " + type.expectation() + was;
  }

  private static String readable(String value) {
    String oneLine = value.replaceAll("\\p{Cntrl}", "?");
    return oneLine.length() <= LONGEST_SHOWN ? oneLine : oneLine.substring(0, LONGEST_SHOWN) + "…";
  }

  /** The property of this name or alias, in any letter case. */
  public static Optional<DriverProperty> named(String name) {
    if (name.equalsIgnoreCase("password")) {
      return Optional.of(API_KEY);
    }
    return Arrays.stream(values()).filter(p -> p.key.equalsIgnoreCase(name)).findFirst();
  }

  /** The key that somebody who wrote this name may have meant. */
  static Optional<String> nearest(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return PropertyNameSuggester.of(
        wanted, Arrays.stream(values()).map(DriverProperty::key).toList());
  }
}
