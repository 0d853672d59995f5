package io.stripejdbc.plan.function;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.time.TimeTexts;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/** Casts of text to dates, times and timestamps, by {@link TimeTexts}. */
public final class TimeCasts {
  private static final SqlOperator DATE = operator("date", NullPolicy.STRICT);
  private static final SqlOperator TIME = operator("time", NullPolicy.STRICT);
  private static final SqlOperator TIMESTAMP = operator("timestamp", NullPolicy.STRICT);
  private static final SqlOperator TRY_DATE = operator("tryDate", NullPolicy.SEMI_STRICT);
  private static final SqlOperator TRY_TIME = operator("tryTime", NullPolicy.SEMI_STRICT);
  private static final SqlOperator TRY_TIMESTAMP = operator("tryTimestamp", NullPolicy.SEMI_STRICT);

  private static final SqlOperator TEXT =
      new DriverFunction(
          "timestamp_text",
          Signature.of(Signature.Kind.TIME, Signature.Kind.INTEGER),
          ReturnTypes.VARCHAR,
          TimeTexts.class,
          "ofTimestamp",
          NullPolicy.STRICT);

  private static final SqlOperator ROUNDED =
      new DriverFunction(
          "timestamp_rounded",
          Signature.of(Signature.Kind.TIME, Signature.Kind.INTEGER),
          ReturnTypes.ARG0,
          TimeTexts.class,
          "rounded",
          NullPolicy.STRICT);

  private static final SqlOperator TIME_ROUNDED =
      new DriverFunction(
          "time_rounded",
          Signature.of(Signature.Kind.ANY, Signature.Kind.INTEGER),
          ReturnTypes.ARG0,
          TimeTexts.class,
          "roundedTime",
          NullPolicy.STRICT);

  private static final int MILLI_DIGITS = 3;

  private static final Set<TimeUnit> DAYS_AND_MORE =
      EnumSet.of(
          TimeUnit.DAY,
          TimeUnit.WEEK,
          TimeUnit.MONTH,
          TimeUnit.QUARTER,
          TimeUnit.YEAR,
          TimeUnit.DECADE,
          TimeUnit.CENTURY,
          TimeUnit.MILLENNIUM);

  private TimeCasts() {}

  /** The cast to fewer digits of a second, which rounds as PostgreSQL's; else the call itself. */
  public static RexNode toFewerDigits(RexBuilder rex, RexCall call) {
    if ((call.getKind() != SqlKind.CAST && call.getKind() != SqlKind.SAFE_CAST)
        || call.getOperands().size() != 1) {
      return call;
    }
    RexNode time = call.getOperands().get(0);
    SqlTypeName target = call.getType().getSqlTypeName();
    SqlTypeName own = time.getType().getSqlTypeName();
    boolean ofTime = target == SqlTypeName.TIME && own == SqlTypeName.TIME;
    boolean ofTimestamp = own == SqlTypeName.TIMESTAMP && target == own;
    boolean part = own == SqlTypeName.TIMESTAMP && target == SqlTypeName.TIME;
    if (!(ofTime || ofTimestamp || part)
        || time.getType().getPrecision() <= call.getType().getPrecision()) {
      return call;
    }
    RexNode whole = part ? withAllDigits(rex, call, time) : time;
    int digits = Math.max(0, call.getType().getPrecision());
    return rex.makeCall(
        call.getType(),
        ofTimestamp ? ROUNDED : TIME_ROUNDED,
        List.of(whole, rex.makeExactLiteral(BigDecimal.valueOf(digits))));
  }

  /** The time of day of a timestamp. */
  private static RexNode withAllDigits(RexBuilder rex, RexCall call, RexNode timestamp) {
    RelDataType time = rex.getTypeFactory().createSqlType(SqlTypeName.TIME, MILLI_DIGITS);
    boolean nullable = timestamp.getType().isNullable();
    return rex.makeAbstractCast(
        call.getParserPosition(),
        rex.getTypeFactory().createTypeWithNullability(time, nullable),
        timestamp,
        false);
  }

  /** The text of a timestamp, whose fraction Calcite's cast loses; else the call itself. */
  public static RexNode toText(RexBuilder rex, RexCall call) {
    if (call.getKind() != SqlKind.CAST
        || call.getOperands().size() != 1
        || !SqlTypeName.CHAR_TYPES.contains(call.getType().getSqlTypeName())) {
      return call;
    }
    RelDataType time = call.getOperands().get(0).getType();
    if (time.getSqlTypeName() != SqlTypeName.TIMESTAMP) {
      return call;
    }
    RelDataType text =
        rex.getTypeFactory()
            .createTypeWithNullability(
                rex.getTypeFactory().createSqlType(SqlTypeName.VARCHAR), time.isNullable());
    RexNode digits = rex.makeExactLiteral(BigDecimal.valueOf(Math.max(0, time.getPrecision())));
    RexNode whole = rex.makeCall(text, TEXT, List.of(call.getOperands().get(0), digits));
    return rex.makeAbstractCast(call.getParserPosition(), call.getType(), whole, false);
  }

  /** Refuses to round a time of day to months, of which Calcite makes code that gives any time. */
  public static void checkUnit(RexCall call) {
    boolean rounds = call.getKind() == SqlKind.FLOOR || call.getKind() == SqlKind.CEIL;
    if (rounds
        && call.getOperands().size() == 2
        && call.getType().getSqlTypeName() == SqlTypeName.TIME
        && call.getOperands().get(1) instanceof RexLiteral unit
        && unit.getValue() instanceof TimeUnitRange range
        && DAYS_AND_MORE.contains(range.startUnit)) {
      throw new DriverFailure(
          DriverError.TYPE_MISMATCH,
          "A TIME has no %s to round to; its units are hour, minute and second"
              .formatted(range.startUnit.name().toLowerCase(Locale.ROOT)));
    }
  }

  private static SqlOperator operator(String method, NullPolicy nulls) {
    return new DriverFunction(
        method + "_of_text",
        Signature.of(Signature.Kind.TEXT),
        ReturnTypes.ARG0,
        TimeTexts.class,
        method,
        nulls);
  }

  /** The cast by our own grammar where it is one of text to a time, else the call itself. */
  public static RexNode ofText(RexBuilder rex, RexCall call) {
    boolean safe = call.getKind() == SqlKind.SAFE_CAST;
    if ((!safe && call.getKind() != SqlKind.CAST)
        || call.getOperands().size() != 1
        || !SqlTypeName.CHAR_TYPES.contains(call.getOperands().get(0).getType().getSqlTypeName())) {
      return call;
    }
    List<RexNode> text = call.getOperands();
    return switch (call.getType().getSqlTypeName()) {
      case DATE -> rex.makeCall(call.getType(), safe ? TRY_DATE : DATE, text);
      case TIME -> rex.makeCall(call.getType(), safe ? TRY_TIME : TIME, text);
      case TIMESTAMP -> rex.makeCall(call.getType(), safe ? TRY_TIMESTAMP : TIMESTAMP, text);
      default -> call;
    };
  }
}
