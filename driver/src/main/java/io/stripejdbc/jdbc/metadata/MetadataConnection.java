package io.stripejdbc.jdbc.metadata;

import io.stripejdbc.query.metadata.SchemaDirectory;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection as its metadata needs it. */
public interface MetadataConnection extends Connection {
  /** Fails when the connection is closed. */
  void checkOpen() throws SQLException;

  /** Every schema and table there is. */
  SchemaDirectory directory();

  /** The URL it was made with, without secrets. */
  String url();
}
