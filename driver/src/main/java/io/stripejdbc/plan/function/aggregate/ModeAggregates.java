package io.stripejdbc.plan.function.aggregate;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value that comes most often; of several such values the first of their order. */
public final class ModeAggregates {
  private ModeAggregates() {}

  /** {@code mode() WITHIN GROUP (ORDER BY x)}: of several values the least. */
  public static final class Least {
    private final Counts counts = new Counts();

    /** One for each group. */
    public Least() {}

    /** Starts empty. */
    public Least init() {
      return new Least();
    }

    /** Counts a value. */
    public Least add(Least state, Object value) {
      state.counts.add(value);
      return state;
    }

    /** The value, NULL where there is none. */
    public @Nullable Object result(Least state) {
      return state.counts.most(1);
    }
  }

  /** {@code mode() WITHIN GROUP (ORDER BY x DESC)}: of several values the greatest. */
  public static final class Greatest {
    private final Counts counts = new Counts();

    /** One for each group. */
    public Greatest() {}

    /** Starts empty. */
    public Greatest init() {
      return new Greatest();
    }

    /** Counts a value. */
    public Greatest add(Greatest state, Object value) {
      state.counts.add(value);
      return state;
    }

    /** The value, NULL where there is none. */
    public @Nullable Object result(Greatest state) {
      return state.counts.most(-1);
    }
  }

  /** How often each value has come. */
  private static final class Counts {
    private final Map<Object, Long> counts = new HashMap<>();

    void add(Object value) {
      counts.merge(value, 1L, Long::sum);
    }

    /**
     * The value with the highest count.
     *
     * @param direction 1 for the least of several, -1 for the greatest
     */
    @Nullable Object most(int direction) {
      Object best = null;
      long most = 0;
      for (Map.Entry<Object, Long> each : counts.entrySet()) {
        long count = each.getValue();
        boolean before =
            best != null
                && count == most
                && direction * PercentileAggregates.compare(each.getKey(), best) < 0;
        if (best == null || count > most || before) {
          best = each.getKey();
          most = count;
        }
      }
      return best;
    }
  }
}
