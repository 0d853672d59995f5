package io.stripejdbc.jdbc.result;

import io.stripejdbc.jdbc.value.JdbcType;
import io.stripejdbc.query.ResultColumn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * One column of a result set as JDBC clients see it.
 *
 * @param label alias or name
 * @param name base column, or the label for an expression
 * @param schema base table's schema, "" for an expression
 * @param table base table, "" for an expression
 * @param type JDBC type
 * @param precision digits, characters, or fraction digits for times; 0 when unknown
 * @param scale digits after the point for DECIMAL, at most
 * @param nullable whether NULL may occur
 */
public record ResultSetColumn(
    String label,
    String name,
    String schema,
    String table,
    JdbcType type,
    int precision,
    int scale,
    boolean nullable) {

  public static ResultSetColumn of(ResultColumn column) {
    return new ResultSetColumn(
        column.label(),
        column.base().name(),
        column.base().schema(),
        column.base().table(),
        JdbcType.of(column.type()),
        column.precision(),
        column.scale(),
        column.nullable());
  }

  /** A column of a result that no table stands behind. */
  public static ResultSetColumn plain(String name, JdbcType type) {
    return new ResultSetColumn(name, name, "", "", type, 0, 0, true);
  }

  /** The engine's value of this column as the plain Java value that conversions start from. */
  Object logical(Object raw) {
    return switch (type) {
      case DATE -> LocalDate.ofEpochDay(((Number) raw).longValue());
      case TIME -> LocalTime.ofNanoOfDay(((Number) raw).longValue() * 1_000_000);
      case TIMESTAMP -> wallClock(((Number) raw).longValue());
      case DECIMAL -> raw instanceof BigDecimal n && n.scale() < 0 ? n.setScale(0) : raw;
      case VARCHAR, BOOLEAN, SMALLINT, INTEGER, BIGINT, DOUBLE, VARBINARY -> raw;
    };
  }

  private static LocalDateTime wallClock(long millis) {
    int nanos = (int) Math.floorMod(millis, 1000L) * 1_000_000;
    return LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), nanos, ZoneOffset.UTC);
  }
}
