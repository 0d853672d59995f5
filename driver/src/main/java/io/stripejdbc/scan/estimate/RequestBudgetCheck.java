package io.stripejdbc.scan.estimate;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a read that is known to need more calls than the statement may still make, before the
 * first of them: a read of whole lists, of the first rows of lists, of ids, over any number of
 * accounts. Lists of which rows are cached do not count, nor what was never read.
 */
public final class RequestBudgetCheck {
  private final RequestPlan plan;
  private final ListStatistics statistics;
  private final @Nullable CacheEstimator cache;

  private RequestBudgetCheck(
      RequestPlan plan, ListStatistics statistics, @Nullable CacheEstimator cache) {
    this.plan = plan;
    this.statistics = statistics;
    this.cache = cache;
  }

  /**
   * Checks a read.
   *
   * @param cache what is cached, null for nothing
   * @throws DriverFailure REQUEST_BUDGET
   */
  public static void check(
      RequestPlan plan,
      ListStatistics statistics,
      CallControl control,
      @Nullable CacheEstimator cache) {
    long left = control.callsLeft();
    if (left == Long.MAX_VALUE || !takesAll(plan.spec())) {
      return;
    }
    long calls = new RequestBudgetCheck(plan, statistics, cache).known(left);
    if (calls > left) {
      throw failure(plan, calls, left);
    }
  }

  /** Whether the reader is known to take every row: not where he may close before. */
  private static boolean takesAll(ScanSpec spec) {
    boolean bounded = spec.limit() >= 0 || spec.ids().isPresent() || spec.fetchHint().ofEach() >= 0;
    return !spec.fetchHint().few() && (bounded || spec.fetchHint().whole());
  }

  private long known(long left) {
    List<RequestTarget> targets = accounts();
    if (targets == null || new CallEstimator(plan, statistics, targets).calls() <= left) {
      return 0;
    }
    CacheEstimator cached = cache;
    if (cached != null && cached.refreshCalls() > 0) {
      return 0; // What changed is told by events, and not known before.
    }
    return cached == null
        ? new CallEstimator(plan, statistics, targets).calls()
        : new CallEstimator(
                plan,
                statistics,
                targets,
                (step, target) -> plan.walks().isEmpty() && cached.isMissing(step, target))
            .calls();
  }

  private @Nullable List<RequestTarget> accounts() {
    return cache == null ? accounts(plan, statistics) : cache.targets();
  }

  /**
   * The accounts that are asked, those that have to be listed as they were listed last; null where
   * they were not.
   */
  public static @Nullable List<RequestTarget> accounts(
      RequestPlan plan, ListStatistics statistics) {
    List<RequestTarget> all = new ArrayList<>();
    if (plan.scope().platform()) {
      all.add(RequestTarget.PLATFORM);
    }
    plan.scope().named().forEach(account -> all.add(RequestTarget.connected(account)));
    if (plan.scope().listed() && !plan.asPlatform()) {
      List<String> listed = statistics.connectedAccounts();
      if (listed == null) {
        return null;
      }
      listed.stream()
          .filter(plan.scope()::asks)
          .forEach(account -> all.add(RequestTarget.connected(account)));
    }
    return all;
  }

  private static DriverFailure failure(RequestPlan plan, long calls, long left) {
    ScanSpec spec = plan.spec();
    String narrow =
        spec.ids().isPresent()
            ? "narrow it with fewer ids or a filter on 'connected_account'"
            : spec.limit() >= 0
                ? "narrow it with a filter on 'connected_account' or a smaller LIMIT"
                : "narrow it with a filter on 'created' or 'connected_account' or a LIMIT";
    String how =
        spec.ids().isPresent()
            ? "Looking up %s ids of table '%s' takes %s calls to the API"
                .formatted(spec.ids().map(ids -> ids.size()).orElse(0), spec.table().name(), calls)
            : "Reading table '%s' takes %s calls to the API, as it was read last,"
                .formatted(spec.table().name(), calls);
    return new DriverFailure(
        DriverError.REQUEST_BUDGET,
        (how
                + (spec.ids().isPresent() ? ", " : " ")
                + "and the query may make %s more; %s, or raise property 'maxRequestsPerQuery'."
                + " No call was made for it.")
            .formatted(left, narrow));
  }
}
