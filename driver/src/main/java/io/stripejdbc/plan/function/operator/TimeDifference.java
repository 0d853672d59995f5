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
 * and Trino.
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
