package io.stripejdbc.scan.estimate;

import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.ScanSpec.FetchHint.ListEnd;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.task.AccountsRequest;
import io.stripejdbc.scan.task.ListPager;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plan as text, a line for each kind of call. */
public final class ScanDescriber {
  /** More lines than this of one kind are counted instead. */
  private static final int MOST_LINES = 10;

  private final List<String> lines = new ArrayList<>();
  private long expected = -1;
  private final @Nullable CacheEstimator estimator;

  private ScanDescriber(@Nullable CacheEstimator estimator) {
    this.estimator = estimator;
  }

  /**
   * The calls a plan will make.
   *
   * @param estimator what is cached, null for nothing
   */
  public static List<String> of(RequestPlan plan, @Nullable CacheEstimator estimator) {
    ScanDescriber text = new ScanDescriber(estimator);
    if (plan.isEmpty()) {
      return List.of("no calls");
    }
    if (plan.scope().listed() && !plan.asPlatform()) {
      String known = estimator != null && estimator.knowsAccounts() ? " (remembered)" : "";
      text.lines.add(text.line(AccountsRequest.STEP, -1) + " (connected accounts)" + known);
    }
    text.add(plan, plan.asPlatform() ? "" : " accounts: " + plan.scope());
    return text.lines;
  }

  private void add(RequestPlan plan, String accounts) {
    long limit = plan.spec().ids().isPresent() ? -1 : plan.spec().mostOfEach();
    expected = plan.spec().fetchHint().first();
    add(plan, plan.steps(), limit, accounts);
    Set<List<RequestStep>> children = new LinkedHashSet<>();
    for (RequestPlan.Walk walk : plan.walks()) {
      add(walk.parents(), accounts);
      children.add(walk.children());
    }
    children.forEach(steps -> add(null, steps, limit, " for each parent" + accounts));
  }

  private void add(@Nullable RequestPlan plan, List<RequestStep> steps, long limit, String suffix) {
    steps.stream()
        .limit(MOST_LINES)
        .forEach(s -> lines.add(line(s, limit) + suffix + end(plan, s) + note(plan, s)));
    if (steps.size() > MOST_LINES) {
      lines.add("… and " + (steps.size() - MOST_LINES) + " more like it" + suffix);
    }
    for (RequestStep step : steps) {
      add(plan, step.then(), limit, suffix);
    }
  }

  /** What follows the first page where the other end of the list is wanted. */
  private static String end(@Nullable RequestPlan plan, RequestStep step) {
    boolean oldest = plan != null && plan.spec().fetchHint().end() != ListEnd.NEWEST;
    return oldest && step.isWindowed() ? ", and windows before it until the oldest is found" : "";
  }

  private String note(@Nullable RequestPlan plan, RequestStep step) {
    return estimator == null || plan == null ? "" : estimator.note(plan, step);
  }

  private String line(RequestStep step, long limit) {
    StringBuilder text = new StringBuilder();
    PageRequest request =
        step.shape() == Shape.OBJECT
            ? step.template().on(RequestTarget.PLATFORM, List.of(), List.of())
            : ListPager.firstRequest(step, limit, expected);
    text.append(request.method()).append(' ').append(request.path());
    char separator = request.path().indexOf('?') < 0 ? '?' : '&';
    for (Parameter parameter : request.parameters()) {
      text.append(separator).append(parameter.name()).append('=').append(parameter.value());
      separator = '&';
    }
    return text.toString();
  }
}
