package io.stripejdbc.query;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Faults of the SQL text, in one readable line with line and column. */
final class SqlErrors {
  private SqlErrors() {}

  static DriverFailure parse(SqlParseException thrown) {
    String text = FailureBoundary.firstLine(thrown);
    SqlParserPos pos = thrown.getPos();
    String where =
        pos == null || pos.getLineNum() == 0
            ? ""
            : " (line " + pos.getLineNum() + ", column " + pos.getColumnNum() + ")";
    return new DriverFailure(DriverError.SYNTAX, "SQL does not parse" + where + ": " + text);
  }

  static DriverFailure validation(CalciteContextException thrown) {
    Throwable cause = thrown.getCause();
    String text = FailureBoundary.firstLine(cause == null ? thrown : cause);
    String where = " (line " + thrown.getPosLine() + ", column " + thrown.getPosColumn() + ")";
    return new DriverFailure(kind(text), text + where);
  }

  private static DriverError kind(String text) {
    if (text.startsWith("Object '")) {
      return DriverError.UNKNOWN_TABLE;
    }
    if (text.startsWith("Column '") && text.contains("not found")) {
      return DriverError.UNKNOWN_COLUMN;
    }
    if (text.startsWith("Column '") && text.contains("ambiguous")) {
      return DriverError.AMBIGUOUS_COLUMN;
    }
    if (text.startsWith("No match found for function")) {
      return DriverError.UNKNOWN_FUNCTION;
    }
    return text.startsWith("Cannot apply") ? DriverError.TYPE_MISMATCH : DriverError.INVALID_SQL;
  }
}
