package io.stripejdbc.query.compile;

import io.stripejdbc.plan.function.scalar.DisplayScale;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultColumn.BaseColumn;
import io.stripejdbc.query.ResultType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlUtil;
import org.jspecify.annotations.Nullable;

/** From Calcite's types to the driver's one type model. */
final class ResultTypeConverter {
  private static final int LONGEST_TEXT = 65_536;
  private static final int DIGITS_OF_BIGINT = 19;
  private static final int DIGITS_OF_INTEGER = 10;
  private static final int DIGITS_OF_DOUBLE = 15;
  private static final int CHARACTERS_OF_DATE = 10;

  private ResultTypeConverter() {}

  /**
   * Columns of a result.
   *
   * @param origins per column catalog, schema, table and column it comes from, null for an
   *     expression
   * @param displayScale per column the digits it shows
   * @param scales per column how many digits behind the point it shows at most
   */
  static List<ResultColumn> columns(
      RelDataType row,
      List<? extends @Nullable List<String>> origins,
      List<DisplayScale> displayScale,
      List<Integer> scales) {
    List<ResultColumn> columns = new ArrayList<>();
    for (RelDataTypeField field : row.getFieldList()) {
      List<String> origin = origins.get(field.getIndex());
      int index = field.getIndex();
      columns.add(
          column(
              field,
              origin == null ? List.of() : origin,
              displayScale.get(index),
              scales.get(index)));
    }
    return columns;
  }

  /** The columns of VALUES have no text of their own; they are counted, as in PostgreSQL. */
  private static String label(RelDataTypeField field) {
    return SqlUtil.isGeneratedAlias(field.getName())
        ? "column" + (field.getIndex() + 1)
        : field.getName();
  }

  private static ResultColumn column(
      RelDataTypeField field, List<String> origin, DisplayScale displayScale, int scale) {
    int parts = origin.size();
    boolean base = parts >= 2;
    RelDataType type = field.getType();
    return new ResultColumn(
        label(field),
        new BaseColumn(
            base ? origin.get(parts - 1) : label(field),
            parts >= 3 ? origin.get(parts - 3) : "",
            base ? origin.get(parts - 2) : ""),
        of(type),
        precision(type),
        of(type) == ResultType.DECIMAL ? scale(type, displayScale, scale) : 0,
        displayScale,
        type.isNullable());
  }

  private static int scale(RelDataType type, DisplayScale displayScale, int shown) {
    int scale = Math.max(0, type.getScale());
    return displayScale.kind() == DisplayScale.Kind.FIXED ? scale : Math.min(shown, scale);
  }

  static ResultType of(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case CHAR, VARCHAR, NULL -> ResultType.VARCHAR;
      case BOOLEAN -> ResultType.BOOLEAN;
      case TINYINT, SMALLINT, INTEGER -> ResultType.INTEGER;
      case BIGINT -> ResultType.BIGINT;
      case DECIMAL -> ResultType.DECIMAL;
      case REAL, FLOAT, DOUBLE -> ResultType.DOUBLE;
      case DATE -> ResultType.DATE;
      case TIME -> ResultType.TIME;
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> ResultType.TIMESTAMP;
      case BINARY, VARBINARY -> ResultType.VARBINARY;
      default -> ResultType.OTHER;
    };
  }

  private static int precision(RelDataType type) {
    return switch (of(type)) {
      case VARCHAR, OTHER, VARBINARY ->
          type.getPrecision() > 0 ? type.getPrecision() : LONGEST_TEXT;
      case BOOLEAN -> 1;
      case INTEGER -> DIGITS_OF_INTEGER;
      case BIGINT -> DIGITS_OF_BIGINT;
      case DECIMAL -> type.getPrecision();
      case DOUBLE -> DIGITS_OF_DOUBLE;
      case DATE -> CHARACTERS_OF_DATE;
      case TIME, TIMESTAMP -> Math.max(0, type.getPrecision());
    };
  }
}
