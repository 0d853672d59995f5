package io.stripejdbc.jdbc;

import java.sql.SQLException;

/** Puts the rooms together: the only place that knows which classes a running driver is made of. */
final class Assembly {
  private Assembly() {}

  /** A backend for these settings. */
  @SuppressWarnings("DoNotCallSuggester")
  static Backend open(ConnectionSettings settings, long nanos) throws SQLException {
    throw Failures.unsupported("running queries; the engine is not wired yet");
  }
}
