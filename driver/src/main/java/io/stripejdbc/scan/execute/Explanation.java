package io.stripejdbc.scan.execute;

import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.request.Plan;
import io.stripejdbc.scan.request.Step;
import io.stripejdbc.scan.request.Target;
import io.stripejdbc.scan.task.ListStrand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan as text, a line for each kind of call. */
final class Explanation {
  /** More lines than this of one kind are counted instead. */
  private static final int MOST_LINES = 10;

  private final List<String> lines = new ArrayList<>();
  private long expected = -1;
  private final @Nullable Foresight foresight;

  private Explanation(@Nullable Foresight foresight) {
    this.foresight = foresight;
  }

  /**
   * The calls a plan will make.
   *
   * @param foresight what is remembered, null for nothing
   */
  static List<String> of(Plan plan, @Nullable Foresight foresight) {
    Explanation text = new Explanation(foresight);
    if (plan.isEmpty()) {
      return List.of("no calls");
    }
    if (plan.scope().listed() && !plan.asPlatform()) {
      String known = foresight != null && foresight.knowsAccounts() ? " (remembered)" : "";
      text.lines.add(text.line(Directory.step(), -1) + " (connected accounts)" + known);
    }
    text.add(plan, plan.asPlatform() ? "" : " accounts: " + plan.scope());
    return text.lines;
  }

  private void add(Plan plan, String accounts) {
    long limit = plan.spec().ids().isPresent() ? -1 : StrandMaker.most(plan.spec());
    expected = plan.spec().reach().first();
    add(plan, plan.steps(), limit, accounts);
    for (Plan.Walk walk : plan.walks()) {
      add(walk.parents(), accounts);
      add(null, walk.children(), limit, " for each parent" + accounts);
    }
  }

  private void add(@Nullable Plan plan, List<Step> steps, long limit, String suffix) {
    steps.stream()
        .limit(MOST_LINES)
        .forEach(s -> lines.add(line(s, limit) + suffix + note(plan, s)));
    if (steps.size() > MOST_LINES) {
      lines.add("… and " + (steps.size() - MOST_LINES) + " more like it" + suffix);
    }
    for (Step step : steps) {
      add(plan, step.then(), limit, suffix);
    }
  }

  private String note(@Nullable Plan plan, Step step) {
    return foresight == null || plan == null ? "" : foresight.note(plan, step);
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
