package io.stripejdbc.plan.function.aggregate;

import io.stripejdbc.plan.function.time.TimeFunctions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Percentiles, exact: all values of a group are kept and sorted. */
public final class PercentileAggregates {
  private static final int SCALE = 6;

  private PercentileAggregates() {}

  /** {@code percentile_cont}: between two values, the point on the line that joins them. */
  public static final class Interpolated {
    private final List<BigDecimal> values = new ArrayList<>();
    private BigDecimal fraction = BigDecimal.ZERO;

    /** One for each group. */
    public Interpolated() {}

    /** Starts empty. */
    public Interpolated init() {
      return new Interpolated();
    }

    /** Takes a value. */
    public Interpolated add(Interpolated state, Object value, Object fraction) {
      state.values.add(decimal(value));
      state.fraction = checked(fraction);
      return state;
    }

    /** With n values, position {@code fraction · (n - 1)} from 0. */
    public @Nullable Object result(Interpolated state) {
      if (state.values.isEmpty()) {
        return null;
      }
      state.values.sort(Comparator.naturalOrder());
      BigDecimal position = state.fraction.multiply(BigDecimal.valueOf(state.values.size() - 1L));
      int below = position.intValue();
      BigDecimal low = state.values.get(below);
      BigDecimal high = state.values.get(Math.min(below + 1, state.values.size() - 1));
      BigDecimal result =
          low.add(high.subtract(low).multiply(position.subtract(BigDecimal.valueOf(below))));
      return result.setScale(Math.max(SCALE, low.scale()), RoundingMode.HALF_UP);
    }
  }

  /** {@code percentile_disc}: the first value with at least that share at or below it. */
  public static final class Picked {
    private final List<Object> values = new ArrayList<>();
    private BigDecimal fraction = BigDecimal.ZERO;

    /** One for each group. */
    public Picked() {}

    /** Starts empty. */
    public Picked init() {
      return new Picked();
    }

    /** Takes a value. */
    public Picked add(Picked state, Object value, Object fraction) {
      state.values.add(value);
      state.fraction = checked(fraction);
      return state;
    }

    /** With n values, the one of number {@code ⌈fraction · n⌉}, the first for 0. */
    public @Nullable Object result(Picked state) {
      return picked(state.values, state.fraction, PercentileAggregates::compare);
    }
  }

  /** {@code percentile_disc} of values in descending order. */
  public static final class PickedFromGreatest {
    private final List<Object> values = new ArrayList<>();
    private BigDecimal fraction = BigDecimal.ZERO;

    /** One for each group. */
    public PickedFromGreatest() {}

    /** Starts empty. */
    public PickedFromGreatest init() {
      return new PickedFromGreatest();
    }

    /** Takes a value. */
    public PickedFromGreatest add(PickedFromGreatest state, Object value, Object fraction) {
      state.values.add(value);
      state.fraction = checked(fraction);
      return state;
    }

    /** As of {@link Picked}, counted from the greatest. */
    public @Nullable Object result(PickedFromGreatest state) {
      return picked(state.values, state.fraction, (one, other) -> compare(other, one));
    }
  }

  private static @Nullable Object picked(
      List<Object> values, BigDecimal fraction, Comparator<Object> order) {
    if (values.isEmpty()) {
      return null;
    }
    values.sort(order);
    int number =
        fraction
            .multiply(BigDecimal.valueOf(values.size()))
            .setScale(0, RoundingMode.CEILING)
            .intValue();
    return values.get(Math.max(0, number - 1));
  }

  @SuppressWarnings("unchecked")
  static int compare(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  private static BigDecimal checked(Object fraction) {
    BigDecimal value = decimal(fraction);
    if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
      throw TimeFunctions.argument(
          "A percentile is a fraction from 0 to 1, not %s".formatted(value));
    }
    return value;
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
  }
}
