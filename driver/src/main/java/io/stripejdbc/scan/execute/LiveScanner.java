package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.CacheSession;
import io.stripejdbc.cache.segment.SegmentView;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.ForwardingCallControl;
import io.stripejdbc.fetch.PageSource;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanDescription;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.estimate.CacheEstimator;
import io.stripejdbc.scan.estimate.CallEstimator;
import io.stripejdbc.scan.estimate.PlanChooser;
import io.stripejdbc.scan.estimate.RequestBudgetCheck;
import io.stripejdbc.scan.estimate.ScanDescriber;
import io.stripejdbc.scan.refresh.RefreshFactory;
import io.stripejdbc.scan.refresh.StatementEvents;
import io.stripejdbc.scan.request.AccountScope;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestPlanner;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.request.SearchPolicy;
import io.stripejdbc.scan.task.AccountsRequest;
import io.stripejdbc.scan.window.ListStatistics;
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
  /** Lists of which the cost is looked up, for all accounts, to choose between ways. */
  private static final int MOST_COMPARED = 2_000;

  private final RequestPlanner planner;
  private final PageSource source;
  private final CallExecutor pool;
  private final CacheManager cache;
  private final boolean leaveOutRefused;
  private final ListStatistics statistics;
  private final Lifecycle lifecycle;
  private final Map<CallControl, ConnectedAccounts> directories = new WeakHashMap<>();
  private final Map<CallControl, StatementEvents> events = new WeakHashMap<>();
  private final Catalog catalog;

  /**
   * Creates one.
   *
   * @param accounts the property {@code accounts}
   * @param leaveOutRefused whether accounts that refuse are left out with a warning
   * @param statistics where lists of the key are expected to end
   * @param cache what is cached with the key
   */
  public LiveScanner(
      Catalog catalog,
      Set<String> accounts,
      boolean leaveOutRefused,
      PageSource source,
      CallExecutor pool,
      ListStatistics statistics,
      CacheManager cache,
      Runnable onClose) {
    this(
        catalog,
        new Allowed(accounts, SearchPolicy.OFF, leaveOutRefused, false),
        source,
        pool,
        statistics,
        cache,
        new Lifecycle(
            () -> {
              cache.clear();
              statistics.clear();
            },
            onClose));
  }

  /**
   * What a scanner may read.
   *
   * @param accounts the property {@code accounts}
   * @param searchPolicy whether the Search API may be asked
   * @param leaveOutRefused whether accounts that refuse are left out with a warning
   * @param testMode whether the key is for test data, so that rows may be bound to test clocks
   */
  public record Allowed(
      Set<String> accounts, SearchPolicy searchPolicy, boolean leaveOutRefused, boolean testMode) {}

  /**
   * What happens to what is shared with other scanners of the key.
   *
   * @param clearCached forgets everything that is cached with the key
   * @param onClose the scanner is used no more
   */
  public record Lifecycle(Runnable clearCached, Runnable onClose) {}

  /** Creates one that may ask the Search API. */
  public LiveScanner(
      Catalog catalog,
      Allowed allowed,
      PageSource source,
      CallExecutor pool,
      ListStatistics statistics,
      CacheManager cache,
      Lifecycle lifecycle) {
    this.catalog = catalog;
    this.planner =
        new RequestPlanner(catalog, allowed.accounts(), allowed.searchPolicy(), allowed.testMode());
    this.source = source;
    this.pool = pool;
    this.cache = cache;
    this.leaveOutRefused = allowed.leaveOutRefused();
    this.statistics = statistics;
    this.lifecycle = lifecycle;
  }

  @Override
  public RowCursor open(ScanSpec spec, CallControl statement) {
    RequestPlan plan = planned(spec, statement);
    ScanCallControl control = new ScanCallControl(statement);
    WindowSplitter splitter = new WindowSplitter(pool.size(), spec.fetchHint().whole());
    RowOutput output =
        spec.newestFirst()
            ? new NewestFirstMerge(
                spec.table().name(),
                plan.layout(),
                spec.limit() < 0 && spec.fetchHint().isReadToTheEnd(),
                spec.fetchHint().whole(),
                control.merged())
            : new PageQueue(
                2 * pool.size(),
                spec.limit(),
                spec.fetchHint().few(),
                spec.fetchHint().whole(),
                control.waiting());
    CacheSession session = memory(control, plan);
    RefreshFactory refreshes = refreshes(session, control, plan, events(statement));
    RequestBudgetCheck.check(
        plan,
        statistics,
        control,
        session == null ? null : new CacheEstimator(plan, session, statistics, refreshes));
    RowConsumer rows =
        new RowConsumer(plan, spec, output, session == null ? null : cache, control::warn);
    TaskFactory taskFactory =
        new TaskFactory(plan, rows, statistics, splitter, control.ids(), session, refreshes);
    ScanRun run =
        new ScanRun(
            output,
            source,
            control,
            pool,
            new ScanStarter(
                plan, rows, connectedAccounts(statement), statistics, taskFactory, control),
            splitter,
            leniency(control, plan, rows::hasGiven));
    return new ScanCursor(run, plan);
  }

  private @Nullable RefreshFactory refreshes(
      @Nullable CacheSession session, CallControl control, RequestPlan plan, StatementEvents its) {
    return session == null || !session.refreshes()
        ? null
        : new RefreshFactory(catalog, session, control, its, plan);
  }

  /**
   * Several ids are looked up, or their list is read, and several lists or a wider one, where that
   * is known to be fewer calls.
   */
  private RequestPlan planned(ScanSpec spec, CallControl control) {
    RequestPlan plan = planner.plan(spec);
    List<RequestPlan> others = planner.alternatives(spec, plan);
    List<RequestTarget> targets =
        others.isEmpty() ? null : RequestBudgetCheck.accounts(plan, statistics);
    if (targets == null) {
      return planner.withoutSmallGaps(spec, plan);
    }
    boolean few = others.size() == 1 || plan.steps().size() * targets.size() <= MOST_COMPARED;
    RequestPlan chosen =
        few ? PlanChooser.choose(plan, others, other -> cost(other, control)) : plan;
    return chosen.equals(plan) && !cost(plan, control).isKnown()
        ? planner.withoutSmallGaps(spec, plan)
        : chosen;
  }

  private @Nullable CacheSession memory(CallControl control, RequestPlan plan) {
    boolean caches = control.freshness().usesCache();
    return caches
        ? new CacheSession(
            cache, control, plan.spec().takesAnyRows(), RefreshFactory.tells(catalog, plan))
        : null;
  }

  @Override
  public int accountCount(CallControl statement) {
    AccountScope scope = planner.everyAccount();
    AtomicInteger count = new AtomicInteger(scope.named().size() + (scope.platform() ? 1 : 0));
    if (scope.listed()) {
      ConnectedAccounts connectedAccounts = connectedAccounts(statement);
      ScanCallControl control = new ScanCallControl(statement);
      RequestPlan plan = AccountsRequest.plan(scope);
      CacheSession session = memory(control, plan);
      ScanRun run =
          new ScanRun(
              new PageQueue(1, -1, false, true, control.waiting()),
              source,
              control,
              pool,
              its -> connectedAccounts.list(its, session, account -> count.incrementAndGet()),
              new WindowSplitter(pool.size(), false),
              leniency(control, plan, account -> false));
      try (RowCursor listing = new ScanCursor(run, plan)) {
        if (listing.advance()) {
          throw new IllegalStateException("a listing of accounts gives out no row");
        }
      }
    }
    return count.get();
  }

  private StatementEvents events(CallControl given) {
    synchronized (events) {
      return events.computeIfAbsent(statement(given), control -> new StatementEvents());
    }
  }

  /** What all scans of a statement have in common. */
  private static CallControl statement(CallControl given) {
    CallControl statement = given;
    while (statement instanceof ForwardingCallControl around) {
      statement = around.statement();
    }
    return statement;
  }

  private ConnectedAccounts connectedAccounts(CallControl given) {
    CallControl statement = statement(given);
    synchronized (directories) {
      return directories.computeIfAbsent(statement, control -> new ConnectedAccounts(statistics));
    }
  }

  /**
   * Leaves accounts out that refuse for themselves alone, and of which no row was given: what
   * concerns the key would empty the table of all.
   */
  private ScanRun.Leniency leniency(
      CallControl control, RequestPlan plan, Predicate<String> hasRows) {
    Set<String> told = new HashSet<>();
    return (task, failure) -> {
      String account = task.rowsOf();
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
  private boolean isOneOfSeveral(RequestPlan plan, CallFailure failure) {
    boolean itself = AccountScope.PLATFORM.equals(failure.refusingAccount());
    AccountScope every = planner.everyAccount();
    return !(itself && plan.asPlatform()) && (every.listed() || !every.named().isEmpty());
  }

  @Override
  public long knownCalls(ScanSpec spec, CallControl control) {
    return knownCalls(planner.plan(spec), control);
  }

  private long knownCalls(RequestPlan plan, CallControl control) {
    PlanChooser.Cost cost = cost(plan, control);
    return cost.isKnown() ? cost.calls() : -1;
  }

  private PlanChooser.Cost cost(RequestPlan plan, CallControl control) {
    CacheSession session = memory(control, plan);
    CacheEstimator cached =
        session == null
            ? null
            : new CacheEstimator(
                plan,
                session,
                statistics,
                refreshes(session, control, plan, new StatementEvents()));
    long refreshing = cached == null ? 0 : cached.refreshCalls();
    if (refreshing > 0) {
      return new PlanChooser.Cost(true, refreshing);
    }
    CallEstimator calls =
        new CallEstimator(
            plan,
            statistics,
            cached == null ? RequestBudgetCheck.accounts(plan, statistics) : cached.targets());
    double missing = cached == null ? 1 : cached.missing();
    return missing <= 0
        ? new PlanChooser.Cost(true, 0)
        : new PlanChooser.Cost(calls.isKnown(), (long) Math.ceil(missing * calls.calls()));
  }

  @Override
  public List<String> explain(ScanSpec spec) {
    return ScanDescriber.of(planner.plan(spec), null);
  }

  @Override
  public ScanDescription explain(ScanSpec spec, CallControl control) {
    RequestPlan plan = planned(spec, control);
    if (!control.freshness().usesCache()) {
      CallEstimator calls =
          new CallEstimator(plan, statistics, RequestBudgetCheck.accounts(plan, statistics));
      return new ScanDescription(ScanDescriber.of(plan, null), 1, calls.text(1));
    }
    CacheSession session =
        new CacheSession(cache, control, spec.takesAnyRows(), RefreshFactory.tells(catalog, plan));
    CacheEstimator estimator =
        new CacheEstimator(
            plan, session, statistics, refreshes(session, control, plan, new StatementEvents()));
    double missing = plan.isEmpty() ? 1 : estimator.missing();
    CallEstimator calls = new CallEstimator(plan, statistics, estimator.targets());
    long least = plan.isEmpty() ? 0 : estimator.refreshCalls();
    String text =
        least > 0
            ? "at least %s %s, and 1 for each row that changed"
                .formatted(least, least == 1 ? "call" : "calls")
            : calls.text(missing);
    return new ScanDescription(ScanDescriber.of(plan, estimator), missing, text);
  }

  @Override
  public List<SegmentView> cachedSegments() {
    return cache.store().list();
  }

  @Override
  public void clearCached() {
    lifecycle.clearCached().run();
  }

  @Override
  public void close() {
    lifecycle.onClose().run();
  }
}
