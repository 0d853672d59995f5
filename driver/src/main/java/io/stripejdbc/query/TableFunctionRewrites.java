package io.stripejdbc.query;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** {@code FROM generate_series(…)} as {@code FROM UNNEST(sequence(…))}. */
final class TableFunctionRewrites {
  private static final Set<String> ARRAYS =
      Set.of("sequence", "json_array_elements", "json_array_elements_text", "json_object_keys");

  private TableFunctionRewrites() {}

  static SqlNode rewrite(SqlCall call) {
    if (call.operandCount() == 1
        && call.operand(0) instanceof SqlCall function
        && function.getOperator() instanceof SqlFunction) {
      String name = function.getOperator().getName().toLowerCase(Locale.ROOT);
      SqlNode array = function;
      if (name.equals("generate_series")) {
        array =
            SqlBuild.call(
                function.getParserPosition(),
                "sequence",
                function.getOperandList().toArray(new SqlNode[0]));
      } else if (!ARRAYS.contains(name)) {
        return call;
      }
      return SqlStdOperatorTable.UNNEST.createCall(call.getParserPosition(), array);
    }
    return call;
  }
}
