package io.stripejdbc.jdbc.metadata;

import io.stripejdbc.jdbc.result.ResultSetColumn;
import io.stripejdbc.jdbc.result.StripeResultSet;
import io.stripejdbc.jdbc.value.JdbcType;
import java.sql.ResultSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a metadata result set, as the Javadoc of {@link java.sql.DatabaseMetaData} lists
 * them.
 */
final class ResultSetSchema {
  private final List<ResultSetColumn> columns;

  private ResultSetSchema(List<ResultSetColumn> columns) {
    this.columns = columns;
  }

  /**
   * Columns by name; a suffix tells the type: {@code :I} INTEGER, {@code :S} SMALLINT, {@code :L}
   * BIGINT, {@code :B} BOOLEAN, none VARCHAR.
   */
  static ResultSetSchema of(String... columns) {
    return new ResultSetSchema(Stream.of(columns).map(ResultSetSchema::column).toList());
  }

  private static ResultSetColumn column(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return ResultSetColumn.plain(text, JdbcType.VARCHAR);
    }
    JdbcType type =
        switch (text.charAt(colon + 1)) {
          case 'I' -> JdbcType.INTEGER;
          case 'S' -> JdbcType.SMALLINT;
          case 'L' -> JdbcType.BIGINT;
          case 'B' -> JdbcType.BOOLEAN;
          default -> throw new IllegalArgumentException(text);
        };
    return ResultSetColumn.plain(text.substring(0, colon), type);
  }

  /** These rows under these columns. */
  ResultSet rows(Stream<@Nullable Object[]> rows) {
    return StripeResultSet.of(columns, rows.toList());
  }

  /** No rows under these columns. */
  ResultSet empty() {
    return rows(Stream.empty());
  }
}
