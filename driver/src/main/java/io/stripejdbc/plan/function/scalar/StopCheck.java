package io.stripejdbc.plan.function.scalar;

import org.apache.calcite.DataContext;

/**
 * Looks at whether the statement may go on, for functions that can take long with one value. Where
 * there is no execution, as when constants are computed while planning, the planning may end.
 */
public final class StopCheck {
  /** Name of a {@link Runnable} in the {@link DataContext} that fails when it is time to stop. */
  public static final String KEY = "stripeStopCheck";

  /** Some tens of microseconds of work. */
  private static final int STEPS = 16 * 1024;

  private final Runnable check;
  private int steps;

  private StopCheck(Runnable check) {
    this.check = check;
  }

  public static StopCheck of(DataContext context) {
    return new StopCheck(context.get(KEY) instanceof Runnable check ? check : () -> {});
  }

  /** One small step more of work; looks at the clock every so many. */
  void step() {
    if (++steps >= STEPS) {
      steps = 0;
      check.run();
    }
  }

  /** Many steps more. */
  public void steps(int more) {
    steps = Math.min(STEPS, steps + Math.min(more, STEPS));
    step();
  }
}
