package io.stripejdbc.scan;

import io.stripejdbc.cache.segment.SegmentView;
import io.stripejdbc.fetch.CallControl;
import java.util.List;

/** Runs a {@link ScanSpec}: accounts, slices, requests, rows. One per connection's key. */
public interface Scanner extends AutoCloseable {
  /** Opens a scan; the first call is made by the first {@link RowCursor#advance()}. */
  RowCursor open(ScanSpec spec, CallControl control);

  /**
   * Accounts that a scan without a choice of accounts asks: the price of looking up one id without
   * knowing its account. May list the connected accounts, as such a scan would.
   */
  default int accountCount(CallControl control) {
    return 1;
  }

  /**
   * The calls {@link #open} would make, a line each, without making one: {@code GET
   * /v1/charges?limit=100&created[gte]=… accounts: all}.
   */
  List<String> explain(ScanSpec spec);

  /**
   * The calls {@link #open} would make with this control, those marked that memory answers; without
   * making one.
   */
  default ScanDescription explain(ScanSpec spec, CallControl control) {
    return new ScanDescription(explain(spec), 1, "unknown");
  }

  /**
   * The calls that a scan makes whose rows are all read, as far as that is known from what was read
   * before and what is cached; -1 where it is not. Makes none.
   */
  default long knownCalls(ScanSpec spec, CallControl control) {
    return -1;
  }

  /** What is cached of the rows read with the connection's key, newest reading first. */
  default List<SegmentView> cachedSegments() {
    return List.of();
  }

  /** Forgets all rows read with the connection's key; running statements keep theirs. */
  default void clearCached() {}

  /** Lets go of everything that is not shared with other open scanners: connections and threads. */
  @Override
  default void close() {}
}
