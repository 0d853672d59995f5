package io.stripejdbc.calcite;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.view.ViewColumn;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Row types in the types of another Calcite: its character set, and of decimals as many digits as
 * it has.
 */
final class HostRowTypes {
  private static final int MILLIS = 3;

  private HostRowTypes() {}

  static RelDataType of(TableSpec table, RelDataTypeFactory types) {
    RelDataTypeFactory.Builder row = types.builder();
    for (ColumnSpec column : table.columns()) {
      row.add(
          column.name(), types.createTypeWithNullability(type(column, types), column.nullable()));
    }
    return row.build();
  }

  private static RelDataType type(ColumnSpec column, RelDataTypeFactory types) {
    return switch (column.type()) {
      case BIGINT -> types.createSqlType(SqlTypeName.BIGINT);
      case BOOLEAN -> types.createSqlType(SqlTypeName.BOOLEAN);
      case DECIMAL -> decimal(column.precision(), column.scale(), types);
      case TIMESTAMP -> types.createSqlType(SqlTypeName.TIMESTAMP, 0);
      case INSTANT -> types.createSqlType(SqlTypeName.TIMESTAMP, MILLIS);
      case VARCHAR, JSON -> text(column.precision(), types);
    };
  }

  static RelDataType of(List<ViewColumn> columns, RelDataTypeFactory types) {
    RelDataTypeFactory.Builder row = types.builder();
    for (ViewColumn column : columns) {
      row.add(
          column.name(), types.createTypeWithNullability(type(column, types), column.nullable()));
    }
    return row.build();
  }

  private static RelDataType type(ViewColumn column, RelDataTypeFactory types) {
    return switch (column.type()) {
      case VARCHAR -> text(column.precision(), types);
      case DECIMAL -> decimal(column.precision(), column.scale(), types);
      case TIMESTAMP -> types.createSqlType(SqlTypeName.TIMESTAMP, column.precision());
      default -> types.createSqlType(column.type());
    };
  }

  /** Fails where values of one type would be taken for those of another. */
  static void requireAlike(RelDataType ours, RelDataType others) {
    for (int i = 0; i < others.getFieldCount(); i++) {
      SqlTypeName one = ours.getFieldList().get(i).getType().getSqlTypeName();
      SqlTypeName other = others.getFieldList().get(i).getType().getSqlTypeName();
      boolean texts =
          SqlTypeName.CHAR_TYPES.contains(one) && SqlTypeName.CHAR_TYPES.contains(other);
      if (one != other && !texts) {
        throw new IllegalStateException("column " + i + " is " + one + " in place of " + other);
      }
    }
  }

  /** The scale as it is: digits before the point are told of too few rather than any cut off. */
  private static RelDataType decimal(int precision, int scale, RelDataTypeFactory types) {
    int most = types.getTypeSystem().getMaxPrecision(SqlTypeName.DECIMAL);
    return types.createSqlType(SqlTypeName.DECIMAL, Math.min(precision, most), scale);
  }

  private static RelDataType text(int length, RelDataTypeFactory types) {
    return length > 0
        ? types.createSqlType(SqlTypeName.VARCHAR, length)
        : types.createSqlType(SqlTypeName.VARCHAR);
  }
}
