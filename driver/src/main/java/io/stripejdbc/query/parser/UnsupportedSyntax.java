package io.stripejdbc.query.parser;

import io.stripejdbc.error.DriverError;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the grammar reads only to refuse it by name. */
public final class UnsupportedSyntax extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final DriverError error;
  private final transient SqlParserPos pos;

  public UnsupportedSyntax(DriverError error, SqlParserPos pos, String message) {
    super(message);
    this.error = error;
    this.pos = pos;
  }

  public DriverError error() {
    return error;
  }

  public SqlParserPos pos() {
    return pos;
  }
}
