package io.stripejdbc.query.parser;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** What may stand behind a table function in FROM. */
final class TableFunctions {
  private TableFunctions() {}

  /** {@code f(…) WITH ORDINALITY}: the elements of the array that f gives, numbered from 1. */
  static SqlNode withOrdinality(SqlNode function) {
    SqlNode array =
        function.getKind() == SqlKind.COLLECTION_TABLE ? ((SqlCall) function).operand(0) : function;
    return SqlStdOperatorTable.UNNEST_WITH_ORDINALITY.createCall(
        function.getParserPosition(), array);
  }
}
