package io.stripejdbc.plan.function.operator;

import io.stripejdbc.plan.function.scalar.NumericFunctions;
import io.stripejdbc.plan.function.time.TimeFunctions;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.NotNullImplementor;
import org.apache.calcite.adapter.enumerable.ReflectiveCallNotNullImplementor;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Generates the call of a method, with arguments turned into what its parameters are.
 *
 * <p>Parameters may be {@code long} for TIMESTAMP (milliseconds), whole numbers and intervals,
 * {@code int} for INTEGER and DATE, {@link BigDecimal} for any number, {@link String}, {@code
 * boolean}, {@link List}, {@link java.util.Map}, {@link Object}, or at the end {@code Object[]} for
 * all that remain; a first {@link DataContext} is the execution. A DATE given for a {@code long}
 * becomes the TIMESTAMP of its midnight. Objects get times as {@code java.time} values, so that a
 * method can tell them from numbers. A method that is not static belongs to one object per call in
 * the SQL, made when the statement is prepared.
 */
final class MethodCallGenerator implements NotNullImplementor {
  private static final long MILLIS_PER_DAY = 86_400_000L;

  private final List<Method> methods = new ArrayList<>();
  private final String name;

  MethodCallGenerator(Class<?> owner, String name) {
    this.name = name;
    for (Method method : owner.getMethods()) {
      if (method.getName().equals(name)) {
        methods.add(method);
      }
    }
    if (methods.isEmpty()) {
      throw new IllegalStateException("No public method " + name + " in " + owner);
    }
  }

  @Override
  public Expression implement(
      RexToLixTranslator translator, RexCall call, List<Expression> operands) {
    List<RexNode> rex = call.getOperands();
    Method method = choose(rex);
    Class<?>[] parameters = parameters(method);
    List<Expression> arguments = new ArrayList<>();
    if (takesContext(method)) {
      arguments.add(translator.getRoot());
    }
    int plain = isVariadic(method) ? parameters.length - 1 : parameters.length;
    for (int i = 0; i < plain; i++) {
      arguments.add(convert(operands.get(i), rex.get(i).getType(), parameters[i]));
    }
    if (isVariadic(method)) {
      List<Expression> rest = new ArrayList<>();
      for (int i = plain; i < operands.size(); i++) {
        rest.add(convert(operands.get(i), rex.get(i).getType(), Object.class));
      }
      arguments.add(Expressions.newArrayInit(Object.class, rest));
    }
    return Modifier.isStatic(method.getModifiers())
        ? Expressions.call(method, arguments)
        : new ReflectiveCallNotNullImplementor(method).implement(translator, call, arguments);
  }

  /** The method whose parameters are nearest to the types of the call. */
  private Method choose(List<RexNode> operands) {
    Method best = null;
    int least = Integer.MAX_VALUE;
    for (Method method : methods) {
      int distance = distance(method, operands);
      if (distance >= 0 && distance < least) {
        best = method;
        least = distance;
      }
    }
    if (best == null) {
      throw new IllegalStateException("No method " + name + " for " + operands);
    }
    return best;
  }

  /** A method that looks at the clock is given the execution first. */
  private static boolean takesContext(Method method) {
    Class<?>[] types = method.getParameterTypes();
    return types.length > 0 && types[0] == DataContext.class;
  }

  /** The parameters that stand for arguments in the SQL. */
  private static Class<?>[] parameters(Method method) {
    Class<?>[] types = method.getParameterTypes();
    return takesContext(method) ? Arrays.copyOfRange(types, 1, types.length) : types;
  }

  private static boolean isVariadic(Method method) {
    Class<?>[] types = method.getParameterTypes();
    return types.length > 0 && types[types.length - 1] == Object[].class;
  }

  /** Sum over the parameters, 0 for a perfect fit, -1 for none. */
  private static int distance(Method method, List<RexNode> operands) {
    Class<?>[] types = parameters(method);
    int plain = isVariadic(method) ? types.length - 1 : types.length;
    if (operands.size() < plain || (!isVariadic(method) && operands.size() > plain)) {
      return -1;
    }
    int sum = isVariadic(method) ? 10 : 0;
    for (int i = 0; i < plain; i++) {
      int distance = distance(types[i], operands.get(i).getType().getSqlTypeName());
      if (distance < 0) {
        return -1;
      }
      sum += distance;
    }
    return sum;
  }

  private static int distance(Class<?> parameter, SqlTypeName type) {
    if (type == SqlTypeName.NULL || type == SqlTypeName.ANY) {
      return 1;
    }
    if (parameter == Object.class) {
      return 5;
    }
    boolean whole = SqlTypeName.INT_TYPES.contains(type);
    if (parameter == long.class) {
      return type == SqlTypeName.TIMESTAMP || SqlTypeName.INTERVAL_TYPES.contains(type) || whole
          ? 0
          : type == SqlTypeName.DATE || type == SqlTypeName.TIME ? 1 : -1;
    }
    if (parameter == int.class) {
      return type == SqlTypeName.DATE || type == SqlTypeName.TIME ? 0 : whole ? 1 : -1;
    }
    if (parameter == double.class) {
      return SqlTypeName.APPROX_TYPES.contains(type) ? 0 : -1;
    }
    if (parameter == BigDecimal.class) {
      boolean numeric = SqlTypeName.NUMERIC_TYPES.contains(type);
      return type == SqlTypeName.DECIMAL ? 0 : numeric ? 2 : -1;
    }
    return isForType(parameter, type) ? 0 : -1;
  }

  private static boolean isForType(Class<?> parameter, SqlTypeName type) {
    if (parameter == boolean.class) {
      return type == SqlTypeName.BOOLEAN;
    }
    if (parameter == String.class) {
      return SqlTypeName.CHAR_TYPES.contains(type);
    }
    return parameter == List.class ? type == SqlTypeName.ARRAY : type == SqlTypeName.MAP;
  }

  private static Expression convert(Expression value, RelDataType type, Class<?> parameter) {
    SqlTypeName name = type.getSqlTypeName();
    if (parameter == long.class) {
      Expression wide = Expressions.convert_(Expressions.unbox(value), long.class);
      return name == SqlTypeName.DATE
          ? Expressions.multiply(wide, Expressions.constant(MILLIS_PER_DAY))
          : wide;
    }
    if (parameter == int.class) {
      return Expressions.convert_(Expressions.unbox(value), int.class);
    }
    if (parameter == BigDecimal.class) {
      return value.getType() == BigDecimal.class
          ? value
          : Expressions.call(NumericFunctions.class, "decimal", Expressions.unbox(value));
    }
    if (parameter == boolean.class || parameter == double.class) {
      return Expressions.unbox(value);
    }
    return parameter == Object.class ? object(value, name) : Expressions.convert_(value, parameter);
  }

  private static Expression object(Expression value, SqlTypeName type) {
    Expression boxed = Primitive.is(value.getType()) ? Expressions.box(value) : value;
    return switch (type) {
      case DATE -> Expressions.call(TimeFunctions.class, "dateObject", boxed);
      case TIMESTAMP -> Expressions.call(TimeFunctions.class, "timestampObject", boxed);
      case TIME -> Expressions.call(TimeFunctions.class, "timeObject", boxed);
      case INTERVAL_YEAR, INTERVAL_MONTH, INTERVAL_YEAR_MONTH ->
          Expressions.call(TimeFunctions.class, "monthsObject", boxed);
      case INTERVAL_DAY,
          INTERVAL_DAY_HOUR,
          INTERVAL_DAY_MINUTE,
          INTERVAL_DAY_SECOND,
          INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND ->
          Expressions.call(TimeFunctions.class, "durationObject", boxed);
      default -> boxed;
    };
  }
}
