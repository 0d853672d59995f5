package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.ListKey;
import io.stripejdbc.cache.Memory;
import io.stripejdbc.cache.Question;
import io.stripejdbc.cache.Span;
import io.stripejdbc.cache.Spans;
import io.stripejdbc.cache.Wanted;
import io.stripejdbc.cache.Wanted.Source;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.request.AccountScope;
import io.stripejdbc.scan.request.Plan;
import io.stripejdbc.scan.request.Step;
import io.stripejdbc.scan.request.Target;
import io.stripejdbc.scan.task.Sources;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a plan memory would answer now; takes nothing and asks nobody. */
final class Foresight {
  /** Of a window that is open at an end it cannot be said how much is missing. */
  private static final double SOME = 0.5;

  private final Plan plan;
  private final Memory memory;
  private final @Nullable List<Target> targets;

  Foresight(Plan plan, Memory memory) {
    this.plan = plan;
    this.memory = memory;
    this.targets = targets(plan.scope());
  }

  /** The accounts that would be asked, null when they have to be listed first. */
  private @Nullable List<Target> targets(AccountScope scope) {
    List<Target> all = new ArrayList<>();
    if (scope.platform()) {
      all.add(Target.PLATFORM);
    }
    scope.named().forEach(account -> all.add(Target.connected(account)));
    if (!scope.listed() || plan.asPlatform()) {
      return all;
    }
    List<String> listed = memory.room().ids(directory(), memory.question(Span.ALL, -1));
    if (listed == null) {
      return null;
    }
    listed.forEach(account -> all.add(Target.connected(account)));
    return all;
  }

  private static Wanted directory() {
    ListKey key = ListKey.of(AccountScope.PLATFORM, "/v1/accounts", List.of());
    return new Wanted("accounts", false, List.of(new Source(key, true)));
  }

  /** Whether the connected accounts need not be listed. */
  boolean knowsAccounts() {
    return targets != null;
  }

  /** What is to be said about a step, empty for nothing. */
  String note(Plan part, Step step) {
    double missing = missing(part, step);
    return missing <= 0 ? " (remembered)" : missing < 1 ? " (remembered in part)" : "";
  }

  /** The share of all calls that would have to be made, from 0 to 1. */
  double missing() {
    double missing = 0;
    int steps = 0;
    for (Step step : plan.steps()) {
      missing += missing(plan, step);
      steps++;
    }
    for (Plan.Walk walk : plan.walks()) {
      for (Step step : walk.parents().steps()) {
        // The children are known only with their parents.
        missing += walk.children().isEmpty() ? missing(walk.parents(), step) : 1;
        steps++;
      }
    }
    return steps == 0 ? 1 : missing / steps;
  }

  private double missing(Plan part, Step step) {
    List<Target> all = plan.asPlatform() ? List.of(Target.PLATFORM) : targets;
    if (all == null || all.isEmpty() || part.retrieveEach()) {
      return 1;
    }
    List<Step> group =
        StrandMaker.groups(part.steps(), true).stream()
            .filter(steps -> steps.contains(step))
            .findFirst()
            .orElse(List.of(step));
    return all.stream().mapToDouble(target -> missing(part, group, target)).sum() / all.size();
  }

  private double missing(Plan part, List<Step> group, Target target) {
    List<ColumnSpec> columns = part.layout().columns();
    Sources sources =
        new Sources(part.spec(), memory.room().store(), part.equals(plan) ? columns : null);
    List<Wanted> wanted = group.stream().map(step -> sources.of(step, target, false)).toList();
    Step first = group.get(0);
    long limit = part.spec().ids().isPresent() ? -1 : StrandMaker.most(part.spec());
    Span window = first.isWindowed() ? StrandMaker.span(first.window()) : Span.ALL;
    Question question = memory.question(window, limit);
    boolean found =
        first.shape() == Shape.OBJECT
            && StrandMaker.inLists(memory.room(), first, question, wanted.get(0).key(), columns)
                != null;
    return found ? 0 : share(memory.room().covered(question, wanted), window);
  }

  /** How much of a window is not covered. */
  private static double share(Spans covered, Span window) {
    List<Span> gaps = covered.gaps(window);
    if (gaps.isEmpty()) {
      return 0;
    }
    if (covered.spans().isEmpty()) {
      return 1;
    }
    boolean bounded = window.from() != Long.MIN_VALUE && window.to() != Long.MAX_VALUE;
    double missing = gaps.stream().mapToDouble(Foresight::seconds).sum();
    return bounded ? Math.min(1, missing / seconds(window)) : SOME;
  }

  private static double seconds(Span span) {
    return (double) span.to() - span.from() + 1;
  }
}
