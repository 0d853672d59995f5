package io.stripejdbc.scan.refresh;

import io.stripejdbc.cache.segment.ReadInstant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of one account, read once for all scans of a statement. Safe for use by many threads.
 */
final class AccountEvents {
  /**
   * What was read.
   *
   * @param since the first second of which every event was read
   * @param types the types that were asked for, empty for all
   * @param at when they were asked for
   * @param answered when all had come
   */
  record Reading(
      long since, Set<String> types, ReadInstant at, ReadInstant answered, List<ToldEvent> events) {
    boolean covers(long from, Set<String> wanted) {
      return since <= from && (types.isEmpty() || types.containsAll(wanted));
    }
  }

  private @Nullable StaleTables stale;
  private @Nullable Reading reading;
  private boolean failed;
  private @Nullable Object reader;

  /** What of the statement's tables could be brought up to date; null where nobody has looked. */
  synchronized @Nullable StaleTables stale() {
    return stale;
  }

  synchronized void stale(StaleTables found) {
    stale = found;
  }

  /** The events from a second on, null where they were not read. */
  synchronized @Nullable Reading since(long from, Set<String> types) {
    Reading known = reading;
    return known != null && known.covers(from, types) ? known : null;
  }

  /** Whether they cannot be read, or are too many. */
  synchronized boolean hasFailed() {
    return failed;
  }

  /** Whether this one is to read them: nobody else does meanwhile. */
  synchronized boolean begins(Object one) {
    reader = reader == null ? one : reader;
    return reader == one;
  }

  /** This one reads them no further. */
  synchronized void leaves(Object one) {
    reader = reader == one ? null : reader;
  }

  synchronized void know(Reading all) {
    reading = all;
  }

  synchronized void fail() {
    failed = true;
  }
}
