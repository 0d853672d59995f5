package io.stripejdbc.scan;

import io.stripejdbc.fetch.CallControl;
import java.util.List;

/** Runs a {@link ScanSpec}: accounts, slices, requests, rows. One per connection's key. */
public interface Scanner {
  /** Opens a scan; the first call is made by the first {@link RowCursor#advance()}. */
  RowCursor open(ScanSpec spec, CallControl control);

  /**
   * The calls {@link #open} would make, a line each, without making one: {@code GET
   * /v1/charges?limit=100&created[gte]=… accounts: all}.
   */
  List<String> explain(ScanSpec spec);
}
