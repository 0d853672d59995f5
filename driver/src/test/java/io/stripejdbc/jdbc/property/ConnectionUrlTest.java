package io.stripejdbc.jdbc.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionUrlTest {
  @Test
  void keysFollowThePrefixOrTheDemoInAnyOrderAndCase() throws SQLException {
    Map<DriverProperty, String> expected =
        Map.of(DriverProperty.CACHE, "off", DriverProperty.MAX_RETRIES, "2");
    for (String url :
        List.of(
            "jdbc:stripe:cache=off;maxRetries=2",
            "jdbc:stripe:;cache=off;maxRetries=2",
            "jdbc:stripe:;MAXRETRIES=2;Cache= off ;",
            "JDBC:STRIPE:demo;;maxretries=2;cache=\"off\"",
            "jdbc:stripe: demo ; cache = o%66f ; maxRetries=2")) {
      assertEquals(expected, ConnectionUrl.parse(url).values(), url);
    }
    assertTrue(ConnectionUrl.parse("jdbc:stripe:DEMO").demo());
    assertFalse(ConnectionUrl.parse("jdbc:stripe:;cache=off").demo());
  }

  @Test
  void aSemicolonStandsInQuotesOrAsPercentCode() throws SQLException {
    for (String url :
        List.of("jdbc:stripe:apiKey=a%3Bb%25;cache=off", "jdbc:stripe:apiKey=\"a;b%\";cache=off")) {
      assertEquals("a;b%", ConnectionUrl.parse(url).value(DriverProperty.API_KEY), url);
      assertEquals("off", ConnectionUrl.parse(url).value(DriverProperty.CACHE), url);
    }
    assertEquals(
        "a\"b", ConnectionUrl.parse("jdbc:stripe:apiKey=\"a\"\"b\"").value(DriverProperty.API_KEY));
  }

  @Test
  void whatCannotBeReadIsRefused() {
    for (String url :
        List.of(
            "jdbc:stripe:production",
            "jdbc:stripe://api.stripe.com/",
            "jdbc:stripe:cache=off;demo",
            "jdbc:stripe:demo;cache",
            "jdbc:stripe:demo;=x",
            "jdbc:stripe:demo;cache=%zz",
            "jdbc:stripe:demo;cache=%f",
            "jdbc:stripe:demo;cache=%ff",
            "jdbc:stripe:demo;cache=\"off",
            "jdbc:stripe:demo;cache=\"off\"x",
            "jdbc:stripe:demo;cache=off;CACHE=off",
            "jdbc:stripe:;apiKey=a;password=b")) {
      SQLException refused = assertThrows(SQLException.class, () -> ConnectionUrl.parse(url), url);
      assertEquals("08001", refused.getSQLState());
    }
  }

  @Test
  void theTextForPeopleHasNoKeyAndCanBeReadAgain() throws SQLException {
    ConnectionUrl url =
        ConnectionUrl.parse("jdbc:stripe:demo;apiKey=sk_test_topsecret;cache=off;proxy=\"a;b\"");
    assertEquals("jdbc:stripe:demo;cache=off;proxy=\"a;b\"", url.withoutSecrets());
    assertEquals(url.withoutSecrets(), ConnectionUrl.parse(url.withoutSecrets()).toString());
  }
}
