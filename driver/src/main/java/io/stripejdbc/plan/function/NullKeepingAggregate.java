package io.stripejdbc.plan.function;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.adapter.enumerable.AggAddContext;
import org.apache.calcite.adapter.enumerable.AggContext;
import org.apache.calcite.adapter.enumerable.AggImplementor;
import org.apache.calcite.adapter.enumerable.AggResetContext;
import org.apache.calcite.adapter.enumerable.AggResultContext;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.AggregateFunction;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableAggFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The Java side of an aggregate function that takes NULL as a value: a class with a constructor
 * without arguments, {@code add} and {@code result}. Calcite's own ({@code AggregateFunctionImpl})
 * leaves out every row with NULL in an argument.
 */
final class NullKeepingAggregate implements AggregateFunction, ImplementableAggFunction {
  private final Class<?> gatherer;
  private final Method add;
  private final Method result;

  /**
   * @param gatherer public class with {@code add(Object, …)} and {@code Object result()}
   */
  NullKeepingAggregate(Class<?> gatherer) {
    this.gatherer = gatherer;
    this.add = method(gatherer, "add");
    this.result = method(gatherer, "result");
  }

  private static Method method(Class<?> owner, String name) {
    return Arrays.stream(owner.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No public " + name + " in " + owner));
  }

  @Override
  public AggImplementor getImplementor(boolean windowContext) {
    return new Implementor();
  }

  @Override
  public RelDataType getReturnType(RelDataTypeFactory factory) {
    return factory.createSqlType(SqlTypeName.ANY);
  }

  @Override
  public List<FunctionParameter> getParameters() {
    return List.of();
  }

  /** Generates one object of the class for each group, and its calls. */
  private final class Implementor implements AggImplementor {
    @Override
    public List<Type> getStateType(AggContext info) {
      return List.of(gatherer);
    }

    @Override
    public void implementReset(AggContext info, AggResetContext reset) {
      reset
          .currentBlock()
          .add(
              Expressions.statement(
                  Expressions.assign(reset.accumulator().get(0), Expressions.new_(gatherer))));
    }

    @Override
    public void implementAdd(AggContext info, AggAddContext context) {
      RexNode filter = context.rexFilterArgument();
      if (filter == null) {
        take(context);
        return;
      }
      // Never NULL: Calcite puts IS TRUE around it.
      Expression wanted = context.rowTranslator().translateList(List.of(filter)).get(0);
      BlockBuilder taken = new BlockBuilder(true, context.currentBlock());
      context.nestBlock(taken);
      take(context);
      context.exitBlock();
      context.currentBlock().add(Expressions.ifThen(wanted, taken.toBlock()));
    }

    private void take(AggAddContext context) {
      List<Expression> arguments = new ArrayList<>();
      for (Expression argument : context.arguments()) {
        arguments.add(Primitive.is(argument.getType()) ? Expressions.box(argument) : argument);
      }
      context
          .currentBlock()
          .add(
              Expressions.statement(
                  Expressions.call(context.accumulator().get(0), add, arguments)));
    }

    @Override
    public Expression implementResult(AggContext info, AggResultContext context) {
      return EnumUtils.convert(
          Expressions.call(context.accumulator().get(0), result), info.returnType());
    }
  }
}
