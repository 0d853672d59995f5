package io.stripejdbc.attach;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out how an attached database writes names and compares texts. */
final class DialectReader {
  /** Whether letter case, accents or trailing blanks make no difference to the database. */
  private static final String LENIENT =
      "SELECT CASE WHEN 'a' = 'A' OR 'a' = '\u00e1' OR 'a' = 'a ' THEN 1 ELSE 0 END";

  /** Columns whose collation takes different texts for equal (PostgreSQL 12 and later). */
  private static final String LENIENT_COLUMNS =
      "SELECT c.relname, a.attname FROM pg_attribute a"
          + " JOIN pg_class c ON c.oid = a.attrelid"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " JOIN pg_collation o ON o.oid = a.attcollation"
          + " WHERE NOT o.collisdeterministic AND n.nspname = ?";

  private static final int FIRST_WITH_LENIENT_COLUMNS = 12;

  private DialectReader() {}

  static AttachedDialect read(Connection connection, @Nullable String schema) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    DatabaseProduct product = DatabaseProduct.named(metaData.getDatabaseProductName());
    String quote = metaData.getIdentifierQuoteString();
    boolean exact = product.canHaveExactText() && !isLenient(connection);
    boolean mayDiffer =
        exact
            && product == DatabaseProduct.POSTGRESQL
            && metaData.getDatabaseMajorVersion() >= FIRST_WITH_LENIENT_COLUMNS;
    return new AttachedDialect(
        product,
        quote == null ? "" : quote.strip(),
        exact,
        mayDiffer ? lenientColumns(connection, schema) : Set.of());
  }

  private static boolean isLenient(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(LENIENT)) {
      return rows.next() && rows.getInt(1) == 1;
    }
  }

  private static Set<String> lenientColumns(Connection connection, @Nullable String schema)
      throws SQLException {
    Set<String> found = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(LENIENT_COLUMNS)) {
      statement.setString(1, schema);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1) + "." + rows.getString(2));
        }
      }
    }
    return Set.copyOf(found);
  }
}
