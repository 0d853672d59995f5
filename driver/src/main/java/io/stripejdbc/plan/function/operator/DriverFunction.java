package io.stripejdbc.plan.function.operator;

import java.util.Set;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/** A function of the driver's own: a name, the arguments it takes, what it returns, its methods. */
public final class DriverFunction extends SqlUserDefinedFunction {
  private static final Set<String> NOT_FOLDED =
      Set.of("sequence", "repeat", "space", "lpad", "rpad", "varchar");

  /**
   * Creates one.
   *
   * @param name SQL name, lower case
   * @param arguments what it takes
   * @param returns type of the result
   * @param owner class of the public static methods
   * @param method name of the methods
   * @param nulls what a NULL argument means
   */
  public DriverFunction(
      String name,
      Signature arguments,
      SqlReturnTypeInference returns,
      Class<?> owner,
      String method,
      NullPolicy nulls) {
    this(name, SqlKind.OTHER_FUNCTION, arguments, returns, owner, method, nulls);
  }

  /**
   * The same for one that rules know as a kind.
   *
   * @param kind LIKE for what the planner takes for a LIKE
   */
  public DriverFunction(
      String name,
      SqlKind kind,
      Signature arguments,
      SqlReturnTypeInference returns,
      Class<?> owner,
      String method,
      NullPolicy nulls) {
    super(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        kind,
        returns,
        arguments,
        arguments,
        new JavaFunction(owner, method, nulls));
  }

  /**
   * Whether it is left alone while planning. What makes much out of little is: a constant array of
   * ten thousand numbers would stand in the generated code, one by one; and a text cut to a number
   * of characters, which a literal of Calcite's would be cut to again, by halves of characters.
   */
  @Override
  public boolean isDynamicFunction() {
    return NOT_FOLDED.contains(getName());
  }
}
