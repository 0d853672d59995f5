package io.stripejdbc.catalog;

/** The SQL type of a column, together with how its value stands in the JSON. */
public enum ColumnType {
  /** Text, enumerations, ids: VARCHAR from a JSON string. */
  VARCHAR,
  /** A whole number: BIGINT. Amounts are in minor units of their currency. */
  BIGINT,
  /** BOOLEAN from true or false. */
  BOOLEAN,
  /** Exact decimal: DECIMAL(precision, scale) from a JSON number or a decimal string. */
  DECIMAL,
  /** TIMESTAMP(0), the UTC wall clock, from whole seconds since the Unix epoch (v1). */
  TIMESTAMP,
  /** TIMESTAMP(3), the UTC wall clock, from an RFC 3339 text (v2). */
  INSTANT,
  /** A list, map or object kept as compact JSON text: VARCHAR. */
  JSON
}
