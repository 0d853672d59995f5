package io.stripejdbc.plan;

import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import java.util.HashMap;
import java.util.Map;
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
 */
public final class ScanRuntime {
  /** Name of this object in the {@link DataContext}. */
  public static final String KEY = "stripeScanRuntime";

  private final Scanner scanner;
  private final CallControl control;
  private final long maxRows;
  private final Map<Integer, LookupState> lookups = new HashMap<>();

  /**
   * The runtime of one execution.
   *
   * @param scanner reads the remote tables
   * @param control tells the scans when to stop
   * @param maxRows rows the statement returns at most, 0 for all
   */
  public ScanRuntime(Scanner scanner, CallControl control, long maxRows) {
    this.scanner = scanner;
    this.control = control;
    this.maxRows = maxRows;
  }

  LookupState lookup(int slot) {
    return lookups.computeIfAbsent(slot, k -> new LookupState());
  }

  /** What reads the remote tables. */
  public Scanner scanner() {
    return scanner;
  }

  /** Tells the calls of the execution when to stop. */
  public CallControl control() {
    return control;
  }

  /** Accounts a lookup without an account would ask. */
  int accountCount() {
    return scanner.accountCount(control);
  }

  /** Opens a scan whose rows have several columns; called by generated code. */
  public static Enumerable<@Nullable Object[]> open(
      DataContext context, Object template, @Nullable Object[] values) {
    Optional<ScanSpec> spec = bound(context, template, values);
    if (spec.isEmpty()) {
      return Linq4j.emptyEnumerable();
    }
    return new Rows(of(context), spec.get(), ((ScanTemplate) template).lookup());
  }

  /** Opens a scan of one column: a row is the value itself; called by generated code. */
  public static Enumerable<@Nullable Object> openSingle(
      DataContext context, Object template, @Nullable Object[] values) {
    return open(context, template, values).select(row -> row[0]);
  }

  private static Optional<ScanSpec> bound(
      DataContext context, Object template, @Nullable Object[] values) {
    return ScanBinder.bind((ScanTemplate) template, values, of(context).maxRows);
  }

  static ScanRuntime of(DataContext context) {
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
    private final @Nullable LookupSlot slot;

    Rows(ScanRuntime runtime, ScanSpec spec, @Nullable LookupSlot slot) {
      this.runtime = runtime;
      this.spec = spec;
      this.slot = slot;
    }

    @Override
    public Enumerator<@Nullable Object[]> enumerator() {
      if (slot == null) {
        return new CursorEnumerator(open(spec), () -> {});
      }
      LookupState state = runtime.lookup(slot.id());
      Optional<ScanSpec> narrowed = LookupBinder.narrow(spec, slot, state.request().orElseThrow());
      return narrowed.isEmpty()
          ? Linq4j.emptyEnumerator()
          : new CursorEnumerator(open(narrowed.get()), state::countRow);
    }

    private RowCursor open(ScanSpec wanted) {
      return runtime.scanner.open(wanted, runtime.control);
    }
  }

  /** A cursor in Calcite's dress. */
  private record CursorEnumerator(RowCursor cursor, Runnable onRow)
      implements Enumerator<@Nullable Object[]> {
    @Override
    public @Nullable Object[] current() {
      return cursor.row();
    }

    @Override
    public boolean moveNext() {
      boolean found = cursor.advance();
      if (found) {
        onRow.run();
      }
      return found;
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
