package io.stripejdbc.jdbc.value;

import io.stripejdbc.query.ResultType;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;

/** The types as JDBC names them, with what {@code getTypeInfo} and result metadata say of each. */
public enum JdbcType {
  /** Text; also what structured values are shown as. */
  VARCHAR(Types.VARCHAR, String.class, 65_536),
  /** True or false. */
  BOOLEAN(Types.BOOLEAN, Boolean.class, 1),
  /** Only in the metadata's own result sets, where JDBC asks for it. */
  SMALLINT(Types.SMALLINT, Integer.class, 5),
  /** 32 bits. */
  INTEGER(Types.INTEGER, Integer.class, 10),
  /** 64 bits. */
  BIGINT(Types.BIGINT, Long.class, 19),
  /** Exact decimal. */
  DECIMAL(Types.DECIMAL, BigDecimal.class, 38),
  /** 64 bits, binary floating point; only expressions have it. */
  DOUBLE(Types.DOUBLE, Double.class, 15),
  /** Day. */
  DATE(Types.DATE, Date.class, 10),
  /** Time of day. */
  TIME(Types.TIME, Time.class, 8),
  /** UTC wall clock. */
  TIMESTAMP(Types.TIMESTAMP, Timestamp.class, 19),
  /** Bytes; only expressions have it. */
  VARBINARY(Types.VARBINARY, byte[].class, 65_536);

  private final int code;
  private final Class<?> javaClass;
  private final int size;

  JdbcType(int code, Class<?> javaClass, int size) {
    this.code = code;
    this.javaClass = javaClass;
    this.size = size;
  }

  /** The type that shows values of the engine's type. */
  public static JdbcType of(ResultType type) {
    return switch (type) {
      case VARCHAR, OTHER -> VARCHAR;
      case BOOLEAN -> BOOLEAN;
      case INTEGER -> INTEGER;
      case BIGINT -> BIGINT;
      case DECIMAL -> DECIMAL;
      case DOUBLE -> DOUBLE;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP -> TIMESTAMP;
      case VARBINARY -> VARBINARY;
    };
  }

  /** Constant of {@link Types}. */
  public int code() {
    return code;
  }

  /** Class of {@code getObject}. */
  public Class<?> javaClass() {
    return javaClass;
  }

  /** COLUMN_SIZE of a column: never negative. */
  public int size(int precision) {
    return switch (this) {
      case VARCHAR, VARBINARY, DECIMAL -> precision > 0 ? precision : size;
      case TIME, TIMESTAMP -> precision > 0 ? size + 1 + precision : size;
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, DOUBLE, DATE -> size;
    };
  }

  /** Most characters of a value's text: above 0. */
  public int displaySize(int precision) {
    return switch (this) {
      case BOOLEAN -> 5;
      case SMALLINT, INTEGER, BIGINT -> size + 1;
      case DECIMAL -> size(precision) + 2;
      case DOUBLE -> 24;
      case VARCHAR, VARBINARY, DATE, TIME, TIMESTAMP -> size(precision);
    };
  }

  /** Digits after the point, of the seconds for times; 0 for others. */
  public int scale(int precision, int scale) {
    return switch (this) {
      case DECIMAL -> scale;
      case TIME, TIMESTAMP -> Math.max(precision, 0);
      case VARCHAR, BOOLEAN, SMALLINT, INTEGER, BIGINT, DOUBLE, DATE, VARBINARY -> 0;
    };
  }

  /** Whether values are numbers, which have a sign and a radix. */
  public boolean isNumber() {
    return switch (this) {
      case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> true;
      case VARCHAR, BOOLEAN, DATE, TIME, TIMESTAMP, VARBINARY -> false;
    };
  }

  /** Whether values are text. */
  public boolean isText() {
    return this == VARCHAR;
  }
}
