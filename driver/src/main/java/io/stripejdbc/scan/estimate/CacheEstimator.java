package io.stripejdbc.scan.estimate;

import io.stripejdbc.cache.CacheSession;
import io.stripejdbc.cache.ListRequest;
import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.cache.segment.TimeRangeSet;
import io.stripejdbc.catalog.ChangeSpec.Told;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.estimate.AccountCoverage.State;
import io.stripejdbc.scan.refresh.RefreshFactory;
import io.stripejdbc.scan.request.AccountScope;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.request.StepGroups;
import io.stripejdbc.scan.task.AccountsRequest;
import io.stripejdbc.scan.task.CacheCandidates;
import io.stripejdbc.scan.task.CachedObjectFinder;
import io.stripejdbc.scan.window.ListStatistics;
import io.stripejdbc.scan.window.ListStatistics.KnownRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a plan memory would answer now; takes nothing and asks nobody. */
public final class CacheEstimator {
  /** Of a window that is open at an end it cannot be said how much is missing. */
  private static final double SOME = 0.5;

  private final RequestPlan plan;
  private final CacheSession session;
  private final ListStatistics statistics;
  private final @Nullable RefreshFactory refreshes;
  private final @Nullable List<RequestTarget> targets;

  /**
   * Creates one.
   *
   * @param refreshes brings cached rows up to date, null where they are read again
   */
  public CacheEstimator(
      RequestPlan plan,
      CacheSession session,
      ListStatistics statistics,
      @Nullable RefreshFactory refreshes) {
    this.statistics = statistics;
    this.refreshes = refreshes;
    this.plan = plan;
    this.session = session;
    this.targets = targets(plan.scope());
  }

  /** The accounts that would be asked, null when they have to be listed first. */
  private @Nullable List<RequestTarget> targets(AccountScope scope) {
    List<RequestTarget> all = new ArrayList<>();
    if (scope.platform()) {
      all.add(RequestTarget.PLATFORM);
    }
    scope.named().forEach(account -> all.add(RequestTarget.connected(account)));
    if (!scope.listed() || plan.asPlatform()) {
      return all;
    }
    List<String> listed = session.cache().ids(AccountsRequest.REQUEST, session.untold());
    if (listed == null) {
      return null;
    }
    listed.stream()
        .filter(scope::asks)
        .forEach(account -> all.add(RequestTarget.connected(account)));
    return all;
  }

  /** The accounts that would be asked, null where they have to be listed first. */
  public @Nullable List<RequestTarget> targets() {
    return targets;
  }

  /** Whether the cache saves no call for a step and an account. */
  boolean isMissing(RequestStep step, RequestTarget target) {
    return missing(plan, group(plan, step), target) >= 1;
  }

  /** Whether the connected accounts need not be listed. */
  boolean knowsAccounts() {
    return targets != null;
  }

  /** What is to be said about a step, empty for nothing. */
  String note(RequestPlan part, RequestStep step) {
    return coverage(part, step).note();
  }

  /** Calls that bring rows up to date instead of reading them: one for each account at least. */
  public long refreshCalls() {
    long events = 0;
    long others = 0;
    List<RequestPlan> parts = new ArrayList<>(List.of(plan));
    plan.walks().forEach(walk -> parts.add(walk.parents()));
    for (RequestPlan part : parts) {
      for (RequestStep step : part.steps()) {
        AccountCoverage its = coverage(part, step);
        events = Math.max(events, its.calls(State.BY_EVENTS));
        others += its.calls(State.FROM_UNSETTLED);
      }
    }
    return events + others;
  }

  private AccountCoverage coverage(RequestPlan part, RequestStep step) {
    AccountCoverage coverage = new AccountCoverage();
    List<RequestTarget> all = plan.asPlatform() ? List.of(asPlatform(step)) : targets;
    if (all == null || part.retrieveEach()) {
      return coverage;
    }
    for (RequestTarget target : all) {
      State state = state(part, step, target);
      coverage.add(state, state == State.READ ? calls(part, target) : 1);
    }
    return coverage;
  }

  private static RequestTarget asPlatform(RequestStep step) {
    String account = step.account();
    return account == null ? RequestTarget.PLATFORM : RequestTarget.asPlatform(account);
  }

  private long calls(RequestPlan part, RequestTarget target) {
    CallEstimator calls = new CallEstimator(part, statistics, List.of(target));
    return calls.isKnown() ? calls.calls() : -1;
  }

  private State state(RequestPlan part, RequestStep step, RequestTarget target) {
    List<RequestStep> group = group(part, step);
    double missing = missing(part, group, target);
    if (missing <= 0) {
      return State.REMEMBERED;
    }
    Told told =
        refreshes == null
            ? Told.READ
            : refreshes.expected(
                query(part, group.get(0)), wanted(part, group, target), group.get(0), target);
    return switch (told) {
      case EVENTS -> State.BY_EVENTS;
      case SETTLES, IMMUTABLE -> State.FROM_UNSETTLED;
      case READ -> missing < 1 ? State.IN_PART : State.READ;
    };
  }

  /** The share of all calls that would have to be made, from 0 to 1. */
  public double missing() {
    double missing = 0;
    int steps = 0;
    for (RequestStep step : plan.steps()) {
      missing += missing(plan, step);
      steps++;
    }
    for (RequestPlan.Walk walk : plan.walks()) {
      RequestPlan parents = walk.parents();
      for (RequestStep step : parents.steps()) {
        // The children are known only with their parents.
        missing += walk.children().isEmpty() ? missing(parents, step) : 1;
        steps++;
      }
      for (RequestPlan.Walk above : parents.walks()) {
        missing += hasNone(above.parents()) ? 0 : 1;
        steps++;
      }
    }
    return steps == 0 ? 1 : missing / steps;
  }

  /** Whether it is known from the cache that there are no rows. */
  private boolean hasNone(RequestPlan part) {
    List<RequestTarget> all = targets;
    return all != null
        && part.steps().stream()
            .allMatch(
                step ->
                    missing(part, step) <= 0
                        && all.stream().allMatch(target -> isKnownEmpty(step, target)));
  }

  private boolean isKnownEmpty(RequestStep step, RequestTarget target) {
    KnownRows known = statistics.known(target.account(), step.template(), step.window());
    return known != null && known.rows() == 0;
  }

  private double missing(RequestPlan part, RequestStep step) {
    List<RequestTarget> all = plan.asPlatform() ? List.of(asPlatform(step)) : targets;
    if (all == null || all.isEmpty() || part.retrieveEach()) {
      return 1;
    }
    List<RequestStep> group = group(part, step);
    return all.stream().mapToDouble(target -> missing(part, group, target)).sum() / all.size();
  }

  private static List<RequestStep> group(RequestPlan part, RequestStep step) {
    if (step.shape() == Shape.OBJECT) {
      return List.of(step); // There may be thousands.
    }
    return StepGroups.of(part.steps(), true).stream()
        .filter(steps -> steps.contains(step))
        .findFirst()
        .orElse(List.of(step));
  }

  private List<ListRequest> wanted(
      RequestPlan part, List<RequestStep> group, RequestTarget target) {
    List<ColumnSpec> columns = part.layout().columns();
    CacheCandidates candidates =
        new CacheCandidates(
            part.spec(), session.cache().store(), part.equals(plan) ? columns : null);
    return group.stream().map(step -> candidates.of(step, target, false)).toList();
  }

  private CacheQuery query(RequestPlan part, RequestStep first) {
    long limit = part.spec().ids().isPresent() ? -1 : part.spec().mostOfEach();
    return session.question(window(first), limit);
  }

  private static TimeRange window(RequestStep first) {
    return first.isWindowed()
        ? new TimeRange(first.window().least(), first.window().greatest())
        : TimeRange.ALL;
  }

  private double missing(RequestPlan part, List<RequestStep> group, RequestTarget target) {
    List<ColumnSpec> columns = part.layout().columns();
    List<ListRequest> wanted = wanted(part, group, target);
    RequestStep first = group.get(0);
    TimeRange window = window(first);
    CacheQuery query = query(part, first);
    boolean found =
        first.shape() == Shape.OBJECT
            && CachedObjectFinder.inLists(
                    session.cache(), first, query, wanted.get(0).key(), columns)
                != null;
    return found ? 0 : share(session.cache().covered(query, wanted), window);
  }

  /** How much of a window is not covered. */
  private static double share(TimeRangeSet covered, TimeRange window) {
    List<TimeRange> gaps = covered.gaps(window);
    if (gaps.isEmpty()) {
      return 0;
    }
    if (covered.ranges().isEmpty()) {
      return 1;
    }
    boolean bounded = window.from() != Long.MIN_VALUE && window.to() != Long.MAX_VALUE;
    double missing = gaps.stream().mapToDouble(CacheEstimator::seconds).sum();
    return bounded ? Math.min(1, missing / seconds(window)) : SOME;
  }

  private static double seconds(TimeRange range) {
    return (double) range.to() - range.from() + 1;
  }
}
