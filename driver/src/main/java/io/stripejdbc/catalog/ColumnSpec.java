package io.stripejdbc.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One column of a table, as its catalogue file declares it.
 *
 * @param name SQL name, snake_case, unique in its table
 * @param role where the value comes from
 * @param type SQL type and JSON form
 * @param precision declared precision of a DECIMAL or length of a VARCHAR
 * @param scale declared scale of a DECIMAL, 0 otherwise
 * @param nullable whether a row may lack the value
 * @param jsonPath dotted path in the row's object, null where the value is not in it. A step is an
 *     object key; where the path meets a string in place of an object whose {@code id} is asked (an
 *     expandable reference), the string is the value.
 * @param references the table whose id the column holds, null for none
 * @param expand path for {@code expand[]} (without {@code data.}) that the value exists only with,
 *     null when it is always there
 * @param include v2 {@code include} value the column exists only with, null when always there
 * @param remarks what the column means, in one sentence
 */
public record ColumnSpec(
    String name,
    Role role,
    ColumnType type,
    int precision,
    int scale,
    boolean nullable,
    @Nullable String jsonPath,
    @Nullable String references,
    @Nullable String expand,
    @Nullable String include,
    String remarks) {

  /** Where a column's value comes from. */
  public enum Role {
    /** The account that was asked: {@code platform} or {@code acct_…}. */
    ACCOUNT,
    /** The id of the parent object that was asked for. */
    PARENT,
    /** The position of an embedded row in its parent's array, from 0. */
    POSITION,
    /** A field of the row's own JSON object. */
    FIELD
  }
}
