package io.stripejdbc.plan;

import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/** Sizes and result types of the driver's SQL: 38 decimal digits, averages that keep a fraction. */
public final class StripeTypeSystem extends RelDataTypeSystemImpl {
  /** The one instance. */
  public static final StripeTypeSystem INSTANCE = new StripeTypeSystem();

  private static final int MOST_DIGITS = 38;
  private static final int AVERAGE_SCALE = 6;

  private StripeTypeSystem() {}

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? MOST_DIGITS : super.getMaxPrecision(typeName);
  }

  @Override
  public int getMaxScale(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? MOST_DIGITS : super.getMaxScale(typeName);
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
    RelDataType average =
        switch (argument.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER, BIGINT ->
              factory.createSqlType(SqlTypeName.DECIMAL, MOST_DIGITS, AVERAGE_SCALE);
          case DECIMAL ->
              factory.createSqlType(
                  SqlTypeName.DECIMAL, MOST_DIGITS, Math.max(AVERAGE_SCALE, argument.getScale()));
          default -> argument;
        };
    return factory.createTypeWithNullability(average, argument.isNullable());
  }

  /** Sums have room for all they add up: BIGINT for whole numbers, 38 digits for decimals. */
  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    RelDataType sum =
        switch (argument.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
          case DECIMAL ->
              factory.createSqlType(SqlTypeName.DECIMAL, MOST_DIGITS, argument.getScale());
          default -> argument;
        };
    return factory.createTypeWithNullability(sum, argument.isNullable());
  }

  /** Casts round half away from zero, as in Trino. */
  @Override
  public RoundingMode roundingMode() {
    return RoundingMode.HALF_UP;
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }
}
