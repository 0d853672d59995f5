package io.stripejdbc.scan.estimate;

import io.stripejdbc.scan.request.RequestPlan;
import java.util.List;
import java.util.function.Function;

/** Chooses of several ways to the same rows the one that is known to take the fewest calls. */
public final class PlanChooser {
  private PlanChooser() {}

  /**
   * What a plan takes.
   *
   * @param isKnown whether it is so many calls, as the lists were read last; else at least so many
   * @param calls the number, without what is cached
   */
  public record Cost(boolean isKnown, long calls) {}

  /**
   * The plan that takes the fewest calls; the first of those that take as few. What is cached is
   * found by each of them.
   *
   * @param others taken only where it is known that they take fewer than the first takes at least
   */
  public static RequestPlan choose(
      RequestPlan first, List<RequestPlan> others, Function<RequestPlan, Cost> cost) {
    RequestPlan best = first;
    long fewest = others.isEmpty() ? 0 : cost.apply(first).calls();
    for (RequestPlan other : others) {
      if (fewest <= 1) {
        return best;
      }
      Cost its = cost.apply(other);
      if (its.isKnown() && its.calls() > 0 && its.calls() < fewest) {
        fewest = its.calls();
        best = other;
      }
    }
    return best;
  }
}
