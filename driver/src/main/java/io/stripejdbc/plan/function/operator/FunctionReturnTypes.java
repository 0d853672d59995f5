package io.stripejdbc.plan.function.operator;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.scalar.MoneyFunctions;
import io.stripejdbc.plan.function.scalar.TieredPriceFunctions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** Result types of our functions; a result is nullable when an argument is. */
public final class FunctionReturnTypes {
  private static final int MOST_DIGITS = 38;
  private static final int BIGINT_DIGITS = 19;
  private static final int MILLIS = 3;

  public static final SqlReturnTypeInference TEXT = nullable(ReturnTypes.VARCHAR);
  public static final SqlReturnTypeInference MAYBE_TEXT =
      ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  public static final SqlReturnTypeInference TEXTS =
      ReturnTypes.VARCHAR
          .andThen(SqlTypeTransforms.FORCE_NULLABLE)
          .andThen(SqlTypeTransforms.TO_ARRAY)
          .andThen(SqlTypeTransforms.FORCE_NULLABLE);
  public static final SqlReturnTypeInference TRUTH = nullable(ReturnTypes.BOOLEAN);
  public static final SqlReturnTypeInference MAYBE_TRUTH = ReturnTypes.BOOLEAN_FORCE_NULLABLE;
  public static final SqlReturnTypeInference WHOLE = nullable(ReturnTypes.BIGINT);
  public static final SqlReturnTypeInference MAYBE_WHOLE =
      ReturnTypes.BIGINT.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  public static final SqlReturnTypeInference COUNT = ReturnTypes.INTEGER_NULLABLE;
  public static final SqlReturnTypeInference PART = ReturnTypes.ARG0_NULLABLE_VARYING;
  public static final SqlReturnTypeInference BINARY = nullable(ReturnTypes.DOUBLE);
  public static final SqlReturnTypeInference DAY = nullable(ReturnTypes.DATE);
  public static final SqlReturnTypeInference TIME =
      nullable(b -> timestamp(b.getTypeFactory(), MILLIS));
  public static final SqlReturnTypeInference MAYBE_TIME =
      TIME.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  public static final SqlReturnTypeInference MAYBE_DAY =
      DAY.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  public static final SqlReturnTypeInference SECONDS =
      nullable(b -> decimal(b.getTypeFactory(), BIGINT_DIGITS, MILLIS));

  /** The precision of the first argument, whole seconds for a DATE. */
  public static final SqlReturnTypeInference SAME_TIME =
      nullable(
          b -> {
            RelDataType first = b.getOperandType(0);
            boolean time = first.getSqlTypeName() == SqlTypeName.TIMESTAMP;
            return timestamp(b.getTypeFactory(), time ? Math.max(0, first.getPrecision()) : 0);
          });

  /** The same of the second argument. */
  public static final SqlReturnTypeInference SECOND_TIME =
      nullable(
          b -> {
            RelDataType second = b.getOperandType(1);
            boolean time = second.getSqlTypeName() == SqlTypeName.TIMESTAMP;
            return timestamp(b.getTypeFactory(), time ? Math.max(0, second.getPrecision()) : 0);
          });

  public static final SqlReturnTypeInference ROUNDED =
      nullable(b -> rounded(b, b.getOperandType(0), 1));
  public static final SqlReturnTypeInference MONEY = nullable(b -> money(b, 0));

  /** Of {@code f(currency, amount [, digits])}. */
  public static final SqlReturnTypeInference MONEY_OF_CURRENCY =
      nullable(b -> b.getOperandCount() == 2 ? money(b, 1) : rounded(b, money(b, 1), 2));

  public static final SqlReturnTypeInference TIERED =
      nullable(b -> decimal(b.getTypeFactory(), MOST_DIGITS, TieredPriceFunctions.SCALE))
          .andThen(SqlTypeTransforms.FORCE_NULLABLE);
  public static final SqlReturnTypeInference ELEMENT =
      b -> {
        RelDataType collection = b.getOperandType(0);
        RelDataType element =
            collection.getSqlTypeName() == SqlTypeName.MAP
                ? collection.getValueType()
                : collection.getComponentType();
        return element == null
            ? b.getTypeFactory().createSqlType(SqlTypeName.ANY)
            : b.getTypeFactory().createTypeWithNullability(element, true);
      };
  public static final SqlReturnTypeInference SEQUENCE = nullable(FunctionReturnTypes::sequence);

  public static final SqlReturnTypeInference ZIPPED = FunctionReturnTypes::zipped;

  private FunctionReturnTypes() {}

  private static SqlReturnTypeInference nullable(SqlReturnTypeInference type) {
    return type.andThen(SqlTypeTransforms.TO_NULLABLE);
  }

  public static RelDataType decimal(RelDataTypeFactory factory, int precision, int scale) {
    return factory.createSqlType(SqlTypeName.DECIMAL, Math.min(precision, MOST_DIGITS), scale);
  }

  private static RelDataType timestamp(RelDataTypeFactory factory, int precision) {
    return factory.createSqlType(SqlTypeName.TIMESTAMP, precision);
  }

  /** Whole numbers stay; decimals keep as many digits as are asked for. */
  /** Of a number of some type that is rounded to the digits that an argument tells. */
  private static RelDataType rounded(SqlOperatorBinding binding, RelDataType type, int position) {
    if (type.getSqlTypeName() != SqlTypeName.DECIMAL) {
      return type;
    }
    int digits = 0;
    if (binding.getOperandCount() > position) {
      boolean literal =
          binding instanceof SqlCallBinding call
              ? call.isOperandLiteral(position, false)
              : binding.isOperandLiteral(position, false);
      Integer asked = literal ? binding.getOperandLiteralValue(position, Integer.class) : null;
      digits = asked == null ? type.getScale() : Math.max(0, asked);
    }
    return decimal(
        binding.getTypeFactory(), type.getPrecision() + 1, Math.min(digits, type.getScale()));
  }

  private static RelDataType money(SqlOperatorBinding binding, int position) {
    RelDataType amount = binding.getOperandType(position);
    int scale = amount.getSqlTypeName() == SqlTypeName.DECIMAL ? amount.getScale() : 0;
    int digits =
        amount.getSqlTypeName() == SqlTypeName.DECIMAL ? amount.getPrecision() : BIGINT_DIGITS;
    return decimal(
        binding.getTypeFactory(), digits + MoneyFunctions.SCALE, scale + MoneyFunctions.SCALE);
  }

  private static RelDataType sequence(SqlOperatorBinding binding) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    RelDataType element =
        switch (binding.getOperandType(0).getSqlTypeName()) {
          case DATE -> factory.createSqlType(SqlTypeName.DATE);
          case TIMESTAMP -> timestamp(factory, 0);
          default -> factory.createSqlType(SqlTypeName.BIGINT);
        };
    return factory.createArrayType(element, -1);
  }

  /** An array of rows, of the elements of each of the arrays. */
  private static RelDataType zipped(SqlOperatorBinding binding) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    RelDataTypeFactory.Builder row = factory.builder();
    for (int i = 0; i < binding.getOperandCount(); i++) {
      RelDataType element = binding.getOperandType(i).getComponentType();
      if (element == null) {
        throw new DriverFailure(
            DriverError.TYPE_MISMATCH,
            "UNNEST takes arrays; number %d is %s".formatted(i + 1, binding.getOperandType(i)));
      }
      row.add("EXPR$" + i, factory.createTypeWithNullability(element, true));
    }
    return factory.createArrayType(row.build(), -1);
  }
}
