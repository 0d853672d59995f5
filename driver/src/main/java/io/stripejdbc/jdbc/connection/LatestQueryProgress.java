package io.stripejdbc.jdbc.connection;

import io.stripejdbc.StatementProgress.Snapshot;

/**
 * Shows the shell how far the statement is that was run last with the connection's key: its
 * terminal runs statements on a connection that it shows to nobody.
 */
public interface LatestQueryProgress {
  /** As it is now; all zero before the first. */
  Snapshot latestQuery();
}
