package io.stripejdbc.scan;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.PageSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The scanner of one connection, over a source of pages. */
final class LiveScanner implements Scanner {
  private final Planner planner;
  private final PageSource source;
  private final Workers pool;
  private final boolean leaveOutRefused;
  private final Beginnings beginnings;
  private final Runnable onClose;
  private final Map<CallControl, Directory> directories = new WeakHashMap<>();

  /**
   * @param accounts the property {@code accounts}
   * @param leaveOutRefused whether accounts that refuse are left out with a warning
   */
  LiveScanner(
      Catalog catalog,
      Set<String> accounts,
      boolean leaveOutRefused,
      PageSource source,
      Workers pool,
      Beginnings beginnings,
      Runnable onClose) {
    this(catalog, accounts, Searching.OFF, leaveOutRefused, source, pool, beginnings, onClose);
  }

  LiveScanner(
      Catalog catalog,
      Set<String> accounts,
      Searching searching,
      boolean leaveOutRefused,
      PageSource source,
      Workers pool,
      Beginnings beginnings,
      Runnable onClose) {
    this.planner = new Planner(catalog, accounts, searching);
    this.source = source;
    this.pool = pool;
    this.leaveOutRefused = leaveOutRefused;
    this.beginnings = beginnings;
    this.onClose = onClose;
  }

  @Override
  public RowCursor open(ScanSpec spec, CallControl statement) {
    Plan plan = planner.plan(spec);
    ScanControl control = new ScanControl(statement);
    WindowSplitter splitter = new WindowSplitter(pool.size());
    Output output =
        spec.newestFirst()
            ? new Merge(plan.layout(), spec.limit() < 0 && spec.reach().isEverything())
            : new PageQueue(2 * pool.size(), spec.limit());
    return new ScanRun(
        plan,
        output,
        source,
        control,
        pool,
        new Opening(plan, output, directory(statement), beginnings, splitter),
        splitter,
        leniency(control));
  }

  @Override
  public int accountCount(CallControl statement) {
    AccountScope scope = planner.everyAccount();
    AtomicInteger count = new AtomicInteger(scope.named().size() + (scope.platform() ? 1 : 0));
    if (scope.listed()) {
      Directory directory = directory(statement);
      ScanControl control = new ScanControl(statement);
      try (ScanRun listing =
          new ScanRun(
              Directory.plan(scope),
              new PageQueue(1, -1),
              source,
              control,
              pool,
              run -> directory.list(run, account -> count.incrementAndGet()),
              new WindowSplitter(pool.size()),
              leniency(control))) {
        if (listing.advance()) {
          throw new IllegalStateException("a listing of accounts gives out no row");
        }
      }
    }
    return count.get();
  }

  private Directory directory(CallControl statement) {
    synchronized (directories) {
      return directories.computeIfAbsent(statement, control -> new Directory(beginnings));
    }
  }

  private ScanRun.Leniency leniency(CallControl control) {
    Set<String> told = new HashSet<>();
    return (strand, failure, answered) -> {
      if (!leaveOutRefused || answered || !isRefusal(failure)) {
        return false;
      }
      String account = strand.target().account();
      if (told.add(account)) {
        control.accountSkipped(account, String.valueOf(failure.getMessage()));
      }
      return true;
    };
  }

  private static boolean isRefusal(CallFailure failure) {
    return failure.failure().error() == DriverError.ACCOUNT_REFUSED;
  }

  @Override
  public List<String> explain(ScanSpec spec) {
    return Explanation.of(planner.plan(spec));
  }

  @Override
  public void close() {
    onClose.run();
  }
}
