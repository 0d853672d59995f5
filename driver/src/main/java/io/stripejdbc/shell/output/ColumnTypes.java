package io.stripejdbc.shell.output;

import java.sql.Types;

/** What printers ask of a constant of {@link Types}. */
public final class ColumnTypes {
  private ColumnTypes() {}

  public static boolean isNumber(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          true;
      default -> false;
    };
  }

  static boolean isBoolean(int type) {
    return type == Types.BOOLEAN || type == Types.BIT;
  }
}
