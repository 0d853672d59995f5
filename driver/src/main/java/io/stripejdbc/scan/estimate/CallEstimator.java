package io.stripejdbc.scan.estimate;

import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.FetchHint.ListEnd;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.window.ListStatistics;
import io.stripejdbc.scan.window.ListStatistics.KnownRows;
import io.stripejdbc.scan.window.WindowSplitPolicy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How many calls a plan takes, by how many rows its lists had when they were read last; of what was
 * never read it says that it is not known.
 */
public final class CallEstimator {
  private static final long PAGE = WindowSplitPolicy.FULL_PAGE;

  private final RequestPlan plan;
  private final ListStatistics statistics;
  private final @Nullable List<RequestTarget> targets;
  private final BiPredicate<RequestStep, RequestTarget> counted;
  private final long limit;

  /** Rows of lists that are known, and of those of a limit over all of them. */
  private double rows;

  private long calls;
  private long lists;
  private boolean known;
  private boolean searches;
  private long oldestMillis = Long.MAX_VALUE;

  /**
   * Creates one.
   *
   * @param targets the accounts that would be asked, null where they have to be listed first
   */
  public CallEstimator(
      RequestPlan plan, ListStatistics statistics, @Nullable List<RequestTarget> targets) {
    this(plan, statistics, targets, (step, target) -> true);
  }

  /**
   * The same for a part of the lists.
   *
   * @param counted whether the calls for a step and an account count
   */
  CallEstimator(
      RequestPlan plan,
      ListStatistics statistics,
      @Nullable List<RequestTarget> targets,
      BiPredicate<RequestStep, RequestTarget> counted) {
    this.plan = plan;
    this.statistics = statistics;
    this.counted = counted;
    this.targets = plan.asPlatform() ? List.of(RequestTarget.PLATFORM) : targets;
    ScanSpec spec = plan.spec();
    this.limit = spec.ids().isPresent() ? -1 : spec.mostOfEach();
    this.known = plan.walks().isEmpty() && !plan.retrieveEach();
    plan.steps().forEach(this::add);
    // Of parents what is known at least; their children are not.
    plan.walks().forEach(walk -> addParents(walk.parents()));
  }

  private void addParents(RequestPlan parents) {
    parents.steps().forEach(this::add);
    parents.walks().forEach(walk -> addParents(walk.parents()));
  }

  private void add(RequestStep step) {
    if (targets != null) {
      targets.stream().filter(t -> counted.test(step, t)).forEach(target -> add(step, target));
    }
    step.then().forEach(this::add);
  }

  private void add(RequestStep step, RequestTarget target) {
    lists++;
    if (step.shape() == Shape.OBJECT) {
      calls++;
      return;
    }
    KnownRows found =
        step.shape() == Shape.SEARCH
            ? null
            : statistics.known(account(step, target), step.template(), step.window());
    rows += found == null ? 0 : found.rows();
    boolean onePage = limit >= 0 && limit <= PAGE && step.shape() != Shape.SEARCH;
    if (onePage || isOldest(step, target, found)) {
      calls++;
    } else if (found == null) {
      known = false;
      calls++;
    } else {
      double wanted = limit < 0 ? found.rows() : Math.min(found.rows(), (double) limit);
      calls += pages(wanted);
      oldestMillis = Math.min(oldestMillis, found.readMillis());
    }
  }

  private String account(RequestStep step, RequestTarget target) {
    String named = step.account();
    return named != null ? named : plan.asPlatform() ? "" : target.account();
  }

  /** Whether the beginning of a list is looked for, and is a page away or was found before. */
  private boolean isOldest(RequestStep step, RequestTarget target, @Nullable KnownRows found) {
    boolean wanted = plan.spec().fetchHint().end() != ListEnd.NEWEST && step.isWindowed();
    if (!wanted) {
      return false;
    }
    long rowsOfEach = plan.spec().fetchHint().ofEach();
    boolean begins =
        statistics.begin(account(step, target), step.template(), rowsOfEach).second()
            != Long.MIN_VALUE;
    boolean near = found != null && found.rows() <= PAGE;
    searches |= !near && !begins;
    known &= near || begins;
    return true;
  }

  /** Whether the number of calls is known. */
  public boolean isKnown() {
    return known && targets != null;
  }

  private static long pages(double count) {
    return (long) Math.max(1, Math.ceil(count / PAGE));
  }

  /** Whether a limit counts rows of all lists together, and not the newest. */
  private boolean isOfAnyRows() {
    return plan.spec().takesAnyRows() && plan.spec().ids().isEmpty() && lists > 1;
  }

  /**
   * The calls that are known to be needed at least by a reader who takes all rows. Of a limit those
   * for its rows, as far as there are known to be so many.
   */
  public long calls() {
    if (plan.spec().limit() < 0) {
      return calls;
    }
    long forRows = rows == 0 ? 0 : pages(Math.min(rows, (double) plan.spec().limit()));
    return plan.spec().newestFirst() ? Math.max(forRows, lists) : forRows;
  }

  /**
   * The number of calls, or what is known of it.
   *
   * @param missing share of the calls that the cache does not save
   */
  public String text(double missing) {
    if (plan.isEmpty() || missing <= 0) {
      return plan.isEmpty() ? "0 calls" : "0 calls, all of it is cached";
    }
    List<RequestTarget> asked = targets;
    boolean any = plan.spec().takesAnyRows() && plan.spec().ids().isEmpty();
    if (asked == null) {
      return any
          ? "unknown; at least 1, and it is not known how many accounts there are"
          : "unknown; at least 1 for each account, and it is not known how many there are"
              + toTheBeginning();
    }
    if (isOfAnyRows()) {
      return ofAnyRows();
    }
    if (!known) {
      String each = asked.size() == 1 ? "" : " for each of " + asked.size() + " accounts";
      boolean one = calls <= asked.size();
      String all = asked.size() == 1 ? "" : " for " + asked.size() + " accounts";
      return "unknown; at least " + (one ? "1" + each : calls + all) + toTheBeginning();
    }
    return calls((long) Math.ceil(calls * missing)) + age();
  }

  /** Lists are asked one after the other until there are enough rows. */
  private String ofAnyRows() {
    long most = plan.spec().limit() <= PAGE ? lists : calls;
    long least = rows == 0 ? 1 : pages(Math.min(rows, (double) plan.spec().limit()));
    boolean bounded = known || plan.spec().limit() <= PAGE;
    return bounded
        ? (least >= most ? calls(most) : least + " to " + calls(most)) + age()
        : "unknown; at least " + least;
  }

  private String toTheBeginning() {
    return searches ? ", some 20 for a long list" : "";
  }

  private static String calls(long number) {
    return number + (number == 1 ? " call" : " calls");
  }

  private String age() {
    if (oldestMillis == Long.MAX_VALUE) {
      return "";
    }
    long millis = Math.max(0, statistics.now() - oldestMillis);
    long minutes = TimeUnit.MILLISECONDS.toMinutes(millis);
    long hours = TimeUnit.MILLISECONDS.toHours(millis);
    if (minutes == 0) {
      return " (read less than a minute ago)";
    }
    return hours >= 2
        ? " (read " + hours + " hours ago)"
        : " (read " + minutes + (minutes == 1 ? " minute ago)" : " minutes ago)");
  }
}
