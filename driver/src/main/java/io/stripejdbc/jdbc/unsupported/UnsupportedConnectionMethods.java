package io.stripejdbc.jdbc.unsupported;

import io.stripejdbc.jdbc.SqlExceptions;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Struct;

/**
 * What a connection without transactions, procedures and large objects does not make: all refused.
 */
public interface UnsupportedConnectionMethods extends Connection {
  @Override
  default CallableStatement prepareCall(String first) throws SQLException {
    throw SqlExceptions.unsupported("prepareCall");
  }

  @Override
  default CallableStatement prepareCall(String first, int second, int third) throws SQLException {
    throw SqlExceptions.unsupported("prepareCall");
  }

  @Override
  default Savepoint setSavepoint() throws SQLException {
    throw SqlExceptions.unsupported("setSavepoint");
  }

  @Override
  default Savepoint setSavepoint(String first) throws SQLException {
    throw SqlExceptions.unsupported("setSavepoint");
  }

  @Override
  default void rollback(Savepoint first) throws SQLException {
    throw SqlExceptions.unsupported("rollback");
  }

  @Override
  default void releaseSavepoint(Savepoint first) throws SQLException {
    throw SqlExceptions.unsupported("releaseSavepoint");
  }

  @Override
  default CallableStatement prepareCall(String first, int second, int third, int fourth)
      throws SQLException {
    throw SqlExceptions.unsupported("prepareCall");
  }

  @Override
  default Clob createClob() throws SQLException {
    throw SqlExceptions.unsupported("createClob");
  }

  @Override
  default Blob createBlob() throws SQLException {
    throw SqlExceptions.unsupported("createBlob");
  }

  @Override
  default NClob createNClob() throws SQLException {
    throw SqlExceptions.unsupported("createNClob");
  }

  @Override
  default SQLXML createSQLXML() throws SQLException {
    throw SqlExceptions.unsupported("createSQLXML");
  }

  @Override
  default Array createArrayOf(String first, Object[] second) throws SQLException {
    throw SqlExceptions.unsupported("createArrayOf");
  }

  @Override
  default Struct createStruct(String first, Object[] second) throws SQLException {
    throw SqlExceptions.unsupported("createStruct");
  }

  @Override
  default boolean setShardingKeyIfValid(ShardingKey first, ShardingKey second, int third)
      throws SQLException {
    throw SqlExceptions.unsupported("setShardingKeyIfValid");
  }

  @Override
  default boolean setShardingKeyIfValid(ShardingKey first, int second) throws SQLException {
    throw SqlExceptions.unsupported("setShardingKeyIfValid");
  }

  @Override
  default void setShardingKey(ShardingKey first, ShardingKey second) throws SQLException {
    throw SqlExceptions.unsupported("setShardingKey");
  }

  @Override
  default void setShardingKey(ShardingKey first) throws SQLException {
    throw SqlExceptions.unsupported("setShardingKey");
  }
}
