package io.stripejdbc.plan.predicate;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.math.BigDecimal;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Makes expressions as Calcite does, but for casts of literals that would change their value: those
 * stay casts, and are computed as those of columns are. So do casts of intervals to numbers.
 *
 * <p>Calcite (1.42) makes a literal of the new type at once, and cuts the digits of a second that
 * the type has no room for, where a cast rounds; of a number that is too large for REAL it makes
 * one without an error. Of an interval it counts whole units.
 */
class ExactLiteralRexBuilder extends RexBuilder {
  private static final int MILLI_DIGITS = 3;

  ExactLiteralRexBuilder(RelDataTypeFactory types) {
    super(types);
  }

  @Override
  public RexNode makeCast(
      SqlParserPos pos,
      RelDataType type,
      RexNode exp,
      boolean matchNullability,
      boolean safe,
      @Nullable RexLiteral format) {
    boolean changes =
        exp instanceof RexLiteral literal
            ? !literal.isNull() && changes(literal, type)
            : SqlTypeUtil.isInterval(exp.getType()) && SqlTypeUtil.isExactNumeric(type);
    if (!changes) {
      return super.makeCast(pos, type, exp, matchNullability, safe, format);
    }
    boolean nullable = exp.getType().isNullable() || (matchNullability && type.isNullable());
    RelDataType cast = getTypeFactory().createTypeWithNullability(type, nullable);
    return makeAbstractCast(pos, cast, exp, safe, format);
  }

  /** Calcite's own check of what does not fit is an exception without a kind. */
  @Override
  public RexLiteral makeExactLiteral(BigDecimal number, RelDataType type) {
    try {
      return super.makeExactLiteral(number, type);
    } catch (IllegalArgumentException e) {
      throw new DriverFailure(
          DriverError.NUMERIC_RANGE,
          "Numeric overflow: %s does not fit %s".formatted(number.toPlainString(), type),
          0,
          e);
    }
  }

  /** Whether a literal of the type would have another value. */
  static boolean changes(RexLiteral literal, RelDataType type) {
    SqlTypeName target = type.getSqlTypeName();
    SqlTypeName own = literal.getType().getSqlTypeName();
    if (SqlTypeName.INTERVAL_TYPES.contains(own) && SqlTypeUtil.isExactNumeric(type)) {
      return true;
    }
    if (SqlTypeUtil.isInterval(type) && SqlTypeName.EXACT_TYPES.contains(own)) {
      return true; // Our own cast knows how long an interval may be.
    }
    return switch (target) {
      case REAL -> own != SqlTypeName.REAL && SqlTypeName.NUMERIC_TYPES.contains(own);
      case TIME, TIMESTAMP -> own == target && hasMoreDigits(literal, type.getPrecision());
      default -> false;
    };
  }

  private static boolean hasMoreDigits(RexLiteral literal, int digits) {
    if (digits >= MILLI_DIGITS) {
      return false;
    }
    long millis =
        literal.getTypeName() == SqlTypeName.TIME
            ? millis(literal.getValueAs(TimeString.class))
            : millis(literal.getValueAs(TimestampString.class));
    long unit = Math.round(Math.pow(10, MILLI_DIGITS - Math.max(0, digits)));
    return Math.floorMod(millis, DateTimeUtils.MILLIS_PER_SECOND) % unit != 0;
  }

  private static long millis(@Nullable TimeString time) {
    return time == null ? 0 : time.getMillisOfDay();
  }

  private static long millis(@Nullable TimestampString time) {
    return time == null ? 0 : time.getMillisSinceEpoch();
  }
}
