package io.stripejdbc.query.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.junit.jupiter.api.Test;

/** Tools quote a name when it is in {@code getSQLKeywords} or reserved in SQL-92; no word less. */
class ReservedWordsTest {
  /** Every place a tool writes a bare column or table name in. */
  private static final String PLACES =
      "SELECT %s, t.%s, a AS %s, %s.a, COUNT(%s) FROM %s AS %s JOIN s.%s USING (%s)"
          + " WHERE %s = 1 AND %s IS NULL GROUP BY %s HAVING MAX(%s) > 1 ORDER BY %s DESC";

  private static boolean needsQuotes(String word) {
    try {
      Dialect.parse(SqlTokens.of(PLACES.replace("%s", word)));
    } catch (SqlParseException e) {
      return true;
    }
    return !isName(word);
  }

  /** {@code SELECT user FROM t} parses, as a call of the function USER. */
  private static boolean isName(String word) {
    try {
      SqlSelect select = (SqlSelect) Dialect.parse(SqlTokens.of("SELECT " + word + " FROM t"));
      return select.getSelectList().get(0) instanceof SqlIdentifier;
    } catch (SqlParseException e) {
      return false;
    }
  }

  private static Iterable<String> tokens() {
    return StripeSqlParserImpl.FACTORY.getParser(new StringReader("")).getMetadata().getTokens();
  }

  private static Set<String> sql92() {
    return SqlAbstractParserImpl.getSql92ReservedWords();
  }

  @Test
  void theKeywordsAreTheWordsThatNeedQuotesBeyondThoseOfSql92() throws SQLException {
    Set<String> expected = new TreeSet<>();
    for (String token : tokens()) {
      if (token.matches("[A-Z_]+") && !sql92().contains(token) && needsQuotes(token)) {
        expected.add(token);
      }
    }
    try (Connection connection = DriverManager.getConnection("jdbc:stripe:demo")) {
      assertEquals(
          String.join(",", expected),
          connection.getMetaData().getSQLKeywords().toUpperCase(Locale.ROOT));
    }
  }
}
