package io.stripejdbc.scan.execute;

import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.window.ListStatistics;
import io.stripejdbc.scan.window.ListStatistics.KnownRows;
import io.stripejdbc.scan.window.WindowSplitPolicy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many calls a plan takes, by how many rows its lists had when they were read last; of what was
 * never read it says that it is not known.
 */
final class CallEstimator {
  private final RequestPlan plan;
  private final ListStatistics statistics;
  private final @Nullable List<RequestTarget> targets;
  private final long limit;
  private long calls;
  private boolean known = true;
  private long oldestMillis = Long.MAX_VALUE;

  /**
   * @param targets the accounts that would be asked, null where they have to be listed first
   */
  CallEstimator(
      RequestPlan plan, ListStatistics statistics, @Nullable List<RequestTarget> targets) {
    this.plan = plan;
    this.statistics = statistics;
    this.targets = plan.asPlatform() ? List.of(RequestTarget.PLATFORM) : targets;
    this.limit = plan.spec().ids().isPresent() ? -1 : TaskFactory.most(plan.spec());
    this.known = plan.walks().isEmpty() && !plan.retrieveEach();
    plan.steps().forEach(this::add);
  }

  private void add(RequestStep step) {
    List<RequestTarget> asked = targets == null ? List.of() : targets;
    for (RequestTarget target : asked) {
      add(step, target);
    }
  }

  private void add(RequestStep step, RequestTarget target) {
    boolean onePage = limit >= 0 && limit <= WindowSplitPolicy.FULL_PAGE;
    if (step.shape() == Shape.OBJECT || (onePage && step.shape() != Shape.SEARCH)) {
      calls++;
      return;
    }
    KnownRows rows = statistics.known(target.account(), step.template(), step.window());
    if (rows == null || step.shape() == Shape.SEARCH) {
      known = false;
      calls++;
      return;
    }
    double wanted = limit < 0 ? rows.rows() : Math.min(rows.rows(), (double) limit);
    calls += (long) Math.max(1, Math.ceil(wanted / WindowSplitPolicy.FULL_PAGE));
    oldestMillis = Math.min(oldestMillis, rows.readMillis());
  }

  /** Whether all of them are known. */
  boolean isKnown() {
    return known;
  }

  /** The calls that are known to be needed at least. */
  long calls() {
    return calls;
  }

  /**
   * The number of calls, or what is known of it.
   *
   * @param missing share of the calls that the cache does not save
   */
  String text(double missing) {
    if (plan.isEmpty() || missing <= 0) {
      return plan.isEmpty() ? "0 calls" : "0 calls, all of it is cached";
    }
    List<RequestTarget> asked = targets;
    if (asked == null) {
      return "unknown; at least 1 for each account, and it is not known how many there are";
    }
    if (!known) {
      String each = asked.size() == 1 ? "" : " for each of " + asked.size() + " accounts";
      return "unknown; at least 1" + each;
    }
    long left = (long) Math.ceil(calls * missing);
    String read = oldestMillis == Long.MAX_VALUE ? "" : " (" + age(oldestMillis) + ")";
    return left + (left == 1 ? " call" : " calls") + read;
  }

  private String age(long readMillis) {
    long millis = Math.max(0, statistics.now() - readMillis);
    long minutes = TimeUnit.MILLISECONDS.toMinutes(millis);
    long hours = TimeUnit.MILLISECONDS.toHours(millis);
    if (minutes == 0) {
      return "read less than a minute ago";
    }
    return hours >= 2
        ? "read " + hours + " hours ago"
        : "read " + minutes + (minutes == 1 ? " minute ago" : " minutes ago");
  }
}
