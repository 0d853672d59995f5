package io.stripejdbc.query;

import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** No rows of any table, and what it was asked. */
final class EmptyScanner implements Scanner {
  private final List<ScanSpec> asked = new ArrayList<>();

  List<ScanSpec> asked() {
    return asked;
  }

  @Override
  public RowCursor open(ScanSpec spec, CallControl control) {
    asked.add(spec);
    return new RowCursor() {
      @Override
      public boolean advance() {
        return false;
      }

      @Override
      public @Nullable Object[] row() {
        throw new IllegalStateException("no row");
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public List<String> explain(ScanSpec spec) {
    return List.of();
  }
}
