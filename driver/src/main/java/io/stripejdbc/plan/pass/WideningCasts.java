package io.stripejdbc.plan.pass;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Casts of texts to a type with more room, which leave every value as it is: Calcite puts them
 * where an id is compared with a longer column of another database.
 */
public final class WideningCasts {
  private WideningCasts() {}

  /** What is cast, where the cast changes no value; the expression itself where there is none. */
  public static RexNode within(RexNode expression) {
    if (expression.getKind() != SqlKind.CAST) {
      return expression;
    }
    RexNode inner = ((RexCall) expression).getOperands().get(0);
    return isWider(inner.getType(), expression.getType()) ? within(inner) : expression;
  }

  private static boolean isWider(RelDataType from, RelDataType to) {
    return from.getSqlTypeName() == SqlTypeName.VARCHAR
        && to.getSqlTypeName() == SqlTypeName.VARCHAR
        && (to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
            || (from.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED
                && from.getPrecision() <= to.getPrecision()));
  }
}
