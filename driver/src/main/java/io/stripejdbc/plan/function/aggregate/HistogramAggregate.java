package io.stripejdbc.plan.function.aggregate;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code histogram(x)}: how often each value comes. */
public final class HistogramAggregate {
  private final Map<Object, Long> counts = new LinkedHashMap<>();

  /** One for each group. */
  public HistogramAggregate() {}

  /** Starts empty. */
  public HistogramAggregate init() {
    return new HistogramAggregate();
  }

  /** Counts a value. */
  public HistogramAggregate add(HistogramAggregate state, Object value) {
    state.counts.merge(value, 1L, Long::sum);
    return state;
  }

  /** The counts by value so far; a window goes on counting in its own map. */
  public Object result(HistogramAggregate state) {
    return new LinkedHashMap<>(state.counts);
  }
}
