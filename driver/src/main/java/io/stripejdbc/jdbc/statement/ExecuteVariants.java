package io.stripejdbc.jdbc.statement;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * The many forms of {@code execute} and {@code executeUpdate}: keys are never generated, so each is
 * the plain one.
 */
interface ExecuteVariants extends Statement {
  @Override
  default int executeUpdate(String sql, int keys) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  default int executeUpdate(String sql, int[] keys) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  default int executeUpdate(String sql, String[] keys) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  default boolean execute(String sql, int keys) throws SQLException {
    return execute(sql);
  }

  @Override
  default boolean execute(String sql, int[] keys) throws SQLException {
    return execute(sql);
  }

  @Override
  default boolean execute(String sql, String[] keys) throws SQLException {
    return execute(sql);
  }

  @Override
  default long executeLargeUpdate(String sql) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  default long executeLargeUpdate(String sql, int keys) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  default long executeLargeUpdate(String sql, int[] keys) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  default long executeLargeUpdate(String sql, String[] keys) throws SQLException {
    return executeUpdate(sql);
  }
}
