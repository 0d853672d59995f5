package io.stripejdbc.jdbc.result;

import io.stripejdbc.jdbc.WarningChain;
import java.sql.SQLException;
import java.sql.Statement;

/** A statement as its result set needs it. */
public interface ResultSetOwner extends Statement {
  /** Reading the rows failed. */
  void failed(SQLException failure);

  /** The result set is closed, by its reader or after the last row. */
  void resultSetClosed(StripeResultSet former) throws SQLException;

  /** The statement's chain of warnings. */
  WarningChain warnings();
}
