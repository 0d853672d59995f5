package io.stripejdbc.query.compile;

import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.PlanDepth;
import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.plan.PlannerSettings.Pushing;
import io.stripejdbc.query.error.FailureBoundary;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans with all rules, and where that fails with fewer, down to none: rules only make a plan
 * cheaper, and a fault in one must not take the statement along.
 *
 * @param levels the rules of each attempt, most first
 * @param depth of the statement, where it is too deep for all rules, otherwise 0
 */
record PlanningFallback(List<PlannerSettings> levels, int depth) {
  private static final Logger LOG = System.getLogger("io.stripejdbc.query");
  private static final int LONGEST_REASON = 200;

  /**
   * What was planned.
   *
   * @param plan the plan
   * @param note which rules were left out and why, null for none
   */
  record Planned<T>(T plan, @Nullable String note) {}

  /** The levels below some settings. */
  static PlanningFallback below(PlannerSettings settings) {
    List<Set<Pushing>> leftOut =
        List.of(
            EnumSet.noneOf(Pushing.class),
            EnumSet.of(Pushing.JOIN, Pushing.EXPAND),
            EnumSet.of(Pushing.JOIN, Pushing.EXPAND, Pushing.ORDER, Pushing.LIMIT, Pushing.BATCH),
            EnumSet.complementOf(EnumSet.of(Pushing.REWRITE)),
            EnumSet.allOf(Pushing.class));
    List<PlannerSettings> levels = new ArrayList<>();
    for (Set<Pushing> without : leftOut) {
      PlannerSettings level = settings.without(without);
      if (!levels.contains(level)) {
        levels.add(level);
      }
    }
    return new PlanningFallback(List.copyOf(levels), 0);
  }

  /** The levels for a statement whose operations stand so deep one upon another. */
  PlanningFallback of(int deep) {
    if (deep <= PlanDepth.MOST_REWRITTEN || !levels.get(0).pushdowns().contains(Pushing.REWRITE)) {
      return this;
    }
    PlanningFallback fewer = below(levels.get(0).without(EnumSet.of(Pushing.REWRITE)));
    return new PlanningFallback(fewer.levels, deep);
  }

  /**
   * The first plan that can be made.
   *
   * @param planner plans with the rules it is given; its failure with all rules is the one that is
   *     thrown when nothing helps
   */
  <T> Planned<T> plan(Function<PlannerSettings, T> planner) {
    Throwable first = null;
    for (PlannerSettings level : levels) {
      try {
        T plan = planner.apply(level);
        return new Planned<>(plan, first == null ? deep() : note(level, first));
      } catch (RuntimeException | Error e) { // Planners throw Errors too.
        if (!maySucceedWithFewer(e)) {
          throw e;
        }
        LOG.log(Level.DEBUG, "planning failed; fewer rules are tried", e);
        first = first == null ? e : first;
      }
    }
    throw rethrown(first);
  }

  /** Not where the statement itself is at fault, was stopped, or there is no memory. */
  private static boolean maySucceedWithFewer(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof DriverFailure || t instanceof VirtualMachineError) {
        return false;
      }
    }
    return !StatementComplexity.isTooLong(thrown);
  }

  private @Nullable String deep() {
    return depth == 0
        ? null
        : "planned without REWRITE, because %,d operations stand one upon another".formatted(depth);
  }

  private String note(PlannerSettings level, Throwable reason) {
    Set<Pushing> leftOut = EnumSet.copyOf(levels.get(0).pushdowns());
    leftOut.removeAll(level.pushdowns());
    String rules =
        level.pushdowns().isEmpty()
            ? "any rules"
            : leftOut.stream().map(Pushing::name).collect(Collectors.joining(", "));
    String text = reason.getClass().getSimpleName() + ": " + FailureBoundary.firstLine(reason);
    String cut = text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text;
    return "planned without " + rules + ", because of " + cut;
  }

  private static RuntimeException rethrown(@Nullable Throwable first) {
    if (first instanceof Error error) {
      throw error;
    }
    return first instanceof RuntimeException e ? e : new IllegalStateException("no level", first);
  }
}
