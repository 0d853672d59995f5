package io.stripejdbc.plan.schema;

import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Sizes and result types of the driver's SQL: 38 decimal digits, averages that keep a fraction. */
public final class StripeTypeSystem extends RelDataTypeSystemImpl {
  /** The one instance. */
  public static final StripeTypeSystem INSTANCE = new StripeTypeSystem();

  private static final int MOST_DIGITS = 38;

  /** Digits that quotients and averages keep; they show fewer, see {@code ShownScale}. */
  private static final int QUOTIENT_SCALE = 18;

  /** Digits that a product keeps where all of them leave no room before the point. */
  private static final int PRODUCT_SCALE = 24;

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
              factory.createSqlType(SqlTypeName.DECIMAL, MOST_DIGITS, QUOTIENT_SCALE);
          case DECIMAL ->
              factory.createSqlType(
                  SqlTypeName.DECIMAL, MOST_DIGITS, Math.max(QUOTIENT_SCALE, argument.getScale()));
          default -> argument;
        };
    return factory.createTypeWithNullability(average, argument.isNullable());
  }

  /** Quotients keep many digits, so that sums of them do not drift. */
  @Override
  public @Nullable RelDataType deriveDecimalDivideType(
      RelDataTypeFactory factory, RelDataType dividend, RelDataType divisor) {
    RelDataType quotient = super.deriveDecimalDivideType(factory, dividend, divisor);
    if (quotient == null) {
      return null;
    }
    int scale = Math.max(quotient.getScale(), QUOTIENT_SCALE);
    int whole = dividend.getPrecision() - dividend.getScale() + Math.max(0, divisor.getScale());
    return factory.createTypeWithNullability(
        factory.createSqlType(SqlTypeName.DECIMAL, Math.min(MOST_DIGITS, whole + scale), scale),
        quotient.isNullable());
  }

  /** A product of two quotients leaves room before the point. */
  @Override
  public @Nullable RelDataType deriveDecimalMultiplyType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    RelDataType product = super.deriveDecimalMultiplyType(factory, left, right);
    int whole = left.getPrecision() - left.getScale() + right.getPrecision() - right.getScale();
    if (product == null
        || product.getScale() <= PRODUCT_SCALE
        || whole + product.getScale() <= MOST_DIGITS) {
      return product;
    }
    return factory.createTypeWithNullability(
        factory.createSqlType(
            SqlTypeName.DECIMAL, MOST_DIGITS, Math.max(PRODUCT_SCALE, MOST_DIGITS - whole)),
        product.isNullable());
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
