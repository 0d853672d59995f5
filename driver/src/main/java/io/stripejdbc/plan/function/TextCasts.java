package io.stripejdbc.plan.function;

import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.scalar.CodePoints;
import io.stripejdbc.plan.function.scalar.NumericFunctions;
import io.stripejdbc.plan.function.scalar.TruthFunctions;
import io.stripejdbc.plan.function.time.IntervalTexts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Casts to text that Calcite does otherwise: {@code VARCHAR(n)} of text holds n characters of
 * Unicode and not n halves, and an interval has the text that it has as a result. And those of text
 * to BOOLEAN.
 */
public final class TextCasts {
  private static final SqlOperator HEAD =
      new DriverFunction(
          "varchar",
          Signature.of(Signature.Kind.TEXT, Signature.Kind.INTEGER),
          ReturnTypes.ARG0,
          CodePoints.class,
          "left",
          NullPolicy.STRICT);

  private static final SqlOperator INTERVAL =
      new DriverFunction(
          "interval_text",
          Signature.of(Signature.Kind.ANY),
          ReturnTypes.VARCHAR,
          IntervalTexts.class,
          "of",
          NullPolicy.STRICT);

  private static final SqlOperator BOUNDED =
      ofText(NumericFunctions.class, "boundedText", ReturnTypes.ARG0, NullPolicy.STRICT);
  private static final SqlOperator TRY_BOUNDED =
      ofText(NumericFunctions.class, "tryBoundedText", ReturnTypes.ARG0, NullPolicy.SEMI_STRICT);

  private static final SqlOperator FINITE =
      ofText(NumericFunctions.class, "finiteText", ReturnTypes.ARG0, NullPolicy.STRICT);
  private static final SqlOperator TRY_FINITE =
      ofText(NumericFunctions.class, "tryFiniteText", ReturnTypes.ARG0, NullPolicy.SEMI_STRICT);

  private static final Set<SqlOperator> CHECKS = Set.of(BOUNDED, TRY_BOUNDED, FINITE, TRY_FINITE);

  private static final SqlOperator TRUTH =
      ofText(TruthFunctions.class, "truth", ReturnTypes.BOOLEAN_NULLABLE, NullPolicy.STRICT);
  private static final SqlOperator TRY_TRUTH =
      ofText(
          TruthFunctions.class, "tryTruth", ReturnTypes.BOOLEAN_NULLABLE, NullPolicy.SEMI_STRICT);

  private TextCasts() {}

  private static SqlOperator ofText(
      Class<?> functions, String method, SqlReturnTypeInference type, NullPolicy nulls) {
    return new DriverFunction(
        method + "_of_text", Signature.of(Signature.Kind.TEXT), type, functions, method, nulls);
  }

  /** The cast by a function of ours where it is such a one, else the call itself. */
  public static RexNode checked(RexBuilder rex, RexCall call) {
    if (call.getOperator().equals(SqlLibraryOperators.CONCAT_WS_POSTGRESQL)) {
      return withTexts(rex, call);
    }
    boolean safe = call.getKind() == SqlKind.SAFE_CAST;
    if ((safe || call.getKind() == SqlKind.CAST)
        && call.getType().getSqlTypeName() == SqlTypeName.BOOLEAN
        && SqlTypeUtil.inCharFamily(call.getOperands().get(0).getType())) {
      return rex.makeCall(call.getType(), safe ? TRY_TRUTH : TRUTH, call.getOperands());
    }
    if ((safe || call.getKind() == SqlKind.CAST)
        && call.getOperands().size() == 1
        && call.getType().getSqlTypeName() == SqlTypeName.DECIMAL) {
      return ofNumber(rex, call, safe ? TRY_BOUNDED : BOUNDED, safe);
    }
    if ((safe || call.getKind() == SqlKind.CAST)
        && call.getOperands().size() == 1
        && SqlTypeName.APPROX_TYPES.contains(call.getType().getSqlTypeName())) {
      return ofNumber(rex, call, safe ? TRY_FINITE : FINITE, safe);
    }
    if (call.getKind() != SqlKind.CAST
        || call.getOperands().size() != 1
        || call.getType().getSqlTypeName() != SqlTypeName.VARCHAR) {
      return call;
    }
    RexNode value = call.getOperands().get(0);
    if (SqlTypeName.INTERVAL_TYPES.contains(value.getType().getSqlTypeName())) {
      return cut(rex, call.getType(), intervalText(rex, value));
    }
    return SqlTypeName.CHAR_TYPES.contains(value.getType().getSqlTypeName())
            && isShorter(call.getType(), value.getType())
        ? cut(rex, call.getType(), value)
        : call;
  }

  /** The text of a number, which must be one that can be computed with. */
  private static RexNode ofNumber(RexBuilder rex, RexCall call, SqlOperator check, boolean safe) {
    RexNode text = call.getOperands().get(0);
    boolean done = text instanceof RexCall inner && CHECKS.contains(inner.getOperator());
    if (done || !SqlTypeUtil.inCharFamily(text.getType()) || isSmall(text)) {
      return call;
    }
    RelDataType type =
        rex.getTypeFactory()
            .createTypeWithNullability(text.getType(), safe || text.getType().isNullable());
    return call.clone(call.getType(), List.of(rex.makeCall(type, check, List.of(text))));
  }

  /** Whether it is a constant that needs no look when the statement runs. */
  private static boolean isSmall(RexNode text) {
    String constant = text instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
    return constant != null
        && constant.equals(NumericFunctions.tryBoundedText(constant))
        && constant.equals(NumericFunctions.tryFiniteText(constant));
  }

  /** Intervals among what is joined are shown as elsewhere; Calcite would join their numbers. */
  private static RexNode withTexts(RexBuilder rex, RexCall call) {
    List<RexNode> operands = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      operands.add(
          SqlTypeUtil.isInterval(operand.getType()) ? intervalText(rex, operand) : operand);
    }
    return operands.equals(call.getOperands())
        ? call
        : rex.makeCall(call.getType(), call.getOperator(), operands);
  }

  private static RexNode intervalText(RexBuilder rex, RexNode interval) {
    RelDataType text = rex.getTypeFactory().createSqlType(SqlTypeName.VARCHAR);
    RelDataType type =
        rex.getTypeFactory().createTypeWithNullability(text, interval.getType().isNullable());
    return rex.makeCall(type, INTERVAL, List.of(interval));
  }

  private static RexNode cut(RexBuilder rex, RelDataType type, RexNode text) {
    return isShorter(type, text.getType())
        ? rex.makeCall(
            type,
            HEAD,
            List.of(text, rex.makeExactLiteral(BigDecimal.valueOf(type.getPrecision()))))
        : text;
  }

  private static boolean isShorter(RelDataType type, RelDataType than) {
    return type.getPrecision() >= 0
        && (than.getPrecision() < 0 || than.getPrecision() > type.getPrecision());
  }
}
