package io.stripejdbc.plan.function.aggregate;

import org.jspecify.annotations.Nullable;

/** {@code LAST_VALUE(x) IGNORE NULLS}: the last value that is there. */
public final class LastValue {
  private @Nullable Object value;

  /** One for each window. */
  public LastValue() {}

  /** Starts with nothing. */
  public LastValue init() {
    return new LastValue();
  }

  /** Takes a value; NULL never comes here. */
  public LastValue add(LastValue state, Object value) {
    state.value = value;
    return state;
  }

  /** The last value, null if there was none. */
  public @Nullable Object result(LastValue state) {
    return state.value;
  }
}
