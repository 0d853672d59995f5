package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.Memory;
import io.stripejdbc.cache.ReadingRoom;
import io.stripejdbc.cache.SegmentView;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.PageSource;
import io.stripejdbc.scan.Explained;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.request.AccountScope;
import io.stripejdbc.scan.request.Plan;
import io.stripejdbc.scan.request.Planner;
import io.stripejdbc.scan.request.Searching;
import io.stripejdbc.scan.window.Beginnings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The scanner of one connection, over a source of pages. */
public final class LiveScanner implements Scanner {
  private final Planner planner;
  private final PageSource source;
  private final Workers pool;
  private final ReadingRoom room;
  private final boolean leaveOutRefused;
  private final Beginnings beginnings;
  private final Runnable onClose;
  private final Map<CallControl, Directory> directories = new WeakHashMap<>();

  /**
   * Creates one.
   *
   * @param accounts the property {@code accounts}
   * @param leaveOutRefused whether accounts that refuse are left out with a warning
   * @param beginnings where lists of the key are expected to end
   * @param room what is remembered with the key
   */
  public LiveScanner(
      Catalog catalog,
      Set<String> accounts,
      boolean leaveOutRefused,
      PageSource source,
      Workers pool,
      Beginnings beginnings,
      ReadingRoom room,
      Runnable onClose) {
    this(
        catalog, accounts, Searching.OFF, leaveOutRefused, source, pool, beginnings, room, onClose);
  }

  public LiveScanner(
      Catalog catalog,
      Set<String> accounts,
      Searching searching,
      boolean leaveOutRefused,
      PageSource source,
      Workers pool,
      Beginnings beginnings,
      ReadingRoom room,
      Runnable onClose) {
    this.planner = new Planner(catalog, accounts, searching);
    this.source = source;
    this.pool = pool;
    this.room = room;
    this.leaveOutRefused = leaveOutRefused;
    this.beginnings = beginnings;
    this.onClose = onClose;
  }

  @Override
  public RowCursor open(ScanSpec spec, CallControl statement) {
    Plan plan = planner.plan(spec);
    ScanControl control = new ScanControl(statement);
    WindowSplitter splitter = new WindowSplitter(pool.size(), spec.reach().whole());
    Output output =
        spec.newestFirst()
            ? new Merge(
                spec.table().name(),
                plan.layout(),
                spec.limit() < 0 && spec.reach().isReadToTheEnd())
            : new PageQueue(2 * pool.size(), spec.limit(), spec.reach().few());
    Memory memory = memory(control, plan);
    RowHarvest rows = new RowHarvest(plan, output, memory == null ? null : room);
    StrandMaker maker = new StrandMaker(plan, rows, beginnings, splitter, control.ids(), memory);
    return new ScanRun(
        plan,
        output,
        source,
        control,
        pool,
        new Opening(plan, rows, directory(statement), beginnings, maker),
        splitter,
        leniency(control, plan, rows::hasGiven));
  }

  private @Nullable Memory memory(CallControl control, Plan plan) {
    boolean remembers = control.freshness().remembers();
    return remembers ? new Memory(room, control, StrandMaker.anyRows(plan.spec())) : null;
  }

  @Override
  public int accountCount(CallControl statement) {
    AccountScope scope = planner.everyAccount();
    AtomicInteger count = new AtomicInteger(scope.named().size() + (scope.platform() ? 1 : 0));
    if (scope.listed()) {
      Directory directory = directory(statement);
      ScanControl control = new ScanControl(statement);
      Plan plan = Directory.plan(scope);
      Memory memory = memory(control, plan);
      try (ScanRun listing =
          new ScanRun(
              plan,
              new PageQueue(1, -1, false),
              source,
              control,
              pool,
              run -> directory.list(run, memory, account -> count.incrementAndGet()),
              new WindowSplitter(pool.size(), false),
              leniency(control, plan, account -> false))) {
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

  /**
   * Leaves accounts out that refuse for themselves alone, and of which no row was given: what
   * concerns the key would empty the table of all.
   */
  private ScanRun.Leniency leniency(CallControl control, Plan plan, Predicate<String> hasRows) {
    Set<String> told = new HashSet<>();
    return (strand, failure) -> {
      String account = strand.rowsOf();
      boolean leaves =
          leaveOutRefused
              && isOfOneAccount(failure)
              && !account.isEmpty()
              && !(account.equals(AccountScope.PLATFORM) && !isOneOfSeveral(plan, failure))
              && !hasRows.test(account);
      if (leaves && told.add(account)) {
        control.accountSkipped(account, String.valueOf(failure.getMessage()));
      }
      return leaves;
    };
  }

  private static boolean isOfOneAccount(CallFailure failure) {
    return failure.refusingAccount() != null
        || failure.failure().error() == DriverError.ACCOUNT_REFUSED;
  }

  /**
   * Whether the platform can be left out: its connected accounts are asked besides, and not by way
   * of its own answer.
   */
  private boolean isOneOfSeveral(Plan plan, CallFailure failure) {
    boolean itself = AccountScope.PLATFORM.equals(failure.refusingAccount());
    AccountScope every = planner.everyAccount();
    return !(itself && plan.asPlatform()) && (every.listed() || !every.named().isEmpty());
  }

  @Override
  public List<String> explain(ScanSpec spec) {
    return Explanation.of(planner.plan(spec), null);
  }

  @Override
  public Explained explain(ScanSpec spec, CallControl control) {
    if (!control.freshness().remembers()) {
      return new Explained(explain(spec), 1);
    }
    Plan plan = planner.plan(spec);
    Foresight foresight = new Foresight(plan, new Memory(room, control, StrandMaker.anyRows(spec)));
    return new Explained(Explanation.of(plan, foresight), plan.isEmpty() ? 1 : foresight.missing());
  }

  @Override
  public List<SegmentView> remembered() {
    return room.store().list();
  }

  @Override
  public void clearRemembered() {
    room.store().clear();
  }

  @Override
  public void close() {
    onClose.run();
  }
}
