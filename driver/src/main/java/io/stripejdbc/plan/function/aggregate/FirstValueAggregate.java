package io.stripejdbc.plan.function.aggregate;

import org.jspecify.annotations.Nullable;

/** {@code FIRST_VALUE(x) IGNORE NULLS}: the first value that is there. */
public final class FirstValueAggregate {
  private @Nullable Object value;

  /** One for each window. */
  public FirstValueAggregate() {}

  /** Starts with nothing. */
  public FirstValueAggregate init() {
    return new FirstValueAggregate();
  }

  /** Takes a value; NULL never comes here. */
  public FirstValueAggregate add(FirstValueAggregate state, Object value) {
    if (state.value == null) {
      state.value = value;
    }
    return state;
  }

  /** The first value, null if there was none. */
  public @Nullable Object result(FirstValueAggregate state) {
    return state.value;
  }
}
