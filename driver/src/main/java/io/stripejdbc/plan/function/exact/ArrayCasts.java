package io.stripejdbc.plan.function.exact;

import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.scalar.ArrayFunctions;
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

/** Casts of arrays, written ones and those of rows of several types, whose elements may be NULL. */
final class ArrayCasts {
  private static final SqlOperator KEPT =
      new DriverFunction(
          "array_with_nulls",
          Signature.of(Signature.Kind.ANY, Signature.Kind.ANY),
          ReturnTypes.ARG1,
          ArrayFunctions.class,
          "withNullsOf",
          NullPolicy.STRICT);

  private ArrayCasts() {}

  /**
   * The cast where elements that are NULL stay so, else the call itself: Calcite (1.42) converts
   * each element as if it were there, and fails on those.
   */
  static RexNode checked(RexBuilder rex, RexCall call) {
    if (call.getKind() != SqlKind.CAST || call.getOperands().size() != 1) {
      return call;
    }
    RexNode array = call.getOperands().get(0);
    RelDataType element = array.getType().getComponentType();
    boolean mayFail =
        call.getType().getSqlTypeName() == SqlTypeName.ARRAY
            && element != null
            && element.isNullable();
    return mayFail ? rex.makeCall(call.getType(), KEPT, List.of(array, call)) : call;
  }
}
