package io.stripejdbc.attach;

/** How the values of a column are read, and what they are in this driver's SQL. */
public enum AttachedType {
  /** BOOLEAN. */
  BOOLEAN,
  /** INTEGER; shorter ones are widened to it. */
  INTEGER,
  /** BIGINT. */
  BIGINT,
  /** DECIMAL of the column's digits. */
  DECIMAL,
  /** DOUBLE. */
  DOUBLE,
  /** DATE. */
  DATE,
  /** TIME(3). */
  TIME,
  /** TIMESTAMP(3), a wall clock as it stands there. */
  TIMESTAMP,
  /** TIMESTAMP(3), an instant as its UTC wall clock. */
  INSTANT,
  /** VARCHAR. */
  TEXT,
  /** VARCHAR without the blanks that a CHAR is filled up with. */
  FILLED_TEXT,
  /** VARCHAR: the text that the other database shows for a uuid, json, array, enum. */
  TEXT_FORM;

  /** Whether values are whole numbers or decimals, which compare the same everywhere. */
  public boolean isExactNumber() {
    return this == INTEGER || this == BIGINT || this == DECIMAL;
  }

  /** Whether a value here may be less exact than the value there. */
  public boolean isTimestamp() {
    return this == TIMESTAMP || this == INSTANT;
  }
}
