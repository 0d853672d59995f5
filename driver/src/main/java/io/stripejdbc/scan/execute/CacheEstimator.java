package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CacheQuery;
import io.stripejdbc.cache.CacheSession;
import io.stripejdbc.cache.ListRequest;
import io.stripejdbc.cache.TimeRange;
import io.stripejdbc.cache.TimeRangeSet;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.request.AccountScope;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.task.CacheCandidates;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a plan memory would answer now; takes nothing and asks nobody. */
final class CacheEstimator {
  /** Of a window that is open at an end it cannot be said how much is missing. */
  private static final double SOME = 0.5;

  private final RequestPlan plan;
  private final CacheSession session;
  private final @Nullable List<RequestTarget> targets;

  CacheEstimator(RequestPlan plan, CacheSession session) {
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
    List<String> listed = session.cache().ids(ConnectedAccounts.REQUEST, session.untold());
    if (listed == null) {
      return null;
    }
    listed.forEach(account -> all.add(RequestTarget.connected(account)));
    return all;
  }

  /** The accounts that would be asked, null where they have to be listed first. */
  @Nullable List<RequestTarget> targets() {
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
    double missing = missing(part, step);
    return missing <= 0 ? " (cached)" : missing < 1 ? " (cached in part)" : "";
  }

  /** The share of all calls that would have to be made, from 0 to 1. */
  double missing() {
    double missing = 0;
    int steps = 0;
    for (RequestStep step : plan.steps()) {
      missing += missing(plan, step);
      steps++;
    }
    for (RequestPlan.Walk walk : plan.walks()) {
      for (RequestStep step : walk.parents().steps()) {
        // The children are known only with their parents.
        missing += walk.children().isEmpty() ? missing(walk.parents(), step) : 1;
        steps++;
      }
    }
    return steps == 0 ? 1 : missing / steps;
  }

  private double missing(RequestPlan part, RequestStep step) {
    List<RequestTarget> all = plan.asPlatform() ? List.of(RequestTarget.PLATFORM) : targets;
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
    return TaskFactory.groups(part.steps(), true).stream()
        .filter(steps -> steps.contains(step))
        .findFirst()
        .orElse(List.of(step));
  }

  private double missing(RequestPlan part, List<RequestStep> group, RequestTarget target) {
    List<ColumnSpec> columns = part.layout().columns();
    CacheCandidates candidates =
        new CacheCandidates(
            part.spec(), session.cache().store(), part.equals(plan) ? columns : null);
    List<ListRequest> wanted =
        group.stream().map(step -> candidates.of(step, target, false)).toList();
    RequestStep first = group.get(0);
    long limit = part.spec().ids().isPresent() ? -1 : TaskFactory.most(part.spec());
    TimeRange window = first.isWindowed() ? TaskFactory.span(first.window()) : TimeRange.ALL;
    CacheQuery query = session.question(window, limit);
    boolean found =
        first.shape() == Shape.OBJECT
            && TaskFactory.inLists(session.cache(), first, query, wanted.get(0).key(), columns)
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
