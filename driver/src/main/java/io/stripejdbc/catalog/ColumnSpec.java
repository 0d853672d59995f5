package io.stripejdbc.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One column of a table, as its catalogue file declares it.
 *
 * @param name SQL name, snake_case, unique in its table
 * @param source where the value comes from
 * @param declared its type in SQL
 * @param reference the table whose id it holds
 * @param extras what a request has to ask for besides, so that the value is there
 * @param remarks what the column means, in one sentence
 */
public record ColumnSpec(
    String name,
    ValueSource source,
    DeclaredType declared,
    TableReference reference,
    RequestExtras extras,
    String remarks) {

  /** A column that references nothing, and is there without asking for it. */
  public static ColumnSpec of(String name, ValueSource source, DeclaredType declared) {
    return new ColumnSpec(name, source, declared, TableReference.NONE, RequestExtras.NONE, "");
  }

  public ColumnSpec withSource(ValueSource other) {
    return new ColumnSpec(name, other, declared, reference, extras, remarks);
  }

  public ColumnSpec withDeclared(DeclaredType other) {
    return new ColumnSpec(name, source, other, reference, extras, remarks);
  }

  public ColumnSpec withReference(TableReference other) {
    return new ColumnSpec(name, source, declared, other, extras, remarks);
  }

  public ColumnSpec withExtras(RequestExtras other) {
    return new ColumnSpec(name, source, declared, reference, other, remarks);
  }

  public ColumnSpec withRemarks(String other) {
    return new ColumnSpec(name, source, declared, reference, extras, other);
  }

  /**
   * Where a column's value comes from.
   *
   * @param role what it is of the row, its parent or its account
   * @param jsonPath dotted path in the row's object, null where the value is not in it. A step is
   *     an object key. An expandable reference is read in both its forms: where {@code customer.id}
   *     meets a string at {@code customer}, the string is the value; where {@code customer}, a
   *     VARCHAR, meets an object, its {@code id} is the value
   * @param is of the role {@link Role#CONDITION} the value, written as in JSON, with which the
   *     column is true; null for the other roles
   */
  public record ValueSource(Role role, @Nullable String jsonPath, @Nullable String is) {
    /** What is not in the row's object. */
    public static ValueSource of(Role role) {
      return new ValueSource(role, null, null);
    }

    public static ValueSource of(Role role, @Nullable String jsonPath) {
      return new ValueSource(role, jsonPath, null);
    }
  }

  /**
   * The type of a column in SQL.
   *
   * @param type SQL type and JSON form
   * @param precision declared precision of a DECIMAL or length of a VARCHAR, 0 for the other types.
   *     Lengths are what a client may reckon with, not enforced: 255 for ids and enumerations, 5000
   *     for text, 1048576 for JSON
   * @param scale declared scale of a DECIMAL, 0 otherwise
   * @param nullable whether a row may lack the value
   */
  public record DeclaredType(ColumnType type, int precision, int scale, boolean nullable) {
    /** Without sizes; a row may lack it. */
    public static DeclaredType of(ColumnType type) {
      return new DeclaredType(type, 0, 0, true);
    }

    public DeclaredType withNullable(boolean other) {
      return new DeclaredType(type, precision, scale, other);
    }
  }

  /**
   * The table whose id a column holds.
   *
   * @param table its name, in the same connected account; null for none, for several possible
   *     tables and for an object of another account
   * @param expandable whether {@code expand[]} puts the referenced object in the id's place, so
   *     that a page brings the rows of a join along
   */
  public record TableReference(@Nullable String table, boolean expandable) {
    public static final TableReference NONE = new TableReference(null, false);
  }

  /**
   * What a request has to ask for besides, so that a column has its value.
   *
   * @param expand path for {@code expand[]} (without {@code data.}), null when it is always there
   * @param include v2 {@code include} value, null when it is always there
   */
  public record RequestExtras(@Nullable String expand, @Nullable String include) {
    public static final RequestExtras NONE = new RequestExtras(null, null);

    public static RequestExtras expand(@Nullable String path) {
      return new RequestExtras(path, null);
    }
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
    EXPANDED,
    /** The row's whole JSON object, fields included that the catalogue does not know. */
    OBJECT
  }

  public Role role() {
    return source.role();
  }

  public @Nullable String jsonPath() {
    return source.jsonPath();
  }

  public @Nullable String is() {
    return source.is();
  }

  public ColumnType type() {
    return declared.type();
  }

  public int precision() {
    return declared.precision();
  }

  public int scale() {
    return declared.scale();
  }

  public boolean nullable() {
    return declared.nullable();
  }

  public @Nullable String references() {
    return reference.table();
  }

  public boolean expandable() {
    return reference.expandable();
  }

  public @Nullable String expand() {
    return extras.expand();
  }

  public @Nullable String include() {
    return extras.include();
  }

  /** Whether only a condition that Stripe answers gives it a value. */
  public boolean isKnownByFilterOnly() {
    return role() == Role.PARAMETER && nullable();
  }
}
