package io.stripejdbc.plan.batch;

import io.stripejdbc.cache.segment.ColumnVector;

/**
 * An expression whose values are computed for many rows at a time. Keeps the vector it gives, so it
 * serves one execution; what is unknown (NULL) follows SQL's three-valued logic.
 */
interface BatchExpression {
  /** Its value for each of the rows, until it is computed again. */
  ColumnVector of(BatchRows rows);

  /** A column, as it is kept. */
  static BatchExpression column(int index) {
    return rows -> rows.column(index);
  }

  /** A column of whole numbers, times or truth, as numbers. */
  static BatchExpression numbers(int index) {
    return rows -> {
      ColumnVector column = rows.column(index);
      column.toNumbers();
      return column;
    };
  }
}
