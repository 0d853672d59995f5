package io.stripejdbc.query.direct;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.function.scalar.DisplayScale;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultColumn.BaseColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.direct.SimpleSelect.Function;
import org.jspecify.annotations.Nullable;

/** Columns of the catalogue as columns of a result. */
final class DirectColumns {
  private static final int LONGEST_TEXT = 65_536;
  private static final int DIGITS_OF_BIGINT = 19;
  private static final int DIGITS_OF_MILLIS = 3;

  private DirectColumns() {}

  static ResultColumn column(String label, String schema, TableSpec table, ColumnSpec column) {
    boolean decimal = column.type() == ColumnType.DECIMAL;
    return new ResultColumn(
        label,
        new BaseColumn(column.name(), schema, table.name()),
        type(column.type()),
        precision(column),
        decimal ? column.scale() : 0,
        decimal ? DisplayScale.PLAIN : DisplayScale.FIXED,
        column.nullable());
  }

  /**
   * An aggregate function of a column.
   *
   * @param column null for rows
   * @param grouped whether there is a row for each group alone, and so none of nothing
   */
  static ResultColumn aggregate(
      String label, Function function, @Nullable ColumnSpec column, boolean grouped) {
    BaseColumn none = BaseColumn.none(label);
    if (function == Function.COUNT || column == null) {
      return new ResultColumn(label, none, ResultType.BIGINT, DIGITS_OF_BIGINT, 0, false);
    }
    boolean nullable = !grouped || column.nullable();
    return new ResultColumn(label, none, type(column.type()), precision(column), 0, nullable);
  }

  static boolean isWholeSeconds(ColumnSpec column) {
    return column.type() == ColumnType.TIMESTAMP;
  }

  /** What a program sees of a type of the catalogue. */
  static ResultType type(ColumnType type) {
    return switch (type) {
      case BIGINT -> ResultType.BIGINT;
      case BOOLEAN -> ResultType.BOOLEAN;
      case DECIMAL -> ResultType.DECIMAL;
      case TIMESTAMP, INSTANT -> ResultType.TIMESTAMP;
      case VARCHAR, JSON -> ResultType.VARCHAR;
    };
  }

  private static int precision(ColumnSpec column) {
    return switch (column.type()) {
      case BIGINT -> DIGITS_OF_BIGINT;
      case BOOLEAN -> 1;
      case DECIMAL -> column.precision();
      case TIMESTAMP -> 0;
      case INSTANT -> DIGITS_OF_MILLIS;
      case VARCHAR, JSON ->
          column.precision() > 0 ? Math.min(column.precision(), LONGEST_TEXT) : LONGEST_TEXT;
    };
  }
}
