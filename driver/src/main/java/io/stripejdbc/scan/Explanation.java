package io.stripejdbc.scan;

import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.row.PageReader.Shape;
import java.util.ArrayList;
import java.util.List;

/** A plan as text, a line for each kind of call. */
final class Explanation {
  /** More lines than this of one kind are counted instead. */
  private static final int MOST_LINES = 10;

  private final List<String> lines = new ArrayList<>();
  private long expected = -1;

  /** The calls a plan will make. */
  static List<String> of(Plan plan) {
    Explanation text = new Explanation();
    if (plan.isEmpty()) {
      return List.of("no calls");
    }
    if (plan.scope().listed() && !plan.asPlatform()) {
      text.lines.add(text.line(Directory.step(), -1) + " (connected accounts)");
    }
    text.add(plan, plan.asPlatform() ? "" : " accounts: " + plan.scope());
    return text.lines;
  }

  private void add(Plan plan, String accounts) {
    long each = plan.spec().reach().ofEach();
    long least = plan.spec().limit() < 0 ? each : plan.spec().limit();
    long limit = plan.spec().ids().isPresent() ? -1 : least;
    expected = plan.spec().reach().first();
    add(plan.steps(), limit, accounts);
    for (Plan.Walk walk : plan.walks()) {
      add(walk.parents(), accounts);
      add(walk.children(), limit, " for each parent" + accounts);
    }
  }

  private void add(List<Step> steps, long limit, String suffix) {
    steps.stream().limit(MOST_LINES).forEach(s -> lines.add(line(s, limit) + suffix));
    if (steps.size() > MOST_LINES) {
      lines.add("… and " + (steps.size() - MOST_LINES) + " more like it" + suffix);
    }
    for (Step step : steps) {
      add(step.then(), limit, suffix);
    }
  }

  private String line(Step step, long limit) {
    StringBuilder text = new StringBuilder();
    PageRequest request =
        step.shape() == Shape.OBJECT
            ? step.template().on(Target.PLATFORM, List.of(), List.of())
            : ListStrand.firstRequest(step, limit, expected);
    text.append(request.method()).append(' ').append(request.path());
    char separator = request.path().indexOf('?') < 0 ? '?' : '&';
    for (Parameter parameter : request.parameters()) {
      text.append(separator).append(parameter.name()).append('=').append(parameter.value());
      separator = '&';
    }
    return text.toString();
  }
}
