package io.stripejdbc.jdbc.metadata;

import io.stripejdbc.jdbc.DriverVersion;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;

/** The metadata's names, terms and versions. */
interface DatabaseMetaDataIdentity extends DatabaseMetaData {
  @Override
  default String getDatabaseProductName() throws SQLException {
    return DriverVersion.PRODUCT;
  }

  @Override
  default String getDatabaseProductVersion() throws SQLException {
    return DriverVersion.TEXT;
  }

  @Override
  default int getDatabaseMajorVersion() throws SQLException {
    return DriverVersion.MAJOR;
  }

  @Override
  default int getDatabaseMinorVersion() throws SQLException {
    return DriverVersion.MINOR;
  }

  @Override
  default String getDriverName() throws SQLException {
    return DriverVersion.DRIVER;
  }

  @Override
  default String getDriverVersion() throws SQLException {
    return DriverVersion.TEXT;
  }

  @Override
  default int getDriverMajorVersion() {
    return DriverVersion.MAJOR;
  }

  @Override
  default int getDriverMinorVersion() {
    return DriverVersion.MINOR;
  }

  @Override
  default int getJDBCMajorVersion() throws SQLException {
    return 4;
  }

  @Override
  default int getJDBCMinorVersion() throws SQLException {
    return 3;
  }

  @Override
  default int getSQLStateType() throws SQLException {
    return sqlStateSQL;
  }

  @Override
  default String getIdentifierQuoteString() throws SQLException {
    return "\"";
  }

  @Override
  default String getSearchStringEscape() throws SQLException {
    return NamePattern.ESCAPE;
  }

  @Override
  default String getExtraNameCharacters() throws SQLException {
    return "";
  }

  @Override
  default String getSchemaTerm() throws SQLException {
    return "schema";
  }

  @Override
  default String getProcedureTerm() throws SQLException {
    return "procedure";
  }

  @Override
  default String getCatalogTerm() throws SQLException {
    return "catalog";
  }

  @Override
  default String getCatalogSeparator() throws SQLException {
    return ".";
  }

  @Override
  default int getDefaultTransactionIsolation() throws SQLException {
    return Connection.TRANSACTION_NONE;
  }

  @Override
  default boolean supportsTransactionIsolationLevel(int level) throws SQLException {
    return level == Connection.TRANSACTION_NONE;
  }

  @Override
  default boolean supportsResultSetType(int type) throws SQLException {
    return type == ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  default boolean supportsResultSetConcurrency(int type, int concurrency) throws SQLException {
    return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  default boolean supportsResultSetHoldability(int holdability) throws SQLException {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  default int getResultSetHoldability() throws SQLException {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  default RowIdLifetime getRowIdLifetime() throws SQLException {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }
}
