package io.stripejdbc.query.metadata;

import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import java.time.Clock;
import java.util.List;

/** For tests that plan statements and run none. */
final class NoScanner implements Scanner {
  static SessionContext session() {
    return SessionContext.unlimited("stripe", new NoScanner(), Clock.systemUTC());
  }

  @Override
  public RowCursor open(ScanSpec spec, CallControl control) {
    throw new AssertionError("planning makes no call: " + spec.table().name());
  }

  @Override
  public List<String> explain(ScanSpec spec) {
    throw new AssertionError("planning asks nothing: " + spec.table().name());
  }
}
