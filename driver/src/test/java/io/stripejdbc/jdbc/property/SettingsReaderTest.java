package io.stripejdbc.jdbc.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
  private static ConnectionSettings read(String url, String... pairs) throws SQLException {
    return resolve(url, pairs).settings();
  }

  private static SettingsReader.Resolved resolve(String url, String... pairs) throws SQLException {
    Properties info = new Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      info.setProperty(pairs[i], pairs[i + 1]);
    }
    return SettingsReader.read(url, info, name -> null);
  }

  private static String refusal(String url, String... pairs) {
    SQLException refused = assertThrows(SQLException.class, () -> read(url, pairs));
    assertEquals("08001", refused.getSQLState());
    return refused.getMessage();
  }

  @Test
  void everyDefaultIsThatOfTheDocs() throws SQLException {
    ConnectionSettings settings = read("jdbc:stripe:", "apiKey", "sk_test_demo");
    assertEquals("https://api.stripe.com", settings.api().apiBase().toString());
    assertEquals(List.of("platform", "connected"), settings.scope().accounts());
    assertFalse(settings.scope().skipRefusedAccounts());
    assertEquals(20, settings.pace().maxRequestsPerSecond());
    assertEquals(20, settings.pace().maxRequestsPerSecondPerEndpoint());
    assertEquals(8, settings.pace().maxConcurrentRequests());
    assertEquals(10_000, settings.statement().maxRequestsPerQuery());
    assertEquals(5, settings.pace().maxRetries());
    assertEquals(10_000, settings.transport().connectTimeoutMillis());
    assertEquals(80_000, settings.transport().readTimeoutMillis());
    assertEquals(CachePlace.MEMORY, settings.caching().cache());
    assertEquals(300, settings.caching().cacheTtlSeconds());
    assertEquals(256, settings.caching().cacheMaxMegabytes());
    assertFalse(settings.statement().search());
    assertFalse(settings.statement().previewInvoices());
    assertNull(settings.transport().proxy());
  }

  @Test
  void aLiveKeyIsPacedFasterAndTheDemoNotAtAll() throws SQLException {
    assertEquals(50, read("jdbc:stripe:;apiKey=rk_live_demo").pace().maxRequestsPerSecond());
    assertEquals(0, read("jdbc:stripe:demo").pace().maxRequestsPerSecond());
    assertEquals(0, read("jdbc:stripe:demo").pace().maxRequestsPerSecondPerEndpoint());
  }

  @Test
  void previewsAreOnInTheDemoAndElsewhereWhenTold() throws SQLException {
    assertTrue(read("jdbc:stripe:demo").statement().previewInvoices());
    assertFalse(read("jdbc:stripe:demo;previewInvoices=off").statement().previewInvoices());
    assertTrue(
        read("jdbc:stripe:;previewInvoices=ON", "apiKey", "sk_test_demo")
            .statement()
            .previewInvoices());
    assertTrue(
        refusal("jdbc:stripe:demo;previewInvoices=maybe").contains("'previewInvoices' must be"));
  }

  @Test
  void theUrlWinsOverProperties() throws SQLException {
    ConnectionSettings settings =
        read(
            "jdbc:stripe:;apiKey=sk_test_url;cache=off",
            "apiKey",
            "sk_test_info",
            "CACHE",
            "memory");
    assertEquals("sk_test_url", settings.api().apiKey().secret());
    assertEquals(CachePlace.OFF, settings.caching().cache());
  }

  @Test
  void theUrlsPasswordWinsOverTheApiKeyOfProperties() throws SQLException {
    assertEquals(
        "sk_test_url",
        read("jdbc:stripe:;password=sk_test_url", "apiKey", "sk_test_info")
            .api()
            .apiKey()
            .secret());
  }

  @Test
  void passwordIsTheApiKeyUnlessBothAreGiven() throws SQLException {
    assertEquals(
        "sk_test_a", read("jdbc:stripe:", "password", "sk_test_a").api().apiKey().secret());
    assertEquals(
        "sk_test_b",
        read("jdbc:stripe:", "PASSWORD", "sk_test_a", "apikey", "sk_test_b")
            .api()
            .apiKey()
            .secret());
  }

  @Test
  void theEnvironmentGivesTheKeyWhenNobodyElseDoes() throws SQLException {
    var resolved = SettingsReader.read("jdbc:stripe:", null, name -> "sk_test_env");
    assertEquals("sk_test_env", resolved.settings().api().apiKey().secret());
    Properties info = new Properties();
    info.setProperty("password", "");
    resolved = SettingsReader.read("jdbc:stripe:", info, name -> "sk_test_env");
    assertEquals("sk_test_env", resolved.settings().api().apiKey().secret());
  }

  @Test
  void theDemoTakesNoKeyFromAnywhere() throws SQLException {
    assertNull(
        SettingsReader.read("jdbc:stripe:demo", null, name -> "sk_live_env")
            .settings()
            .api()
            .apiKey());
  }

  @Test
  void propertiesBehindPropertiesAreRead() throws SQLException {
    Properties parent = new Properties();
    parent.setProperty("apiKey", "sk_test_parent");
    Properties info = new Properties(parent);
    info.put("cache", 5);
    assertEquals(
        "sk_test_parent",
        SettingsReader.read("jdbc:stripe:", info, n -> null).settings().api().apiKey().secret());
  }

  @Test
  void aMissingKeyIsAnAuthorizationErrorThatSaysWhereToPutIt() {
    SQLException refused = assertThrows(SQLException.class, () -> read("jdbc:stripe:"));
    assertInstanceOf(SQLInvalidAuthorizationSpecException.class, refused);
    assertEquals("28000", refused.getSQLState());
    assertTrue(refused.getMessage().contains("STRIPE_API_KEY"), refused.getMessage());
  }

  @Test
  void aPublishableKeyOrOneWithBlanksIsRefusedWithoutShowingIt() {
    for (String key : List.of("pk_test_secret", "sk_test_a b", "sk_test_ä", "sk_test_a\r\nX: y")) {
      SQLException refused =
          assertThrows(SQLException.class, () -> read("jdbc:stripe:", "apiKey", key));
      assertEquals("28000", refused.getSQLState());
      assertFalse(refused.getMessage().contains(key), refused.getMessage());
    }
  }

  @Test
  void anUnknownKeyInTheUrlIsRefusedWithTheNearestName() {
    assertEquals(
        "Unknown property 'cacheTTL' in the URL; did you mean 'cacheTtlSeconds'?",
        refusal("jdbc:stripe:demo;cacheTTL=5"));
    assertTrue(refusal("jdbc:stripe:demo;acounts=platform").contains("'accounts'"));
    assertEquals(
        "Unknown property 'demo?cache' in the URL; each property stands behind a ';', not behind"
            + " '?' or '&'",
        refusal("jdbc:stripe:demo?cache=off"));
    assertTrue(refusal("jdbc:stripe:demo;model=x").contains("Unknown property 'model'"));
  }

  @Test
  void anUnknownKeyInPropertiesIsOnlyReported() throws SQLException {
    assertEquals(
        List.of("remarksReporting"),
        resolve("jdbc:stripe:demo", "remarksReporting", "true", "user", "", "ApplicationName", "x")
            .unknown());
  }

  @Test
  void aBadValueNamesKeyValueAndChoices() {
    assertEquals(
        "Property 'cache' must be one of memory, disk, off, was 'tape'",
        refusal("jdbc:stripe:demo", "cache", "tape"));
    assertEquals(
        "Property 'cacheRefresh' must be one of read, events, was 'webhooks'",
        refusal("jdbc:stripe:demo;cacheRefresh=webhooks"));
    assertEquals(
        "Property 'cacheTtlSeconds' must be a whole number of seconds from 1 to 31536000, was"
            + " 'ten'",
        refusal("jdbc:stripe:demo;cacheTtlSeconds=ten"));
    assertTrue(refusal("jdbc:stripe:demo;maxRetries=-1").contains("'-1'"));
    assertTrue(refusal("jdbc:stripe:demo;maxRetries=99999999999").contains("'99999999999'"));
    assertTrue(refusal("jdbc:stripe:demo;accounts=platform,everyone").contains("acct_"));
    assertTrue(refusal("jdbc:stripe:demo;proxy=here").contains("host:port"));
    assertTrue(refusal("jdbc:stripe:demo;proxy=here:70000").contains("host:port"));
  }

  @Test
  void aKeyInTheWrongPlaceIsStruckFromTheMessage() {
    for (String url :
        List.of(
            "jdbc:stripe:sk_live_topsecret",
            "jdbc:stripe:demo;cache=sk_live_topsecret",
            "jdbc:stripe:demo;sk_live_topsecret=1",
            "jdbc:stripe:;apiBase=https://sk_live_topsecret:x@api.stripe.com")) {
      assertFalse(refusal(url, "apiKey", "sk_test_x").contains("topsecret"), url);
    }
  }

  @Test
  void apiBaseIsHttpsOrALoopbackAddress() throws SQLException {
    for (String good :
        List.of(
            "https://api.stripe.com",
            "HTTPS://proxy.example:8443/",
            "http://localhost:12111",
            "http://127.0.0.1:5",
            "http://127.10.0.1",
            "http://[::1]:80")) {
      read("jdbc:stripe:", "apiKey", "sk_test_x", "apiBase", good);
    }
    for (String bad :
        List.of(
            "http://api.stripe.com",
            "http://127.0.0.1.evil.example",
            "http://localhost.evil.example",
            "http://127.0.0.1@evil.example",
            "https://user@api.stripe.com",
            "https://api.stripe.com/v2?x",
            "https://api.stripe.com/path",
            "https://",
            "file:///etc/hosts",
            "api.stripe.com",
            "https://a b")) {
      refusal("jdbc:stripe:", "apiKey", "sk_test_x", "apiBase", bad);
    }
  }

  @Test
  void theDemoCannotBeSentElsewhere() {
    assertTrue(refusal("jdbc:stripe:demo;apiBase=https://api.stripe.com").contains("demo"));
  }

  @Test
  void settingsNeverShowTheKey() throws SQLException {
    String text = read("jdbc:stripe:;apiKey=sk_test_topsecret").toString();
    assertFalse(text.contains("topsecret"), text);
  }
}
