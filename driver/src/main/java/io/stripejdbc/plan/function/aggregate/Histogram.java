package io.stripejdbc.plan.function.aggregate;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code histogram(x)}: how often each value comes. */
public final class Histogram {
  private final Map<Object, Long> counts = new LinkedHashMap<>();

  /** One for each group. */
  public Histogram() {}

  /** Starts empty. */
  public Histogram init() {
    return new Histogram();
  }

  /** Counts a value. */
  public Histogram add(Histogram state, Object value) {
    state.counts.merge(value, 1L, Long::sum);
    return state;
  }

  /** The counts by value. */
  public Object result(Histogram state) {
    return state.counts;
  }
}
