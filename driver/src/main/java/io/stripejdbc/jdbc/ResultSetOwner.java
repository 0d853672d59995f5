package io.stripejdbc.jdbc;

import java.sql.SQLException;
import java.sql.Statement;

/** A statement as its result set needs it. */
interface ResultSetOwner extends Statement {
  /** Reading the rows failed. */
  void failed(SQLException failure);

  /** The result set is closed, by its reader or after the last row. */
  void resultSetClosed(StripeResultSet former) throws SQLException;

  /** The statement's chain of warnings. */
  Warnings warnings();
}
