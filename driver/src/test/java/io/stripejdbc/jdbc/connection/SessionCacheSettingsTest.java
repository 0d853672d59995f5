package io.stripejdbc.jdbc.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.jdbc.property.SettingsReader;
import io.stripejdbc.query.session.SessionStatement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How old the rows of one connection may be. */
class SessionCacheSettingsTest {
  private final AtomicInteger forgotten = new AtomicInteger();

  private SessionCacheSettings of(String url) throws Exception {
    return new SessionCacheSettings(
        SettingsReader.read(url, null, name -> null).settings(), forgotten::incrementAndGet);
  }

  private static String in(SessionCacheSettings cache, String sql) {
    return cache.apply(SessionStatement.of(sql).orElseThrow()).toString();
  }

  @Test
  void followsThePropertiesUntilTold() throws Exception {
    SessionCacheSettings cache = of("jdbc:stripe:demo;cache=memory;cacheTtlSeconds=40");
    assertEquals(Freshness.cached(40), cache.next());
    in(cache, "SET cache_ttl_seconds = 7");
    assertEquals(Freshness.cached(7), cache.next());
    in(cache, "SET cache = off");
    assertEquals(Freshness.LIVE, cache.next());
    in(cache, "RESET ALL");
    assertEquals(Freshness.cached(40), cache.next());
  }

  @Test
  void forgetDeletesAtOnceAndChangesNoSetting() throws Exception {
    SessionCacheSettings cache = of("jdbc:stripe:demo;cache=memory");
    String before = in(cache, "RESET ALL");
    assertEquals(0, forgotten.get());
    assertEquals(before, in(cache, "FORGET"));
    assertEquals(1, forgotten.get());
    assertEquals(Freshness.cached(300), cache.next());
  }

  @Test
  void refreshIsForOneQuestion() throws Exception {
    SessionCacheSettings cache = of("jdbc:stripe:demo;cache=memory");
    assertEquals(
        "{cache=memory, cache_ttl_seconds=300, next query=all from Stripe}", in(cache, "REFRESH"));
    assertEquals(Freshness.cached(300).refreshed(), cache.expected());
    assertEquals(Freshness.cached(300).refreshed(), cache.next());
    assertEquals(Freshness.cached(300), cache.next());
  }

  @Test
  void whereNothingIsCachedThereIsNothingToRefresh() throws Exception {
    SessionCacheSettings cache = of("jdbc:stripe:demo;cache=off");
    in(cache, "REFRESH");
    assertEquals(Freshness.LIVE, cache.next());
  }
}
