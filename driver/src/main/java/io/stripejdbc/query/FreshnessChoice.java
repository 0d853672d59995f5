package io.stripejdbc.query;

import io.stripejdbc.fetch.Freshness;

/** How old the rows of a session's statements may be. */
@FunctionalInterface
public interface FreshnessChoice {
  /** For a statement that begins to read; what was asked for one statement is spent with it. */
  Freshness next();

  /** What {@link #next} would give, which stays as it is. */
  default Freshness expected() {
    return next();
  }
}
