package io.stripejdbc.plan.function.aggregate;

import org.jspecify.annotations.Nullable;

/** {@code LAST_VALUE(x) IGNORE NULLS}: the last value that is there. */
public final class LastValueAggregate {
  private @Nullable Object value;

  /** One for each window. */
  public LastValueAggregate() {}

  /** Starts with nothing. */
  public LastValueAggregate init() {
    return new LastValueAggregate();
  }

  /** Takes a value; NULL never comes here. */
  public LastValueAggregate add(LastValueAggregate state, Object value) {
    state.value = value;
    return state;
  }

  /** The last value, null if there was none. */
  public @Nullable Object result(LastValueAggregate state) {
    return state.value;
  }
}
