package io.stripejdbc.plan.function;

import static io.stripejdbc.plan.function.operator.Signature.Kind.ANY;

import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.FunctionReturnTypes;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.time.TimeParts;
import java.util.List;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlExtractFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.jspecify.annotations.Nullable;

/**
 * EXTRACT whose seconds and epoch keep the fraction of their operand, and of a TIME has an epoch;
 * Calcite's (1.42) cuts fractions, before 1970 to the wrong second, and counts the hours of {@code
 * INTERVAL '49' HOUR} within a day. Whole parts of times become Calcite's own, which rules know.
 */
public final class ExtractFunction extends SqlExtractFunction {
  /** The one instance. */
  public static final ExtractFunction INSTANCE = new ExtractFunction();

  private static final SqlOperator EPOCH = part("epoch", FunctionReturnTypes.SECONDS);
  private static final SqlOperator SECOND = part("second", FunctionReturnTypes.SECONDS);
  private static final SqlOperator INTERVAL_SECOND =
      part("intervalSecond", FunctionReturnTypes.SECONDS);
  private static final SqlOperator INTERVAL_HOUR = part("intervalHour", FunctionReturnTypes.WHOLE);
  private static final SqlOperator MONTHS_EPOCH = part("monthsEpoch", FunctionReturnTypes.WHOLE);

  private ExtractFunction() {
    super("EXTRACT", false);
  }

  private static SqlOperator part(String method, SqlReturnTypeInference returns) {
    return new DriverFunction(
        "extract_" + method,
        Signature.of(ANY),
        returns,
        TimeParts.class,
        method,
        NullPolicy.STRICT);
  }

  /** The unit by which {@code second(x)} asks for whole seconds, as Trino has them. */
  public static SqlIntervalQualifier wholeSeconds(SqlParserPos pos) {
    return new SqlIntervalQualifier(
        TimeUnit.SECOND, RelDataType.PRECISION_NOT_SPECIFIED, null, 0, pos);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    SqlOperator own =
        binding instanceof SqlCallBinding call
            ? special(call.operand(0), binding.getOperandType(1))
            : null;
    SqlReturnTypeInference type = own == null ? null : own.getReturnTypeInference();
    return type == null ? super.inferReturnType(binding) : type.inferReturnType(binding);
  }

  @Override
  public void validateCall(
      SqlCall call, SqlValidator validator, SqlValidatorScope scope, SqlValidatorScope operands) {
    RelDataType type = validator.getValidatedNodeTypeIfKnown(call.operand(1));
    boolean ofTime =
        type != null
            && type.getSqlTypeName() == SqlTypeName.TIME
            && call.operand(0) instanceof SqlIntervalQualifier unit
            && unit.timeUnitRange == TimeUnitRange.EPOCH;
    if (ofTime) {
      call.operand(1).validateExpr(validator, operands);
      return;
    }
    super.validateCall(call, validator, scope, operands);
  }

  /** The function of ours that computes a part, null where it is Calcite's. */
  private static @Nullable SqlOperator special(SqlNode unit, RelDataType operand) {
    if (!(unit instanceof SqlIntervalQualifier part)) {
      return null;
    }
    SqlTypeName type = operand.getSqlTypeName();
    if (part.timeUnitRange == TimeUnitRange.EPOCH) {
      if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(type)) {
        return MONTHS_EPOCH;
      }
      return type == SqlTypeName.TIME || hasFraction(operand) ? EPOCH : null;
    }
    boolean interval = SqlTypeName.DAY_INTERVAL_TYPES.contains(type);
    if (part.timeUnitRange == TimeUnitRange.SECOND && hasFraction(operand)) {
      boolean whole = part.getFractionalSecondPrecisionPreservingDefault() == 0;
      return interval ? INTERVAL_SECOND : whole ? null : SECOND;
    }
    return part.timeUnitRange == TimeUnitRange.HOUR
            && interval
            && type.getStartUnit() != TimeUnit.DAY
        ? INTERVAL_HOUR
        : null;
  }

  private static boolean hasFraction(RelDataType type) {
    if (SqlTypeUtil.isInterval(type)) {
      return type.getSqlTypeName().getEndUnit() == TimeUnit.SECOND;
    }
    SqlTypeName name = type.getSqlTypeName();
    return (name == SqlTypeName.TIMESTAMP || name == SqlTypeName.TIME) && type.getPrecision() > 0;
  }

  /** The expression of a typed call. */
  static RexNode convert(SqlRexContext context, SqlCall call) {
    RexBuilder rex = context.getRexBuilder();
    RexNode operand = context.convertExpression(call.operand(1));
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    SqlOperator own = special(call.operand(0), operand.getType());
    if (own != null) {
      return rex.ensureType(type, rex.makeCall(own, operand), true);
    }
    RexNode unit = context.convertExpression(call.operand(0));
    return rex.makeCall(type, SqlStdOperatorTable.EXTRACT, List.of(unit, operand));
  }
}
