package io.stripejdbc.plan.function;

import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.time.TimeTexts;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
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
          Signature.of(Signature.Kind.TIME),
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

  private TimeCasts() {}

  /** The cast to fewer digits of a second, which rounds as PostgreSQL's; else the call itself. */
  public static RexNode toFewerDigits(RexBuilder rex, RexCall call) {
    RexNode time = call.getOperands().isEmpty() ? call : call.getOperands().get(0);
    return call.getKind() == SqlKind.CAST
            && call.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP
            && time.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP
            && time.getType().getPrecision() > call.getType().getPrecision()
        ? rex.makeCall(
            call.getType(),
            ROUNDED,
            List.of(
                time,
                rex.makeExactLiteral(
                    BigDecimal.valueOf(Math.max(0, call.getType().getPrecision())))))
        : call;
  }

  /** The text of a timestamp with a fraction, which Calcite's cast loses; else the call itself. */
  public static RexNode toText(RexBuilder rex, RexCall call) {
    if (call.getKind() != SqlKind.CAST
        || call.getOperands().size() != 1
        || !SqlTypeName.CHAR_TYPES.contains(call.getType().getSqlTypeName())) {
      return call;
    }
    RelDataType time = call.getOperands().get(0).getType();
    if (time.getSqlTypeName() != SqlTypeName.TIMESTAMP || time.getPrecision() < 1) {
      return call;
    }
    RelDataType text =
        rex.getTypeFactory()
            .createTypeWithNullability(
                rex.getTypeFactory().createSqlType(SqlTypeName.VARCHAR), time.isNullable());
    RexNode whole = rex.makeCall(text, TEXT, call.getOperands());
    return rex.makeAbstractCast(call.getParserPosition(), call.getType(), whole, false);
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
