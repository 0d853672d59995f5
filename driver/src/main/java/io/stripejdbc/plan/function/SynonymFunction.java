package io.stripejdbc.plan.function;

import io.stripejdbc.plan.function.operator.FunctionReturnTypes;
import io.stripejdbc.plan.function.operator.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql2rel.SqlRexContext;

/**
 * A function of another dialect that is another way to write an expression of ours: it has a type
 * of its own, and becomes that expression once it is typed.
 */
final class SynonymFunction extends SqlFunction {
  private static final Signature SIGMA_MONEY =
      Signature.of(Signature.Kind.TEXT, Signature.Kind.NUMBER, Signature.Kind.INTEGER).requiring(2);

  /** What tells the types of {@code log(base, x)}, as Trino has it. */
  private static final SqlFunction LOGARITHM =
      new SqlFunction(
          "log",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.DOUBLE_NULLABLE,
          null,
          OperandTypes.NUMERIC_NUMERIC,
          SqlFunctionCategory.NUMERIC);

  /** What tells the types of {@code decimalize_amount(currency, amount [, digits])}. */
  private static final SqlFunction DECIMALIZED =
      new SqlFunction(
          "decimalize_amount",
          SqlKind.OTHER_FUNCTION,
          FunctionReturnTypes.MONEY_OF_CURRENCY,
          SIGMA_MONEY,
          SIGMA_MONEY,
          SqlFunctionCategory.NUMERIC);

  private final BiFunction<RexBuilder, List<RexNode>, RexNode> expression;

  private SynonymFunction(
      String name, SqlOperator like, BiFunction<RexBuilder, List<RexNode>, RexNode> expression) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        like.getReturnTypeInference(),
        like.getOperandTypeInference(),
        Objects.requireNonNull(like.getOperandTypeChecker()),
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.expression = expression;
  }

  static List<SqlOperator> all() {
    return List.of(
        of("pow", SqlStdOperatorTable.POWER),
        of("trunc", SqlStdOperatorTable.TRUNCATE),
        of("levenshtein_distance", SqlLibraryOperators.LEVENSHTEIN),
        new SynonymFunction("log", LOGARITHM, SynonymFunction::logarithm),
        new SynonymFunction("decimalize_amount", DECIMALIZED, SynonymFunction::decimalized),
        new SynonymFunction(
            "decimalize_amount_no_display", DECIMALIZED, SynonymFunction::decimalized));
  }

  private static SqlOperator of(String name, SqlOperator other) {
    return new SynonymFunction(name, other, (rex, operands) -> rex.makeCall(other, operands));
  }

  private static RexNode logarithm(RexBuilder rex, List<RexNode> operands) {
    return rex.makeCall(
        SqlStdOperatorTable.DIVIDE,
        rex.makeCall(SqlStdOperatorTable.LN, operands.get(1)),
        rex.makeCall(SqlStdOperatorTable.LN, operands.get(0)));
  }

  /** Sigma's way to write {@code round(major_units(amount, currency), digits)}. */
  private static RexNode decimalized(RexBuilder rex, List<RexNode> operands) {
    RexNode money = rex.makeCall(driver("major_units"), operands.get(1), operands.get(0));
    return operands.size() == 2 ? money : rex.makeCall(driver("round"), money, operands.get(2));
  }

  private static SqlOperator driver(String name) {
    return DriverFunctions.all().stream()
        .filter(function -> function.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The expression of a typed call. */
  static RexNode convert(SqlRexContext context, SqlCall call) {
    List<RexNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      operands.add(context.convertExpression(operand));
    }
    SynonymFunction function = (SynonymFunction) call.getOperator();
    RexBuilder rex = context.getRexBuilder();
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    return rex.ensureType(type, function.expression.apply(rex, operands), true);
  }
}
