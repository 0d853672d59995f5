package io.stripejdbc.plan.function.operator;

import java.util.List;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The Java side of one function of ours: the static methods of one name in a class, of which the
 * one that fits the types of a call is taken.
 */
final class JavaFunction implements ScalarFunction, ImplementableFunction {
  private final MethodCallGenerator methods;
  private final NullPolicy nulls;

  /**
   * @param owner public class with public static methods
   * @param name name of the methods
   * @param nulls whether a NULL argument makes the result NULL without a call
   */
  JavaFunction(Class<?> owner, String name, NullPolicy nulls) {
    this.methods = new MethodCallGenerator(owner, name);
    this.nulls = nulls;
  }

  @Override
  public CallImplementor getImplementor() {
    return RexImpTable.createImplementor(methods, nulls, false);
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
