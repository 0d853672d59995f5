package io.stripejdbc.plan.function.exact;

import io.stripejdbc.plan.function.ElementCast;
import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.scalar.ArrayFunctions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Casts of arrays, written ones and those of rows of several types. Calcite's (1.42) computes an
 * element when it is read, fails where one is NULL, and casts as Java does.
 */
final class ArrayCasts {
  private static final SqlOperator KEPT =
      new DriverFunction(
          "array_with_nulls",
          Signature.of(Signature.Kind.ANY, Signature.Kind.ANY),
          ReturnTypes.ARG1,
          ArrayFunctions.class,
          "withNullsOf",
          NullPolicy.STRICT);

  private static final SqlOperator CAST =
      new DriverFunction(
          "array_cast",
          Signature.of(
              Signature.Kind.ARRAY,
              Signature.Kind.TEXT,
              Signature.Kind.INTEGER,
              Signature.Kind.INTEGER),
          ReturnTypes.ARG0,
          ElementCast.class,
          "array",
          NullPolicy.STRICT);

  private ArrayCasts() {}

  /**
   * The cast with each element cast as alone, else the call itself: of an array whose elements
   * stand in the statement an array of casts.
   */
  static RexNode checked(RexBuilder rex, RexCall call) {
    if (call.getKind() != SqlKind.CAST || call.getOperands().size() != 1) {
      return call;
    }
    RexNode array = call.getOperands().get(0);
    RelDataType from = array.getType().getComponentType();
    RelDataType to = call.getType().getComponentType();
    if (call.getType().getSqlTypeName() != SqlTypeName.ARRAY || from == null || to == null) {
      return call;
    }
    boolean same = SqlTypeUtil.equalSansNullability(rex.getTypeFactory(), from, to);
    if (!same && array instanceof RexCall elements && array.isA(SqlKind.ARRAY_VALUE_CONSTRUCTOR)) {
      return ofElements(rex, call, to, elements.getOperands());
    }
    return !same && ElementCast.takes(from) && ElementCast.takes(to)
        ? rex.makeCall(
            call.getType(),
            CAST,
            List.of(
                array,
                rex.makeLiteral(to.getSqlTypeName().name()),
                number(rex, to.getPrecision() < 0 ? Integer.MAX_VALUE : to.getPrecision()),
                number(rex, Math.max(0, to.getScale()))))
        : rex.makeCall(call.getType(), KEPT, List.of(array, call));
  }

  private static RexNode number(RexBuilder rex, int number) {
    return rex.makeExactLiteral(
        BigDecimal.valueOf(number), rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT));
  }

  private static RexNode ofElements(
      RexBuilder rex, RexCall call, RelDataType type, List<RexNode> elements) {
    List<RexNode> cast = new ArrayList<>();
    for (RexNode element : elements) {
      RelDataType nullable =
          rex.getTypeFactory().createTypeWithNullability(type, element.getType().isNullable());
      cast.add(
          element.getType().equals(nullable)
              ? element
              : rex.makeAbstractCast(call.getParserPosition(), nullable, element, false));
    }
    return rex.makeCall(call.getType(), SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR, cast);
  }
}
