package io.stripejdbc.query.compile;

import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/**
 * From what generated code computes to the values that {@link ResultType} promises, column by
 * column: decimals show their column's digits, numbers their promised class, bytes leave Calcite's
 * wrapper, and what has no plain class becomes text ({@link NestedValueFormatter}).
 */
public final class ResultValueConverter {
  /** Makes the value of one column from what was computed, with the whole row at hand. */
  private interface Form {
    Object of(Object value, Object[] row);
  }

  private final List<Form> forms;

  /** Whether the row itself is the value of its one column, though it is an array. */
  private final boolean rowIsValue;

  private ResultValueConverter(List<Form> forms, boolean rowIsValue) {
    this.forms = forms;
    this.rowIsValue = rowIsValue;
  }

  /** The values of rows of this type, for these columns. */
  static ResultValueConverter of(RelDataType row, List<ResultColumn> columns) {
    List<Form> forms = new ArrayList<>();
    for (RelDataTypeField field : row.getFieldList()) {
      forms.add(form(field.getType(), columns.get(field.getIndex())));
    }
    boolean one = row.getFieldCount() == 1;
    return new ResultValueConverter(forms, one && row.getFieldList().get(0).getType().isStruct());
  }

  /** The values of rows that are read as they are: their types are those of Stripe's tables. */
  public static ResultValueConverter ofColumns(List<ResultColumn> columns) {
    return new ResultValueConverter(columns.stream().map(c -> form(null, c)).toList(), false);
  }

  /** Rows of one column of text. */
  static ResultValueConverter text() {
    return new ResultValueConverter(List.of((value, row) -> value), false);
  }

  /** A column, from 0, of what the engine calls a row. */
  public @Nullable Object value(@Nullable Object row, int column) {
    if (row == null) {
      return null;
    }
    Object[] values = values(row);
    Object value = values[column];
    return value == null ? null : forms.get(column).of(value, values);
  }

  /** UNNEST gives its rows as lists. */
  private Object[] values(Object row) {
    if (!rowIsValue && row instanceof Object[] array) {
      return array;
    }
    return forms.size() > 1 && row instanceof List<?> list ? list.toArray() : new Object[] {row};
  }

  private static Form form(@Nullable RelDataType type, ResultColumn column) {
    return switch (column.type()) {
      case DECIMAL -> (value, row) -> shown(value, column, row);
      case INTEGER -> (value, row) -> value instanceof Number n ? n.intValue() : value;
      case DOUBLE -> (value, row) -> floating(value);
      case VARBINARY -> (value, row) -> value instanceof ByteString b ? b.getBytes() : value;
      case OTHER -> {
        RelDataType nested = Objects.requireNonNull(type);
        yield (value, row) -> NestedValueFormatter.of(nested, value);
      }
      case VARCHAR, BOOLEAN, BIGINT, DATE, TIME, TIMESTAMP -> (value, row) -> value;
    };
  }

  /** Generated arithmetic leaves any scale; the column says how many digits are shown. */
  private static Object shown(Object value, ResultColumn column, Object[] row) {
    return value instanceof BigDecimal number
        ? column.displayScale().show(number, column.scale(), row)
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
