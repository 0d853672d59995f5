package io.stripejdbc.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/**
 * From what generated code computes to the values that {@link ResultType} promises, column by
 * column: decimals get their column's scale, numbers their promised class, bytes leave Calcite's
 * wrapper, and what has no plain class becomes text ({@link StructuredText}).
 */
final class ResultValues {
  private final List<UnaryOperator<Object>> forms;

  /** Whether the row itself is the value of its one column, though it is an array. */
  private final boolean rowIsValue;

  private ResultValues(List<UnaryOperator<Object>> forms, boolean rowIsValue) {
    this.forms = forms;
    this.rowIsValue = rowIsValue;
  }

  /** The values of rows of this type. */
  static ResultValues of(RelDataType row) {
    List<UnaryOperator<Object>> forms = new ArrayList<>();
    for (RelDataTypeField field : row.getFieldList()) {
      forms.add(form(field.getType()));
    }
    boolean one = row.getFieldCount() == 1;
    return new ResultValues(forms, one && row.getFieldList().get(0).getType().isStruct());
  }

  /** Rows of one column of text. */
  static ResultValues text() {
    return new ResultValues(List.of(UnaryOperator.identity()), false);
  }

  /** A column, from 0, of what the engine calls a row. */
  @Nullable Object value(@Nullable Object row, int column) {
    Object value = !rowIsValue && row instanceof Object[] array ? array[column] : row;
    return value == null ? null : forms.get(column).apply(value);
  }

  private static UnaryOperator<Object> form(RelDataType type) {
    return switch (ResultTypes.of(type)) {
      case DECIMAL -> value -> scaled(value, Math.max(0, type.getScale()));
      case INTEGER -> value -> value instanceof Number number ? number.intValue() : value;
      case DOUBLE -> ResultValues::floating;
      case VARBINARY -> value -> value instanceof ByteString bytes ? bytes.getBytes() : value;
      case OTHER -> value -> StructuredText.of(type, value);
      case VARCHAR, BOOLEAN, BIGINT, DATE, TIME, TIMESTAMP -> UnaryOperator.identity();
    };
  }

  /** Generated arithmetic leaves any scale; the column's own is what a client was promised. */
  private static Object scaled(Object value, int scale) {
    return value instanceof BigDecimal number
        ? number.setScale(scale, RoundingMode.HALF_UP)
        : value;
  }

  /** By way of text where it is a Float, so that 0.1 stays 0.1. */
  private static Object floating(Object value) {
    if (value instanceof Float single) {
      return Double.valueOf(single.toString());
    }
    return value instanceof Number number ? number.doubleValue() : value;
  }
}
