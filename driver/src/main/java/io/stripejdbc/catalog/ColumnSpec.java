package io.stripejdbc.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One column of a table, as its catalogue file declares it.
 *
 * @param name SQL name, snake_case, unique in its table
 * @param role where the value comes from
 * @param type SQL type and JSON form
 * @param precision declared precision of a DECIMAL or length of a VARCHAR, 0 for the other types.
 *     Lengths are what a client may reckon with, not enforced: 255 for ids and enumerations, 5000
 *     for text, 1048576 for JSON
 * @param scale declared scale of a DECIMAL, 0 otherwise
 * @param nullable whether a row may lack the value
 * @param jsonPath dotted path in the row's object, null where the value is not in it. A step is an
 *     object key. An expandable reference is read in both its forms: where {@code customer.id}
 *     meets a string at {@code customer}, the string is the value; where {@code customer}, a
 *     VARCHAR, meets an object, its {@code id} is the value
 * @param references the table whose id the column holds, in the same connected account; null for
 *     none, for several possible tables and for an object of another account
 * @param expandable whether {@code expand[]} puts the referenced object in the id's place, so that
 *     a page brings the rows of a join along
 * @param expand path for {@code expand[]} (without {@code data.}) that the value exists only with,
 *     null when it is always there
 * @param include v2 {@code include} value the column exists only with, null when always there
 * @param is of the role {@link Role#CONDITION} the value, written as in JSON, with which the column
 *     is true; null for the other roles
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
    boolean expandable,
    @Nullable String expand,
    @Nullable String include,
    @Nullable String is,
    String remarks) {

  /** A column that is no condition. */
  public ColumnSpec(
      String name,
      Role role,
      ColumnType type,
      int precision,
      int scale,
      boolean nullable,
      @Nullable String jsonPath,
      @Nullable String references,
      boolean expandable,
      @Nullable String expand,
      @Nullable String include,
      String remarks) {
    this(
        name,
        role,
        type,
        precision,
        scale,
        nullable,
        jsonPath,
        references,
        expandable,
        expand,
        include,
        null,
        remarks);
  }

  /** A column that cannot be expanded. */
  public ColumnSpec(
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
    this(
        name,
        role,
        type,
        precision,
        scale,
        nullable,
        jsonPath,
        references,
        false,
        expand,
        include,
        remarks);
  }

  /** Where a column's value comes from. */
  public enum Role {
    /** The account that was asked: {@code platform} or {@code acct_…}. */
    ACCOUNT,
    /**
     * The id of the parent object that was asked for. Where a row was found without its parent (by
     * its own id), the value at the JSON path.
     */
    PARENT,
    /** The API's name of the parent object ({@code subscription}), where parents are of several. */
    PARENT_TYPE,
    /**
     * The value that was sent as the parameter of the column's filter; no field of the row. Where
     * the table can be read without it, the column is null then, and the planner lets nothing but
     * the parameter depend on it.
     */
    PARAMETER,
    /** Whether the field at the JSON path has a certain value; a field that is absent is null. */
    CONDITION,
    /** The position of an embedded row in its parent's array, from 0. */
    POSITION,
    /** A field of the row's own JSON object. */
    FIELD,
    /**
     * A field of the object that a reference stands for: the value is there where the API expanded
     * the reference, else null. Of no table; a scan asks for it besides.
     */
    CARRIED,
    /** The row's whole JSON object, fields included that the catalogue does not know. */
    OBJECT
  }

  /** Whether only a condition that Stripe answers gives it a value. */
  public boolean isKnownByFilterOnly() {
    return role == Role.PARAMETER && nullable;
  }
}
