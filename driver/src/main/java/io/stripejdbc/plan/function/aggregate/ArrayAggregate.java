package io.stripejdbc.plan.function.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code array_agg(x)}: the values of a group that are there. */
public final class ArrayAggregate {
  private final List<Object> values = new ArrayList<>();

  /** One for each group. */
  public ArrayAggregate() {}

  /** Starts empty. */
  public ArrayAggregate init() {
    return new ArrayAggregate();
  }

  /** Takes a value; NULL never comes here. */
  public ArrayAggregate add(ArrayAggregate state, Object value) {
    state.values.add(value);
    return state;
  }

  /** The values, null for none. */
  public @Nullable Object result(ArrayAggregate state) {
    return state.values.isEmpty() ? null : state.values;
  }
}
