package io.stripejdbc.jdbc.connection;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.query.parser.EscapeTranslator;
import io.stripejdbc.query.parser.SqlTokens;
import io.stripejdbc.query.parser.StatementClassifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random URLs, properties and SQL: only SQLExceptions come out, and never the key. */
class FuzzTest {
  /** The same trials each time; others by hand, with {@code -Dstripejdbc.fuzz.seed=…}. */
  private static final long SEED = Long.getLong("stripejdbc.fuzz.seed", 1);

  private static final String KEY = "sk_test_fuzzedkey";

  private static final List<String> URL_PIECES =
      List.of(
          "jdbc:stripe:",
          "jdbc:",
          "demo",
          ";",
          ";;",
          "=",
          "%",
          "%3B",
          "%zz",
          "\"",
          "\"\"",
          " ",
          "apiKey",
          "apiKey=" + KEY,
          "password=" + KEY,
          "cache=off",
          "cache=",
          "maxRetries=9",
          "maxRetries=-1",
          "accounts=platform,,",
          "proxy=[::1]:1",
          "apiBase=http://127.0.0.1:1",
          "apiBase=//" + KEY + "@x",
          "model=inline:{}",
          "ı",
          "\u0000",
          "\uD800",
          "𝔘",
          "\n");

  private static final List<String> SQL_PIECES =
      List.of(
          "SELECT",
          " ",
          "'",
          "\"",
          "{",
          "}",
          "{fn ",
          "{d '2024-01-01'}",
          "{ts",
          "(",
          ")",
          ",",
          ";",
          "--",
          "/*",
          "*/",
          "\n",
          "E'\\",
          "?",
          "INTO",
          "UPDATE",
          "limit",
          "1",
          "WITH",
          "EXPLAIN",
          "concat(",
          "\uD800",
          "ﬁ",
          "{escape '\\'}",
          "{fn timestampadd(SQL_TSI_DAY,",
          "{2,3}");

  private static String text(Random random, List<String> pieces) {
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(12);
    for (int i = 0; i < count; i++) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  @Test
  void anyUrlAndPropertiesConnectOrFailAsSql() {
    Random random = new Random(SEED);
    ConnectionFactory factory =
        new ConnectionFactory((settings, nanos) -> new FakeConnectionContext(), n -> null);
    for (int i = 0; i < 4_000; i++) {
      String url = (random.nextInt(4) == 0 ? "" : "jdbc:stripe:") + text(random, URL_PIECES);
      Properties info = new Properties();
      info.setProperty(text(random, URL_PIECES), text(random, URL_PIECES));
      info.setProperty("apiKey", random.nextBoolean() ? KEY : text(random, URL_PIECES));
      try (var connection = factory.connect(url, info, 0)) {
        if (connection != null) {
          assertFalse(connection.getMetaData().getURL().contains("fuzzedkey"), url);
          assertFalse(connection.toString().contains("fuzzedkey"), url);
        }
        factory.propertyInfo(url, info);
      } catch (SQLException e) {
        assertNotNull(e.getSQLState(), url);
        assertFalse(String.valueOf(e.getMessage()).contains("fuzzedkey"), url);
      } catch (RuntimeException e) {
        fail("seed " + SEED + ", URL " + url, e);
      }
    }
  }

  @Test
  void anyTextIsReadOrRefused() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      String sql = text(random, SQL_PIECES);
      try {
        EscapeTranslator.translate(sql);
        StatementClassifier.query(SqlTokens.of(sql));
      } catch (DriverFailure e) {
        assertNotNull(e.error());
      } catch (RuntimeException e) {
        fail("seed " + SEED + ", SQL " + sql, e);
      }
    }
  }
}
