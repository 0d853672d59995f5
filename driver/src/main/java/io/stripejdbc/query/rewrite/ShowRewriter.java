package io.stripejdbc.query.rewrite;

import io.stripejdbc.query.parser.SqlShow;
import java.util.List;
import org.apache.calcite.sql.SqlDescribeSchema;
import org.apache.calcite.sql.SqlDescribeTable;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** {@code SHOW} and {@code DESCRIBE} as queries of {@code information_schema}; makes no call. */
public final class ShowRewriter {
  private ShowRewriter() {}

  /**
   * What a statement is about, which must be.
   *
   * @param name the schema or the table that it names
   * @param table whether that is a table
   */
  public record Named(SqlIdentifier name, boolean table) {}

  /** The schema or table that a statement names; null for none. */
  public static @Nullable Named named(SqlNode command) {
    if (command instanceof SqlDescribeTable describe) {
      return new Named(describe.getTable(), true);
    }
    if (command instanceof SqlDescribeSchema describe) {
      return new Named(describe.getSchema(), false);
    }
    SqlIdentifier name = command instanceof SqlShow show ? show.name() : null;
    return name == null
        ? null
        : new Named(name, ((SqlShow) command).subject() == SqlShow.Subject.COLUMNS);
  }

  /**
   * The query that answers it; null where it is no such statement.
   *
   * @param names schema, or schema and table, that it is about
   */
  public static @Nullable String query(SqlNode command, List<String> names) {
    if (command instanceof SqlDescribeTable describe) {
      SqlIdentifier column = describe.getColumn();
      return columns(names, column == null ? null : like(column.getSimple()));
    }
    if (command instanceof SqlDescribeSchema) {
      return tables(names, null);
    }
    if (!(command instanceof SqlShow show)) {
      return null;
    }
    String pattern = show.pattern();
    return switch (show.subject()) {
      case TABLES -> tables(names, pattern);
      case COLUMNS -> columns(names, pattern);
      case SCHEMAS ->
          "SELECT schema_name FROM information_schema.schemata WHERE TRUE"
              + matching("schema_name", pattern)
              + " ORDER BY schema_name";
      case SETTINGS -> null;
    };
  }

  private static String tables(List<String> names, @Nullable String pattern) {
    return "SELECT table_name, table_type, remarks FROM information_schema.tables WHERE table_schema = "
        + literal(names.get(0))
        + matching("table_name", pattern)
        + " ORDER BY table_name";
  }

  private static String columns(List<String> names, @Nullable String pattern) {
    return "SELECT column_name, data_type, is_nullable, remarks FROM information_schema.columns"
        + " WHERE table_schema = "
        + literal(names.get(0))
        + " AND table_name = "
        + literal(names.get(1))
        + matching("column_name", pattern)
        + " ORDER BY ordinal_position";
  }

  private static String matching(String column, @Nullable String pattern) {
    return pattern == null
        ? ""
        : " AND lower(" + column + ") LIKE lower(" + literal(pattern) + ") ESCAPE '\\'";
  }

  /** A pattern that only this name matches. */
  private static String like(String name) {
    return name.replaceAll("([%_\\\\])", "\\\\$1");
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
