package io.stripejdbc.plan;

import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import java.util.Optional;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * What generated code calls to open a scan, and the part of an execution it finds in the {@link
 * DataContext} under {@link #KEY}.
 *
 * @param scanner reads the remote tables
 * @param control tells the scan when to stop
 * @param maxRows rows the statement returns at most, 0 for all
 */
public record ScanRuntime(Scanner scanner, CallControl control, long maxRows) {
  /** Name of this object in the {@link DataContext}. */
  public static final String KEY = "stripeScanRuntime";

  /** Opens a scan whose rows have several columns; called by generated code. */
  public static Enumerable<@Nullable Object[]> open(
      DataContext context, Object template, @Nullable Object[] values) {
    Optional<ScanSpec> spec = bound(context, template, values);
    return spec.isEmpty() ? Linq4j.emptyEnumerable() : new Rows(of(context), spec.get());
  }

  /** Opens a scan of one column: a row is the value itself; called by generated code. */
  public static Enumerable<@Nullable Object> openSingle(
      DataContext context, Object template, @Nullable Object[] values) {
    return open(context, template, values).select(row -> row[0]);
  }

  private static Optional<ScanSpec> bound(
      DataContext context, Object template, @Nullable Object[] values) {
    return ScanBinder.bind((ScanTemplate) template, values, of(context).maxRows());
  }

  private static ScanRuntime of(DataContext context) {
    Object found = context.get(KEY);
    if (found instanceof ScanRuntime runtime) {
      return runtime;
    }
    throw new IllegalStateException("no scan runtime in the data context");
  }

  /** The rows of a scan, read anew by each enumerator. */
  private static final class Rows extends AbstractEnumerable<@Nullable Object[]> {
    private final ScanRuntime runtime;
    private final ScanSpec spec;

    Rows(ScanRuntime runtime, ScanSpec spec) {
      this.runtime = runtime;
      this.spec = spec;
    }

    @Override
    public Enumerator<@Nullable Object[]> enumerator() {
      return new CursorEnumerator(runtime.scanner().open(spec, runtime.control()));
    }
  }

  /** A cursor in Calcite's dress. */
  private record CursorEnumerator(RowCursor cursor) implements Enumerator<@Nullable Object[]> {
    @Override
    public @Nullable Object[] current() {
      return cursor.row();
    }

    @Override
    public boolean moveNext() {
      return cursor.advance();
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("a scan cannot be rewound");
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
