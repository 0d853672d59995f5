package io.stripejdbc.plan.function;

import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.scalar.DoubleFunctions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Arithmetic and functions of DOUBLE by {@link DoubleFunctions}, in the places of Calcite's. */
public final class DoubleOperators {
  private static final Map<SqlOperator, SqlOperator> OURS =
      Map.ofEntries(
          Map.entry(SqlStdOperatorTable.PLUS, binary("+", "plus")),
          Map.entry(SqlStdOperatorTable.MINUS, binary("-", "minus")),
          Map.entry(SqlStdOperatorTable.MULTIPLY, binary("*", "multiply")),
          Map.entry(SqlStdOperatorTable.DIVIDE, binary("/", "divide")),
          Map.entry(SqlStdOperatorTable.POWER, binary("power", "power")),
          Map.entry(SqlStdOperatorTable.EXP, unary("exp")),
          Map.entry(SqlStdOperatorTable.LN, unary("ln")),
          Map.entry(SqlLibraryOperators.LOG2, unary("log2")),
          Map.entry(SqlStdOperatorTable.ACOS, unary("acos")),
          Map.entry(SqlStdOperatorTable.ASIN, unary("asin")));

  private static final SqlOperator NEAREST = unary("nearest");
  private static final SqlOperator SINGLE = unary("single");
  private static final SqlOperator POWER = binary("power", "power");

  private DoubleOperators() {}

  private static SqlOperator unary(String name) {
    return operator(name, name, Signature.of(Signature.Kind.NUMBER));
  }

  private static SqlOperator binary(String name, String method) {
    return operator(name, method, Signature.of(Signature.Kind.NUMBER, Signature.Kind.NUMBER));
  }

  private static SqlOperator operator(String name, String method, Signature arguments) {
    return new DriverFunction(
        name, arguments, ReturnTypes.DOUBLE, DoubleFunctions.class, method, NullPolicy.STRICT);
  }

  /** The call by our own function where its result is a DOUBLE, else the call itself. */
  public static RexNode checked(RexBuilder rex, RexCall call) {
    if (call.getKind() == SqlKind.CAST) {
      return cast(rex, call);
    }
    if (!SqlTypeName.APPROX_TYPES.contains(call.getType().getSqlTypeName())) {
      return call;
    }
    boolean root = call.getOperator().equals(SqlStdOperatorTable.SQRT);
    SqlOperator ours = root ? POWER : OURS.get(call.getOperator());
    if (ours == null || !call.getOperands().stream().allMatch(DoubleOperators::isNumber)) {
      return call;
    }
    List<RexNode> operands = new ArrayList<>();
    call.getOperands().forEach(operand -> operands.add(wide(rex, operand)));
    if (root) {
      operands.add(rex.makeApproxLiteral(new BigDecimal("0.5")));
    }
    RelDataType result = rex.getTypeFactory().createSqlType(SqlTypeName.DOUBLE);
    RexNode exact =
        rex.makeCall(
            rex.getTypeFactory().createTypeWithNullability(result, call.getType().isNullable()),
            ours,
            operands);
    return exact.getType().equals(call.getType())
        ? exact
        : rex.makeCast(call.getType(), exact, true, false);
  }

  /**
   * To a whole number it rounds as of decimals, and does not cut; to REAL it fails when too large.
   */
  private static RexNode cast(RexBuilder rex, RexCall call) {
    RexNode number = call.getOperands().get(0);
    SqlTypeName target = call.getType().getSqlTypeName();
    boolean whole = SqlTypeName.INT_TYPES.contains(target);
    if ((!whole && target != SqlTypeName.REAL)
        || !SqlTypeName.APPROX_TYPES.contains(number.getType().getSqlTypeName())
        || number.getType().getSqlTypeName() == target) {
      return call;
    }
    RexNode wide = wide(rex, number);
    RexNode checked = rex.makeCall(wide.getType(), whole ? NEAREST : SINGLE, List.of(wide));
    return rex.makeAbstractCast(call.getParserPosition(), call.getType(), checked, false);
  }

  private static boolean isNumber(RexNode operand) {
    return SqlTypeUtil.isNumeric(operand.getType());
  }

  private static RexNode wide(RexBuilder rex, RexNode number) {
    RelDataType type = rex.getTypeFactory().createSqlType(SqlTypeName.DOUBLE);
    return rex.makeCast(
        rex.getTypeFactory().createTypeWithNullability(type, number.getType().isNullable()),
        number,
        true,
        false);
  }
}
