package io.stripejdbc.query;

import io.stripejdbc.plan.function.scalar.DisplayScale;

/**
 * One column of a result, in the driver's one type model.
 *
 * @param label alias or name, never null
 * @param name base column's name, or the label for an expression
 * @param schema base table's schema, "" for an expression
 * @param table base table, "" for an expression
 * @param type what the values are
 * @param precision digits, characters, or fraction digits for times
 * @param scale digits after the point for DECIMAL, at most
 * @param displayScale how many of them are shown
 * @param nullable whether NULL may occur
 */
public record ResultColumn(
    String label,
    String name,
    String schema,
    String table,
    ResultType type,
    int precision,
    int scale,
    DisplayScale displayScale,
    boolean nullable) {

  /** A column that shows all digits of its type. */
  public ResultColumn(
      String label,
      String name,
      String schema,
      String table,
      ResultType type,
      int precision,
      int scale,
      boolean nullable) {
    this(label, name, schema, table, type, precision, scale, DisplayScale.FIXED, nullable);
  }
}
