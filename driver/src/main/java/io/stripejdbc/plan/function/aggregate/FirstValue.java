package io.stripejdbc.plan.function.aggregate;

import org.jspecify.annotations.Nullable;

/** {@code FIRST_VALUE(x) IGNORE NULLS}: the first value that is there. */
public final class FirstValue {
  private @Nullable Object value;

  /** One for each window. */
  public FirstValue() {}

  /** Starts with nothing. */
  public FirstValue init() {
    return new FirstValue();
  }

  /** Takes a value; NULL never comes here. */
  public FirstValue add(FirstValue state, Object value) {
    if (state.value == null) {
      state.value = value;
    }
    return state;
  }

  /** The first value, null if there was none. */
  public @Nullable Object result(FirstValue state) {
    return state.value;
  }
}
