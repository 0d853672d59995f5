package io.stripejdbc.plan.function;

import static io.stripejdbc.plan.function.operator.Signature.Kind.INTERVAL;
import static io.stripejdbc.plan.function.operator.Signature.Kind.TIME;

import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.time.DatetimeArithmetic;
import java.util.List;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Calcite's datetime plus or minus interval by our own arithmetic, which knows the ends of time.
 *
 * <p>Of constants at once; of columns only after conditions have been handed down, because the
 * rules of that know Calcite's operators.
 */
public final class DatetimeOperators {
  private static final SqlOperator PLUS_MILLIS = operator("plusMillis");
  private static final SqlOperator MINUS_MILLIS = operator("minusMillis");
  private static final SqlOperator PLUS_MONTHS = operator("plusMonths");
  private static final SqlOperator MINUS_MONTHS = operator("minusMonths");
  private static final SqlOperator DATE_PLUS_MILLIS = operator("datePlusMillis");
  private static final SqlOperator DATE_MINUS_MILLIS = operator("dateMinusMillis");
  private static final SqlOperator DATE_PLUS_MONTHS = operator("datePlusMonths");
  private static final SqlOperator DATE_MINUS_MONTHS = operator("dateMinusMonths");

  private static final SqlOperator TIMES_MILLIS = scaling("timesMillis");
  private static final SqlOperator TIMES_MONTHS = scaling("timesMonths");
  private static final SqlOperator PART_MILLIS = scaling("dividedMillis");
  private static final SqlOperator PART_MONTHS = scaling("dividedMonths");

  private static final SqlOperator PLUS_INTERVAL = together("plusInterval");
  private static final SqlOperator MINUS_INTERVAL = together("minusInterval");
  private static final SqlOperator MILLIS_OF = ofNumber("intervalOf");
  private static final SqlOperator MONTHS_OF = ofNumber("monthsOf");
  private static final SqlOperator INSIDE_TIMESTAMP = inside("insideTimestamp");
  private static final SqlOperator INSIDE_DATE = inside("insideDate");

  private static final int MOST_DIGITS = 38;

  /** Digits behind the point of a number of units: milliseconds are a part of an hour. */
  private static final int UNIT_SCALE = 18;

  private static final SqlOperator NUMBER =
      new DriverFunction(
          "interval_number",
          Signature.of(INTERVAL, Signature.Kind.INTEGER),
          ReturnTypes.DECIMAL_QUOTIENT,
          DatetimeArithmetic.class,
          "inUnits",
          NullPolicy.STRICT);

  private DatetimeOperators() {}

  /** The cast of an interval to a number of its last unit, else the call itself. */
  public static RexNode toNumber(RexBuilder rex, RexCall call) {
    boolean is =
        call.getKind() == SqlKind.CAST
            && SqlTypeUtil.isExactNumeric(call.getType())
            && SqlTypeUtil.isInterval(call.getOperands().get(0).getType());
    if (!is) {
      return call;
    }
    RexNode interval = call.getOperands().get(0);
    SqlTypeName own = interval.getType().getSqlTypeName();
    RelDataType number =
        rex.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, MOST_DIGITS, UNIT_SCALE);
    RexNode units =
        rex.makeCall(
            rex.getTypeFactory().createTypeWithNullability(number, call.getType().isNullable()),
            NUMBER,
            List.of(interval, rex.makeExactLiteral(own.getEndUnit().multiplier)));
    return rex.makeAbstractCast(call.getParserPosition(), call.getType(), units, false);
  }

  private static SqlOperator scaling(String method) {
    return new DriverFunction(
        "interval_" + method,
        Signature.of(INTERVAL, Signature.Kind.NUMBER),
        ReturnTypes.ARG0,
        DatetimeArithmetic.class,
        method,
        NullPolicy.STRICT);
  }

  private static SqlOperator together(String method) {
    return function(method, Signature.of(INTERVAL, INTERVAL));
  }

  private static SqlOperator ofNumber(String method) {
    return function(method, Signature.of(Signature.Kind.NUMBER, Signature.Kind.INTEGER));
  }

  private static SqlOperator inside(String method) {
    return function(method, Signature.of(TIME));
  }

  private static SqlOperator function(String method, Signature arguments) {
    return new DriverFunction(
        method, arguments, ReturnTypes.ARG0, DatetimeArithmetic.class, method, NullPolicy.STRICT);
  }

  private static SqlOperator operator(String method) {
    return new DriverFunction(
        method.startsWith("date") ? "date_" + method.substring(4) : "timestamp_" + method,
        Signature.of(TIME, INTERVAL),
        ReturnTypes.ARG0,
        DatetimeArithmetic.class,
        method,
        NullPolicy.STRICT);
  }

  /**
   * The call with arithmetic of ours where it is datetime and interval, else the call itself.
   *
   * @param columnsToo whether those over columns are meant as well
   */
  public static RexNode checked(RexBuilder rex, RexCall call, boolean columnsToo) {
    boolean mine = columnsToo || call.getOperands().stream().allMatch(RexUtil::isConstant);
    RexNode bounded = mine && !call.getOperands().isEmpty() ? bounded(rex, call) : call;
    if (!bounded.equals(call)) {
      return bounded;
    }
    boolean times = call.getKind() == SqlKind.TIMES;
    if ((times || call.getKind() == SqlKind.DIVIDE)
        && call.getOperands().size() == 2
        && SqlTypeUtil.isInterval(call.getType())) {
      return scaled(rex, call, times, mine);
    }
    boolean minus = call.getOperator().equals(SqlStdOperatorTable.MINUS_DATE);
    boolean plus = call.getOperator().equals(SqlStdOperatorTable.DATETIME_PLUS);
    if ((!minus && !plus) || call.getOperands().size() != 2) {
      return call;
    }
    RexNode interval = call.getOperands().get(1);
    if (!SqlTypeUtil.isInterval(interval.getType())
        || !(columnsToo || RexUtil.isConstant(call.getOperands().get(0)))) {
      return call;
    }
    boolean months = SqlTypeName.YEAR_INTERVAL_TYPES.contains(interval.getType().getSqlTypeName());
    return switch (call.getType().getSqlTypeName()) {
      case DATE ->
          rex.makeCall(
              call.getType(),
              months
                  ? minus ? DATE_MINUS_MONTHS : DATE_PLUS_MONTHS
                  : minus ? DATE_MINUS_MILLIS : DATE_PLUS_MILLIS,
              call.getOperands());
      case TIMESTAMP ->
          rex.makeCall(
              call.getType(),
              months ? minus ? MINUS_MONTHS : PLUS_MONTHS : minus ? MINUS_MILLIS : PLUS_MILLIS,
              call.getOperands());
      default -> call;
    };
  }

  /** What Calcite computes without a look at the ends of time: it would wrap around. */
  private static RexNode bounded(RexBuilder rex, RexCall call) {
    RexNode first = call.getOperands().get(0);
    SqlTypeName type = call.getType().getSqlTypeName();
    boolean interval = SqlTypeUtil.isInterval(call.getType());
    if (interval && call.getKind() == SqlKind.CAST && SqlTypeUtil.isExactNumeric(first.getType())) {
      boolean months = SqlTypeName.YEAR_INTERVAL_TYPES.contains(type);
      return rex.makeCall(
          call.getType(),
          months ? MONTHS_OF : MILLIS_OF,
          List.of(first, rex.makeExactLiteral(type.getEndUnit().multiplier)));
    }
    boolean plus = call.getOperator().equals(SqlStdOperatorTable.PLUS);
    if (interval
        && (plus || call.getOperator().equals(SqlStdOperatorTable.MINUS))
        && call.getOperands().stream().allMatch(o -> SqlTypeUtil.isInterval(o.getType()))) {
      return rex.makeCall(
          call.getType(), plus ? PLUS_INTERVAL : MINUS_INTERVAL, call.getOperands());
    }
    if (call.getKind() == SqlKind.CEIL && call.getOperands().size() == 2) {
      return switch (type) {
        case DATE -> rex.makeCall(call.getType(), INSIDE_DATE, List.of(call));
        case TIMESTAMP -> rex.makeCall(call.getType(), INSIDE_TIMESTAMP, List.of(call));
        default -> call;
      };
    }
    return call;
  }

  /**
   * An interval by a number: one with a fraction, of which Calcite makes no code, and a whole one,
   * whose product it lets wrap around.
   */
  private static RexNode scaled(RexBuilder rex, RexCall call, boolean times, boolean whole) {
    RexNode first = call.getOperands().get(0);
    RexNode second = call.getOperands().get(1);
    boolean behind = SqlTypeUtil.isInterval(second.getType());
    RexNode number = behind ? first : second;
    if (!SqlTypeUtil.isNumeric(number.getType())
        || (times && !whole && SqlTypeUtil.isIntType(number.getType()))) {
      return call;
    }
    boolean months = SqlTypeName.YEAR_INTERVAL_TYPES.contains(call.getType().getSqlTypeName());
    SqlOperator operator =
        times ? months ? TIMES_MONTHS : TIMES_MILLIS : months ? PART_MONTHS : PART_MILLIS;
    return rex.makeCall(call.getType(), operator, List.of(behind ? second : first, number));
  }
}
