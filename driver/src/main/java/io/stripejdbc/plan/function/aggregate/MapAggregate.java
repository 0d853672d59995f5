package io.stripejdbc.plan.function.aggregate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code map_agg(key, value)}: the first value of each key; NULL is a value and no key. */
public final class MapAggregate {
  private final Map<Object, @Nullable Object> map = new LinkedHashMap<>();

  /** One for each group. */
  public MapAggregate() {}

  /** Takes a pair. */
  public void add(@Nullable Object key, @Nullable Object value) {
    if (key != null && !map.containsKey(key)) {
      map.put(key, value);
    }
  }

  /** The pairs so far, null for none; a window goes on adding to its own map. */
  public @Nullable Object result() {
    return map.isEmpty() ? null : new LinkedHashMap<>(map);
  }
}
