package io.stripejdbc.plan.function;

import io.stripejdbc.plan.function.operator.FunctionReturnTypes;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.scalar.NumericFunctions;
import java.util.List;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/**
 * A value of a member of WITH RECURSIVE with a type in which it can grow: text of any length, and
 * decimals of as many digits as there are. Calcite gives all rows the type of the first ones.
 *
 * <p>Rewrites put it in; nobody writes it.
 */
public final class RecursiveValueFunction {
  /** Name of the function. */
  public static final String NAME = "recursive_value";

  private RecursiveValueFunction() {}

  static SqlUserDefinedFunction function() {
    Signature any = Signature.of(Signature.Kind.ANY);
    return new SqlUserDefinedFunction(
        new SqlIdentifier(NAME, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        RecursiveValueFunction::type,
        any,
        any,
        new Value());
  }

  private static RelDataType type(SqlOperatorBinding binding) {
    RelDataType type = binding.getOperandType(0);
    RelDataTypeFactory factory = binding.getTypeFactory();
    SqlTypeName name = type.getSqlTypeName();
    RelDataType grown =
        SqlTypeName.CHAR_TYPES.contains(name)
            ? factory.createSqlType(SqlTypeName.VARCHAR)
            : name == SqlTypeName.DECIMAL
                ? FunctionReturnTypes.decimal(factory, 38, NumericFunctions.RECURSIVE_SCALE)
                : type;
    return factory.createTypeWithNullability(grown, type.isNullable());
  }

  private static final class Value implements ScalarFunction, ImplementableFunction {
    @Override
    public CallImplementor getImplementor() {
      return RexImpTable.createImplementor(
          (translator, call, operands) -> value(call.getType(), operands),
          NullPolicy.STRICT,
          false);
    }

    private static Expression value(RelDataType type, List<Expression> operands) {
      return type.getSqlTypeName() == SqlTypeName.DECIMAL
          ? Expressions.call(NumericFunctions.class, "recursiveDecimal", operands.get(0))
          : operands.get(0);
    }

    @Override
    public RelDataType getReturnType(RelDataTypeFactory factory) {
      return factory.createSqlType(SqlTypeName.ANY);
    }

    @Override
    public List<FunctionParameter> getParameters() {
      return List.of();
    }
  }
}
