package io.stripejdbc.query.rewrite;

import io.stripejdbc.query.validate.SqlNodes;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** {@code FROM generate_series(…)} as {@code FROM UNNEST(sequence(…))}. */
final class TableFunctionRewriter {
  private static final Set<String> ARRAYS =
      Set.of("sequence", "json_array_elements", "json_array_elements_text", "json_object_keys");

  private TableFunctionRewriter() {}

  /** The same UNNEST, with or without ordinality; for a function in FROM the plain one. */
  private static SqlOperator unnest(SqlCall call) {
    return call.getKind() == SqlKind.UNNEST ? call.getOperator() : SqlStdOperatorTable.UNNEST;
  }

  static SqlNode rewrite(SqlCall call) {
    if (call.operandCount() == 1
        && call.operand(0) instanceof SqlCall function
        && function.getOperator() instanceof SqlFunction) {
      String name = function.getOperator().getName().toLowerCase(Locale.ROOT);
      SqlNode array = function;
      if (name.equals("generate_series")) {
        array =
            SqlNodes.call(
                function.getParserPosition(),
                "sequence",
                function.getOperandList().toArray(new SqlNode[0]));
      } else if (!ARRAYS.contains(name)) {
        return call;
      }
      return unnest(call).createCall(call.getParserPosition(), array);
    }
    if (call.getKind() == SqlKind.UNNEST && call.operandCount() > 1) {
      throw new DialectRewriter.Unsupported(
          call.getParserPosition(),
          "UNNEST takes one array; for two side by side, UNNEST each WITH ORDINALITY and join them"
              + " by that");
    }
    return call;
  }
}
