package io.stripejdbc.query.metadata;

import io.stripejdbc.query.ResultType;
import java.util.List;

/**
 * One table or view, as metadata shows it.
 *
 * @param schema schema it is in
 * @param name its name
 * @param kind what it is
 * @param remarks what a row is, in a sentence or two
 * @param columns its columns in order
 * @param primaryKey names of the key's columns in order, empty for none
 * @param references its foreign keys
 * @param filterable columns that a condition on asks less of the API for, the key's aside
 */
public record TableDescription(
    String schema,
    String name,
    Kind kind,
    String remarks,
    List<ColumnDescription> columns,
    List<String> primaryKey,
    List<Reference> references,
    List<String> filterable) {

  /** Name of the primary key. */
  public String primaryKeyName() {
    return primaryKeyName(name);
  }

  /** Name of the primary key of a table. */
  public static String primaryKeyName(String table) {
    return table + "_pkey";
  }

  /**
   * Name of a foreign key of this table, after its last column: the ones before it are {@code
   * connected_account}.
   */
  public String foreignKeyName(Reference reference) {
    return name + "_" + reference.columns().get(reference.columns().size() - 1) + "_fkey";
  }

  /** What a table is. */
  public enum Kind {
    /** Rows of the API. */
    TABLE("TABLE"),
    /** A ready-made query. */
    VIEW("VIEW"),
    /** What the driver knows and did. */
    SYSTEM_TABLE("SYSTEM TABLE");

    private final String jdbcName;

    Kind(String jdbcName) {
      this.jdbcName = jdbcName;
    }

    /** The name {@code getTableTypes} gives. */
    public String jdbcName() {
      return jdbcName;
    }
  }

  /**
   * One column.
   *
   * @param name its name
   * @param type its type
   * @param precision digits of a DECIMAL, length of a VARCHAR, fraction digits of a time; 0 when
   *     unknown
   * @param scale digits after the point of a DECIMAL, else 0
   * @param nullable whether NULL may occur
   * @param remarks what it means, "" when unsaid
   */
  public record ColumnDescription(
      String name, ResultType type, int precision, int scale, boolean nullable, String remarks) {}

  /**
   * A foreign key to a table of the same schema.
   *
   * @param columns columns of this table
   * @param table the table referred to
   * @param targets its columns, one for each of {@code columns}
   */
  public record Reference(List<String> columns, String table, List<String> targets) {}
}
