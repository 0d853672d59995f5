package io.stripejdbc.query;

/**
 * The types a result can have, with the Java class of their internal values.
 *
 * <p>{@code jdbc} converts from these to what a getter asks for.
 */
public enum ResultType {
  /** String. */
  VARCHAR,
  /** Boolean. */
  BOOLEAN,
  /** Integer; TINYINT and SMALLINT are widened to it. */
  INTEGER,
  /** Long. */
  BIGINT,
  /** BigDecimal with the column's scale. */
  DECIMAL,
  /** Double; REAL and FLOAT are widened to it. */
  DOUBLE,
  /** Integer, days since 1970-01-01. */
  DATE,
  /** Integer, milliseconds since midnight. */
  TIME,
  /** Long, milliseconds since the epoch: the UTC wall clock. */
  TIMESTAMP,
  /** byte[]. */
  VARBINARY,
  /** Text of a structured or other value (array, map, row, interval). */
  OTHER
}
