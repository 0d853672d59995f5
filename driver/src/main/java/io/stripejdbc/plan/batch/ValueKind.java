package io.stripejdbc.plan.batch;

import org.apache.calcite.rel.type.RelDataType;

/** How values of a SQL type are computed with, and what they are as objects in a row. */
enum ValueKind {
  /** BIGINT, and TIMESTAMP in milliseconds. */
  LONG,
  /** INTEGER, and DATE in days. */
  INTEGER,
  /** BOOLEAN, as 0 and 1. */
  TRUTH,
  /** VARCHAR. */
  TEXT,
  /** Anything else, of which is known only whether it is NULL. */
  OTHER;

  static ValueKind of(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BIGINT, TIMESTAMP -> LONG;
      case INTEGER, DATE -> INTEGER;
      case BOOLEAN -> TRUTH;
      case VARCHAR -> TEXT;
      default -> OTHER;
    };
  }

  /** Whether values are computed with as numbers. */
  boolean isNumber() {
    return this == LONG || this == INTEGER || this == TRUTH;
  }

  /** A number as an object in a row. */
  Object boxed(long number) {
    return switch (this) {
      case INTEGER -> (Object) Math.toIntExact(number);
      case TRUTH -> number != 0;
      case LONG, TEXT, OTHER -> number;
    };
  }
}
