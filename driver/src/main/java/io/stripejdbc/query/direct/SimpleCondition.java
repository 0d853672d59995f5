package io.stripejdbc.query.direct;

import java.util.List;

/**
 * A condition of one column as it is written, its name not looked up yet.
 *
 * @param column the column's name
 * @param comparison how it is compared
 * @param values with what; none where the comparison names none
 */
record SimpleCondition(String column, Comparison comparison, List<Value> values) {
  /** How a column is compared. */
  enum Comparison {
    EQUAL,
    NOT_EQUAL,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST,
    BETWEEN,
    IN,
    NOT_IN,
    IS_NULL,
    IS_NOT_NULL,
    /** A column of truth alone, or {@code IS TRUE}. */
    TRUE,
    /** {@code NOT} before a column of truth, or {@code IS FALSE}. */
    FALSE
  }

  /** What a value is written as. */
  enum Kind {
    TEXT,
    /** Digits, with a sign or without. */
    WHOLE,
    TRUTH,
    DATE,
    TIMESTAMP,
    /** A {@code ?}, whose text is its position from 0. */
    PARAMETER
  }

  /**
   * A value as it is written.
   *
   * @param text without quotes
   */
  record Value(Kind kind, String text) {}
}
