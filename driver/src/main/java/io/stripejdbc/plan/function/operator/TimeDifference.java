package io.stripejdbc.plan.function.operator;

import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexContext;

/**
 * {@code timestamp - timestamp}: an interval of days, hours, minutes and seconds, as in PostgreSQL
 * and Trino. {@code date - date}: a number of days, as in PostgreSQL.
 */
public final class TimeDifference {
  /** Days of ten thousand years. */
  private static final int DAY_DIGITS = 7;

  /** What the minus sign is where it stands between two times. */
  public static final SqlOperator OPERATOR =
      SqlBasicFunction.create(
          "timestamp_difference",
          TimeDifference::type,
          Signature.of(Signature.Kind.TIME, Signature.Kind.TIME));

  /** What the minus sign is where it stands between two dates. */
  public static final SqlOperator DAYS =
      SqlBasicFunction.create(
          "date_difference",
          FunctionReturnTypes.WHOLE,
          Signature.of(Signature.Kind.TIME, Signature.Kind.TIME));

  private TimeDifference() {}

  private static RelDataType type(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    SqlIntervalQualifier unit =
        new SqlIntervalQualifier(TimeUnit.DAY, DAY_DIGITS, TimeUnit.SECOND, 3, SqlParserPos.ZERO);
    boolean nullable = binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
    return types.createTypeWithNullability(types.createSqlIntervalType(unit), nullable);
  }

  /** The expression of a typed call. */
  public static RexNode convert(SqlRexContext context, SqlCall call) {
    return context
        .getRexBuilder()
        .makeCall(
            context.getValidator().getValidatedNodeType(call),
            SqlStdOperatorTable.MINUS_DATE,
            List.of(moment(context, call.operand(0)), moment(context, call.operand(1))));
  }

  /** The expression of a typed call of {@link #DAYS}. */
  public static RexNode convertDays(SqlRexContext context, SqlCall call) {
    RexBuilder rex = context.getRexBuilder();
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    return rex.makeCall(
        type,
        SqlStdOperatorTable.MINUS,
        List.of(
            dayNumber(context, type, call.operand(0)), dayNumber(context, type, call.operand(1))));
  }

  /** Days since 1970. */
  private static RexNode dayNumber(SqlRexContext context, RelDataType type, SqlNode node) {
    RexBuilder rex = context.getRexBuilder();
    RexNode value = context.convertExpression(node);
    RelDataType days = rex.getTypeFactory().createSqlType(SqlTypeName.INTEGER);
    RexNode number =
        rex.makeReinterpretCast(
            rex.getTypeFactory().createTypeWithNullability(days, value.getType().isNullable()),
            value,
            rex.makeLiteral(false));
    return rex.makeCast(
        rex.getTypeFactory().createTypeWithNullability(type, value.getType().isNullable()),
        number,
        true,
        false);
  }

  private static RexNode moment(SqlRexContext context, SqlNode node) {
    RexBuilder rex = context.getRexBuilder();
    RexNode value = context.convertExpression(node);
    RelDataType timestamp = rex.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP, 3);
    return value.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP
        ? value
        : rex.makeCast(
            rex.getTypeFactory().createTypeWithNullability(timestamp, value.getType().isNullable()),
            value,
            true,
            false);
  }
}
