package io.stripejdbc.plan.function.aggregate;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** {@code count(DISTINCT x) OVER (…)}: how many values a frame has, each counted once. */
public final class DistinctCount {
  private final Set<Object> values = new HashSet<>();

  /** One for each frame. */
  public DistinctCount() {}

  /** Starts empty. */
  public DistinctCount init() {
    return new DistinctCount();
  }

  /** Takes a value. */
  public DistinctCount add(DistinctCount state, Object value) {
    state.values.add(key(value));
    return state;
  }

  /** The number of values so far. */
  public long result(DistinctCount state) {
    return state.values.size();
  }

  /** Numbers are the same whatever their zeros at the end. */
  private static Object key(Object value) {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros();
    }
    return value instanceof Object[] row ? Arrays.asList(row) : value;
  }
}
