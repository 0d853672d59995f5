package io.stripejdbc.plan.function.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code array_agg(x)}: all values of a group, NULL among them. */
public final class ArrayAggregate {
  private final List<@Nullable Object> values = new ArrayList<>();

  /** One for each group. */
  public ArrayAggregate() {}

  /** Takes a value. */
  public void add(@Nullable Object value) {
    values.add(value);
  }

  /** The values so far, null for no rows; a window goes on adding to its own list. */
  public @Nullable Object result() {
    return values.isEmpty() ? null : new ArrayList<>(values);
  }
}
