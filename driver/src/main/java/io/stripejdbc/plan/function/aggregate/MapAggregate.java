package io.stripejdbc.plan.function.aggregate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code map_agg(key, value)}: the first value of each key. */
public final class MapAggregate {
  private final Map<Object, @Nullable Object> map = new LinkedHashMap<>();

  /** One for each group. */
  public MapAggregate() {}

  /** Starts empty. */
  public MapAggregate init() {
    return new MapAggregate();
  }

  /** Takes a pair. */
  public MapAggregate add(MapAggregate state, Object key, Object value) {
    state.map.putIfAbsent(key, value);
    return state;
  }

  /** The pairs. */
  public Object result(MapAggregate state) {
    return state.map;
  }
}
