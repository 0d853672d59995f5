package io.stripejdbc.query.parser;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The number of rows of {@code FETCH FIRST n ROWS WITH TIES}, which a tree of Calcite's has no
 * place for: it is a call in the place of the number until it is rewritten.
 */
public final class RowsWithTies {
  private static final String CALL = "rows_with_ties";

  private RowsWithTies() {}

  static SqlNode of(SqlParserPos pos, SqlNode rows) {
    return InfixOperators.call(pos, CALL, rows);
  }

  /** The number of rows before the ties; null for a number without ties. */
  public static @Nullable SqlNode rows(@Nullable SqlNode fetch) {
    return fetch instanceof SqlCall call && call.getOperator().getName().equals(CALL)
        ? call.operand(0)
        : null;
  }
}
