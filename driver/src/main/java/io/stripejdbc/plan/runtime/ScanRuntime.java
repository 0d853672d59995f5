package io.stripejdbc.plan.runtime;

import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.plan.expand.ExpandedReference;
import io.stripejdbc.plan.expand.LookupState;
import io.stripejdbc.plan.lookup.LookupBinder;
import io.stripejdbc.plan.lookup.LookupBinding;
import io.stripejdbc.scan.RowBatch;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.request.ResidualFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
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

  /** Some microseconds of work for some nanoseconds of looking at the clock. */
  private static final int LOOKS_A_CHECK = 1024;

  /** A context that knows its runtime without a look-up: it is asked for every pair of rows. */
  public interface Holder {
    /** The runtime of the execution. */
    ScanRuntime runtime();
  }

  private final Scanner scanner;
  private final CallControl control;
  private final long maxRows;
  private final @Nullable ScanMeasurements measurements;

  /** Counted by the one thread that computes. */
  private int looks;

  private final Map<Integer, LookupState> lookups = new HashMap<>();
  private final Map<ParameterSearch, ParameterSearch.Values> searches = new HashMap<>();
  private final Map<Integer, BufferedInputRuntime.SideState> sides = new HashMap<>();
  private final IdentityHashMap<Object, MemoryReservation> reservations = new IdentityHashMap<>();
  private final MemoryReservation pairs;

  /**
   * The runtime of one execution.
   *
   * @param scanner reads the remote tables
   * @param control tells the scans when to stop
   * @param maxRows rows the statement returns at most, 0 for all
   */
  public ScanRuntime(Scanner scanner, CallControl control, long maxRows) {
    this(scanner, control, maxRows, null);
  }

  /**
   * The same.
   *
   * @param measurements counts what each scan costs, null for nobody
   */
  public ScanRuntime(
      Scanner scanner, CallControl control, long maxRows, @Nullable ScanMeasurements measurements) {
    this.measurements = measurements;
    this.scanner = scanner;
    this.control = control;
    this.maxRows = maxRows;
    this.pairs = control.memory().reservation("The join");
  }

  /**
   * The account of an operator, the same each time its input is read.
   *
   * @param operator what the operator is known by, as an object
   * @param operation what it is called in messages
   */
  public MemoryReservation reservation(Object operator, String operation) {
    return reservations.computeIfAbsent(operator, kept -> control.memory().reservation(operation));
  }

  /** The account of joins that keep what they joined. */
  MemoryReservation pairs() {
    return pairs;
  }

  LookupState lookup(int slot) {
    return lookups.computeIfAbsent(
        slot, k -> new LookupState(control.memory().reservation(LookupRows.OPERATION)));
  }

  /** What a long list of parameters holds in this execution. */
  ParameterSearch.Values search(ParameterSearch search, DataContext context) {
    return searches.computeIfAbsent(search, s -> s.values(context));
  }

  BufferedInputRuntime.SideState side(int join) {
    return sides.computeIfAbsent(
        join, k -> new BufferedInputRuntime.SideState(control.memory().reservation("The join")));
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
      DataContext context, Object call, @Nullable Object[] values) {
    Optional<ScanSpec> spec = bound(context, (ScanCall) call, values);
    if (spec.isEmpty()) {
      return Linq4j.emptyEnumerable();
    }
    LookupBinding lookup = ((ScanCall) call).template().lookup();
    if (lookup != null) {
      of(context).lookup(lookup.id()).reads(spec.get());
    }
    return new Rows(of(context), spec.get(), ((ScanCall) call).template());
  }

  /** A scan that is read in batches. */
  public record OpenedScan(RowCursor cursor, LongConsumer onRows) implements AutoCloseable {
    /** Moves behind the rows that come next, and gives them together; null behind the last. */
    public @Nullable RowBatch nextBatch() {
      return cursor.nextBatch();
    }

    /** Tells that the plan has used rows of a batch: under a limit those behind are not. */
    public void used(long rows) {
      onRows.accept(rows);
    }

    @Override
    public void close() {
      cursor.close();
    }
  }

  /**
   * Opens a scan whose rows are read in batches; empty where it can have none. Not for scans that
   * look up keys or carry rows of other tables.
   */
  public static Optional<OpenedScan> openBatches(
      DataContext context, Object call, @Nullable Object[] values) {
    ScanRuntime runtime = of(context);
    ScanTemplate template = ((ScanCall) call).template();
    return bound(context, (ScanCall) call, values)
        .map(
            spec -> {
              ScanMeasurements all = runtime.measurements;
              ScanMeasurement its = all == null ? null : all.begun(template);
              CallControl control = its == null ? runtime.control : its.counting(runtime.control);
              RowCursor cursor = runtime.scanner.open(spec, control);
              return new OpenedScan(cursor, its == null ? rows -> {} : its::gave);
            });
  }

  /** Opens a scan of one column: a row is the value itself; called by generated code. */
  public static Enumerable<@Nullable Object> openSingle(
      DataContext context, Object call, @Nullable Object[] values) {
    return open(context, call, values).select(row -> row[0]);
  }

  /** True, or the reason why the statement was stopped; called by generated code, very often. */
  public static boolean running(DataContext context) {
    ScanRuntime runtime = context instanceof Holder holder ? holder.runtime() : of(context);
    if (++runtime.looks % LOOKS_A_CHECK == 0) {
      runtime.control.check();
    }
    return true;
  }

  /** The same rows, until the statement is stopped; called by generated code. */
  public static <T> Enumerable<T> interruptible(DataContext context, Enumerable<T> rows) {
    return rows.where(row -> running(context));
  }

  private static Optional<ScanSpec> bound(
      DataContext context, ScanCall call, @Nullable Object[] values) {
    return ScanBinder.bind(call.template(), call.with(values, context), of(context).maxRows);
  }

  public static ScanRuntime of(DataContext context) {
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
    private final ScanTemplate template;

    Rows(ScanRuntime runtime, ScanSpec spec, ScanTemplate template) {
      this.runtime = runtime;
      this.spec = spec;
      this.template = template;
    }

    @Override
    public Enumerator<@Nullable Object[]> enumerator() {
      LookupBinding binding = template.lookup();
      if (binding == null) {
        return open(spec, () -> {});
      }
      LookupState state = runtime.lookup(binding.id());
      LookupState.Asked asked = state.asked().orElseThrow();
      Optional<ScanSpec> narrowed = LookupBinder.narrow(spec, binding, asked.request());
      if (narrowed.isEmpty()) {
        return Linq4j.emptyEnumerator();
      }
      Optional<List<@Nullable Object[]>> expanded = expanded(state, narrowed.get());
      return expanded.isPresent()
          ? Linq4j.iterableEnumerator(expanded.get())
          : open(narrowed.get(), asked::countRow);
    }

    /** The rows, if all of them came along with the driving ones. */
    private Optional<List<@Nullable Object[]>> expanded(LookupState state, ScanSpec wanted) {
      Set<String> accounts = wanted.accounts().orElse(Set.of());
      Optional<Set<String>> keys = wanted.ids().isPresent() ? wanted.ids() : wanted.parents();
      if (state.expandedRows().isEmpty() || accounts.size() != 1 || keys.isEmpty()) {
        return Optional.empty();
      }
      return state
          .expandedRows()
          .all(accounts.iterator().next(), keys.get())
          .map(rows -> checked(rows, wanted));
    }

    private List<@Nullable Object[]> checked(List<@Nullable Object[]> rows, ScanSpec wanted) {
      Predicate<@Nullable Object[]> check = ResidualFilter.of(wanted, template.checkedColumns());
      int width = template.columns().size();
      return rows.stream().filter(check).map(row -> Arrays.copyOf(row, width)).toList();
    }

    private Enumerator<@Nullable Object[]> open(ScanSpec wanted, Runnable counted) {
      ScanMeasurements all = runtime.measurements;
      ScanMeasurement its = all == null ? null : all.begun(template);
      CallControl control = its == null ? runtime.control : its.counting(runtime.control);
      Runnable onRow =
          its == null
              ? counted
              : () -> {
                its.gave(1);
                counted.run();
              };
      RowCursor cursor = runtime.scanner.open(wanted, control);
      if (template.lookup() != null) {
        cursor.begin(); // All of it is wanted, and other accounts may be asked beside.
      }
      if (template.expanded().isEmpty()) {
        return new PlainEnumerator(cursor, onRow);
      }
      List<ExpandedReference.RowCollector> collectors = new ArrayList<>();
      for (ExpandedReference reference : template.expanded()) {
        LookupState state = runtime.lookup(reference.slot());
        state.expandedRows().pass(reference.streams());
        collectors.add(reference.collector(wanted.columns(), state));
      }
      return new ExpandingEnumerator(cursor, onRow, collectors, template.columns().size());
    }
  }

  /** A cursor whose rows bring rows of other tables along. */
  private static final class ExpandingEnumerator extends CursorEnumerator {
    private final Runnable onRow;
    private final List<ExpandedReference.RowCollector> collectors;
    private final int width;

    ExpandingEnumerator(
        RowCursor cursor,
        Runnable onRow,
        List<ExpandedReference.RowCollector> collectors,
        int width) {
      super(cursor);
      this.onRow = onRow;
      this.collectors = collectors;
      this.width = width;
    }

    @Override
    public @Nullable Object[] current() {
      return Arrays.copyOf(row(), width);
    }

    @Override
    public boolean moveNext() {
      boolean found = advance();
      if (found) {
        onRow.run();
        collectors.forEach(collector -> collector.take(row()));
      }
      return found;
    }
  }

  /** A cursor's rows as they are. */
  private static final class PlainEnumerator extends CursorEnumerator {
    private final Runnable onRow;

    PlainEnumerator(RowCursor cursor, Runnable onRow) {
      super(cursor);
      this.onRow = onRow;
    }

    @Override
    public @Nullable Object[] current() {
      return row();
    }

    @Override
    public boolean moveNext() {
      boolean found = advance();
      if (found) {
        onRow.run();
      }
      return found;
    }
  }
}
