package io.stripejdbc.query.rewrite;

import io.stripejdbc.query.validate.SqlNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

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
    if (call.getKind() == SqlKind.UNNEST && call.operandCount() > 1) {
      SqlNode[] arrays =
          call.getOperandList().stream()
              .map(array -> isFunction(array) ? array((SqlCall) array) : array)
              .toArray(SqlNode[]::new);
      return call.getOperator()
          .createCall(
              call.getParserPosition(),
              SqlNodes.call(call.getParserPosition(), "arrays_zip", arrays));
    }
    return call.operandCount() == 1 && isFunction(call.operand(0))
        ? ofOne(call, call.operand(0))
        : call;
  }

  private static boolean isFunction(SqlNode node) {
    return node instanceof SqlCall function && function.getOperator() instanceof SqlFunction;
  }

  private static SqlNode ofOne(SqlCall call, SqlCall function) {
    SqlNode array = array(function);
    return array.equals(function) && !ARRAYS.contains(name(function))
        ? call
        : unnest(call).createCall(call.getParserPosition(), array);
  }

  /** {@code generate_series} is {@code sequence}, but goes down only where its step says so. */
  private static SqlNode array(SqlCall function) {
    if (!name(function).equals("generate_series")) {
      return function;
    }
    List<SqlNode> arguments = new ArrayList<>(function.getOperandList());
    SqlParserPos pos = function.getParserPosition();
    if (arguments.size() == 2) {
      arguments.add(SqlLiteral.createExactNumeric("1", pos));
    }
    return SqlNodes.call(pos, "sequence", arguments.toArray(new SqlNode[0]));
  }

  private static String name(SqlCall function) {
    return function.getOperator().getName().toLowerCase(Locale.ROOT);
  }
}
