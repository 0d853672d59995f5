package io.stripejdbc.plan.function;

import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.scalar.DoubleFunctions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;

/**
 * {@code mod(a, b)} and {@code a % b} that take DOUBLE as well; Calcite's (1.42) makes decimals of
 * 15 digits behind the point of those, and nothing of what is smaller.
 */
final class RemainderOperator {
  private static final int BINDS_AS_TIMES = 60;

  private static final SqlReturnTypeInference TYPE =
      binding ->
          isApproximate(binding)
              ? ReturnTypes.DOUBLE_NULLABLE.inferReturnType(binding)
              : ReturnTypes.NULLABLE_MOD.inferReturnType(binding);

  private static final SqlOperator FUNCTION =
      SqlBasicFunction.create("MOD", SqlKind.MOD, TYPE, OperandTypes.NUMERIC_NUMERIC);

  private static final SqlOperator PERCENT =
      new SqlBinaryOperator(
          "%", SqlKind.MOD, BINDS_AS_TIMES, true, TYPE, null, OperandTypes.NUMERIC_NUMERIC);

  private static final SqlOperator OF_DOUBLE =
      new DriverFunction(
          "mod",
          Signature.of(Signature.Kind.NUMBER, Signature.Kind.NUMBER),
          ReturnTypes.DOUBLE_NULLABLE,
          DoubleFunctions.class,
          "remainder",
          NullPolicy.STRICT);

  private RemainderOperator() {}

  static List<SqlOperator> all() {
    return List.of(FUNCTION, PERCENT);
  }

  /** Whether a call is one of these. */
  static boolean is(SqlCall call) {
    return call.getOperator().equals(FUNCTION) || call.getOperator().equals(PERCENT);
  }

  private static boolean isApproximate(SqlOperatorBinding binding) {
    return SqlTypeUtil.isApproximateNumeric(binding.getOperandType(0))
        || SqlTypeUtil.isApproximateNumeric(binding.getOperandType(1));
  }

  /** The expression of a typed call. */
  static RexNode convert(SqlRexContext context, SqlCall call) {
    RexBuilder rex = context.getRexBuilder();
    List<RexNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      operands.add(context.convertExpression(operand));
    }
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    if (!SqlTypeUtil.isApproximateNumeric(type)) {
      return rex.makeCall(type, SqlStdOperatorTable.MOD, operands);
    }
    RelDataType binary = rex.getTypeFactory().createSqlType(SqlTypeName.DOUBLE);
    operands.replaceAll(
        operand ->
            rex.makeCast(
                rex.getTypeFactory()
                    .createTypeWithNullability(binary, operand.getType().isNullable()),
                operand,
                true,
                false));
    return rex.makeCall(type, OF_DOUBLE, operands);
  }
}
