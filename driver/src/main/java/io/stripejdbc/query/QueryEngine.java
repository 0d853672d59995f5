package io.stripejdbc.query;

import java.sql.SQLException;

/**
 * Turns SQL into running queries; one per driver assembly, shared by connections of one catalogue.
 */
public interface QueryEngine {
  /**
   * Parses, validates and plans; makes no call.
   *
   * @throws SQLException 42601 and its kin for faulty SQL, 25006 for anything but a query
   */
  PreparedQuery prepare(String sql, SessionContext session) throws SQLException;
}
