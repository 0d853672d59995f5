package io.stripejdbc.shell.listing;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What names to list, as psql writes it ({@code charges}, {@code stripe.pay*}), as two patterns of
 * JDBC.
 *
 * @param schema pattern of schemas; null when the text names none
 * @param table pattern of tables
 */
record NamePatterns(@Nullable String schema, String table) {
  /**
   * Reads a text: {@code *} is any letters, {@code ?} one, and what is not in quotes has the letter
   * case that the database stores.
   */
  static NamePatterns of(String text, Connection connection) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    StringBuilder part = new StringBuilder();
    String schema = null;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted && schema == null) {
        schema = part.toString();
        part.setLength(0);
      } else {
        part.append(quoted ? literal(c, data) : pattern(c, data));
      }
    }
    return new NamePatterns(schema, part.isEmpty() ? "%" : part.toString());
  }

  private static String pattern(char c, DatabaseMetaData data) throws SQLException {
    return switch (c) {
      case '*' -> "%";
      case '?' -> "_";
      default -> literal(folded(c, data), data);
    };
  }

  private static char folded(char c, DatabaseMetaData data) throws SQLException {
    String letter = String.valueOf(c);
    if (data.storesUpperCaseIdentifiers()) {
      return letter.toUpperCase(Locale.ROOT).charAt(0);
    }
    return data.storesLowerCaseIdentifiers() ? letter.toLowerCase(Locale.ROOT).charAt(0) : c;
  }

  private static String literal(char c, DatabaseMetaData data) throws SQLException {
    boolean wild = c == '_' || c == '%' || data.getSearchStringEscape().indexOf(c) >= 0;
    return wild ? data.getSearchStringEscape() + c : String.valueOf(c);
  }
}
