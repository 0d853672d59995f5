package io.stripejdbc.jdbc.connection;

import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.jdbc.property.CachePlace;
import io.stripejdbc.jdbc.property.ConnectionSettings;
import io.stripejdbc.query.FreshnessChoice;
import io.stripejdbc.query.session.SessionStatement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How old the rows of one connection's statements may be: what its properties say, until a {@code
 * SET} says otherwise. Safe for use by many threads.
 */
final class SessionCacheSettings implements FreshnessChoice {
  private final ConnectionSettings settings;
  private final Runnable forget;
  private boolean on;
  private int seconds;
  private boolean refresh;

  /**
   * @param forget deletes what is cached with the connection's key
   */
  SessionCacheSettings(ConnectionSettings settings, Runnable forget) {
    this.settings = settings;
    this.forget = forget;
    this.on = settings.caching().cache().caches();
    this.seconds = settings.caching().cacheTtlSeconds();
  }

  /** Where rows are cached, {@code off} for nowhere. */
  synchronized String place() {
    CachePlace place =
        settings.caching().cache().caches() ? settings.caching().cache() : CachePlace.MEMORY;
    return on ? place.text() : CachePlace.OFF.text();
  }

  synchronized int ttlSeconds() {
    return seconds;
  }

  /** What {@code REFRESH} asked for is spent with the statement that begins to read. */
  @Override
  public synchronized Freshness next() {
    Freshness asked = expected();
    refresh = false;
    return asked;
  }

  @Override
  public synchronized Freshness expected() {
    Freshness cached = on ? settings.caching().freshness(seconds) : Freshness.LIVE;
    return refresh ? cached.refreshed() : cached;
  }

  /** Does what the statement asks for, and tells what is in force then. */
  synchronized Map<String, String> apply(SessionStatement statement) {
    switch (statement.action()) {
      case CACHE_ON -> on = true;
      case CACHE_OFF -> on = false;
      case TTL -> seconds = statement.seconds();
      case RESET_CACHE -> on = settings.caching().cache().caches();
      case RESET_TTL -> seconds = settings.caching().cacheTtlSeconds();
      case RESET_ALL -> {
        on = settings.caching().cache().caches();
        seconds = settings.caching().cacheTtlSeconds();
        refresh = false;
      }
      case REFRESH -> refresh = true;
      case FORGET -> forget.run();
      case SCHEMA, RESET_SCHEMA, TIME_ZONE, RESET_TIME_ZONE, SHOW -> {}
    }
    return shown();
  }

  private Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("cache", place());
    shown.put("cache_ttl_seconds", Integer.toString(seconds));
    shown.put(
        "next query",
        on && !refresh ? "from memory, and from Stripe what is missing" : "all from Stripe");
    return shown;
  }
}
