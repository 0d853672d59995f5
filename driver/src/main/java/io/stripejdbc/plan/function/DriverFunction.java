package io.stripejdbc.plan.function;

import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/** A function of the driver's own: a name, the arguments it takes, what it returns, its methods. */
final class DriverFunction extends SqlUserDefinedFunction {

  /**
   * @param name SQL name, lower case
   * @param arguments what it takes
   * @param returns type of the result
   * @param owner class of the public static methods
   * @param method name of the methods
   * @param nulls what a NULL argument means
   */
  DriverFunction(
      String name,
      Signature arguments,
      SqlReturnTypeInference returns,
      Class<?> owner,
      String method,
      NullPolicy nulls) {
    super(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        returns,
        InferTypes.RETURN_TYPE,
        arguments,
        new JavaFunction(owner, method, nulls));
  }
}
