package io.stripejdbc.plan.runtime;

import io.stripejdbc.plan.LongSearches;
import java.util.List;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/**
 * Whether a value is among {@link SearchValues}. Put in plans by {@link LongSearches}; no SQL can
 * name it.
 */
public final class SearchCheck extends SqlUserDefinedFunction {
  public static final SearchCheck INSTANCE = new SearchCheck();

  private SearchCheck() {
    super(
        new SqlIdentifier("among values", SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.BOOLEAN_NULLABLE,
        InferTypes.BOOLEAN,
        OperandTypes.operandMetadata(List.of(), f -> List.of(), i -> "", i -> false),
        new Lookup());
  }

  private static final class Lookup implements ScalarFunction, ImplementableFunction {
    @Override
    public CallImplementor getImplementor() {
      return RexImpTable.createImplementor(
          (translator, call, operands) ->
              Expressions.call(
                  SearchValues.class,
                  "contains",
                  translator.getRoot(),
                  boxed(operands.get(0)),
                  operands.get(1)),
          NullPolicy.NONE,
          false);
    }

    private static Expression boxed(Expression value) {
      return Primitive.is(value.getType()) ? Expressions.box(value) : value;
    }

    @Override
    public RelDataType getReturnType(RelDataTypeFactory factory) {
      return factory.createSqlType(SqlTypeName.BOOLEAN);
    }

    @Override
    public List<FunctionParameter> getParameters() {
      return List.of();
    }
  }
}
