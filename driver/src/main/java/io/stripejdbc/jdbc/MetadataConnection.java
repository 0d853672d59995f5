package io.stripejdbc.jdbc;

import io.stripejdbc.query.SchemaDirectory;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection as its metadata needs it. */
interface MetadataConnection extends Connection {
  /** Fails when the connection is closed. */
  void checkOpen() throws SQLException;

  /** Every schema and table there is. */
  SchemaDirectory directory();

  /** The URL it was made with, without secrets. */
  String url();
}
