package io.stripejdbc.query;

import io.stripejdbc.plan.function.scalar.DisplayScale;

/**
 * One column of a result, in the driver's one type model.
 *
 * @param label alias or name, never null
 * @param base the column of a table that it shows
 * @param type what the values are
 * @param precision digits, characters, or fraction digits for times
 * @param scale digits after the point for DECIMAL, at most
 * @param displayScale how many of them are shown
 * @param nullable whether NULL may occur
 */
public record ResultColumn(
    String label,
    BaseColumn base,
    ResultType type,
    int precision,
    int scale,
    DisplayScale displayScale,
    boolean nullable) {

  /**
   * The column of a table that a column of a result shows.
   *
   * @param name its name, or the label for an expression
   * @param schema the table's schema, "" for an expression
   * @param table the table, "" for an expression
   */
  public record BaseColumn(String name, String schema, String table) {
    /** None: the column is an expression. */
    public static BaseColumn none(String label) {
      return new BaseColumn(label, "", "");
    }
  }

  /** A column that shows all digits of its type. */
  public ResultColumn(
      String label, BaseColumn base, ResultType type, int precision, int scale, boolean nullable) {
    this(label, base, type, precision, scale, DisplayScale.FIXED, nullable);
  }
}
