package io.stripejdbc.query.rewrite;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.query.rewrite.DialectRewriter.Unsupported;
import io.stripejdbc.query.validate.SqlNodes;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** {@code ARRAY[]::int[]}: Calcite (1.42) has no array without elements but that of a text. */
final class EmptyArrays {
  private EmptyArrays() {}

  /** Puts the text of an empty array below a cast of one; without a cast it has no type. */
  static void typed(SqlCall call) {
    boolean cast = call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST;
    if (cast && isEmpty(call.operand(0))) {
      call.setOperand(0, SqlNodes.text("{}", call.operand(0).getParserPosition()));
    } else if (isEmpty(call)) {
      throw new Unsupported(
          DriverError.TYPE_MISMATCH,
          call.getParserPosition(),
          "An empty array has no type; write ARRAY[]::integer[]");
    }
  }

  private static boolean isEmpty(SqlNode node) {
    return node instanceof SqlCall array
        && array.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR
        && array.operandCount() == 0;
  }
}
