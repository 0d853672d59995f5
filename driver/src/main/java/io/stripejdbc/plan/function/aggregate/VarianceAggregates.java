package io.stripejdbc.plan.function.aggregate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Variance and standard deviation from exact sums. Calcite takes them apart into sums and quotients
 * of decimals, whose rounding adds up: of 1, 2 and 4 the variance would be 2.333334.
 */
public final class VarianceAggregates {
  /** Digits after the point of the results. */
  public static final int SCALE = 12;

  private static final MathContext EXACT = new MathContext(60, RoundingMode.HALF_UP);

  private VarianceAggregates() {}

  /** What all four keep: how many numbers, their sum, and the sum of their squares. */
  private static final class Sums {
    private long count;
    private BigDecimal sum = BigDecimal.ZERO;
    private BigDecimal squares = BigDecimal.ZERO;

    void add(Object value) {
      BigDecimal number =
          value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
      count++;
      sum = sum.add(number);
      squares = squares.add(number.multiply(number));
    }

    /** Null for fewer numbers than it is divided for. */
    @Nullable BigDecimal variance(int less) {
      if (count <= less) {
        return null;
      }
      BigDecimal n = BigDecimal.valueOf(count);
      BigDecimal off = squares.subtract(sum.multiply(sum).divide(n, EXACT));
      return off.divide(BigDecimal.valueOf(count - less), EXACT);
    }

    @Nullable BigDecimal deviation(int less) {
      BigDecimal variance = variance(less);
      return variance == null ? null : variance.max(BigDecimal.ZERO).sqrt(EXACT);
    }
  }

  private static @Nullable Object shown(@Nullable BigDecimal value) {
    return value == null ? null : value.setScale(SCALE, RoundingMode.HALF_UP);
  }

  /** {@code variance}, {@code var_samp}. */
  public static final class Variance {
    private final Sums sums = new Sums();

    /** One for each group. */
    public Variance() {}

    /** Starts with nothing. */
    public Variance init() {
      return new Variance();
    }

    /** Takes a number. */
    public Variance add(Variance state, Object value) {
      state.sums.add(value);
      return state;
    }

    /** Divided by one less than there are numbers. */
    public @Nullable Object result(Variance state) {
      return shown(state.sums.variance(1));
    }
  }

  /** {@code var_pop}. */
  public static final class PopulationVariance {
    private final Sums sums = new Sums();

    /** One for each group. */
    public PopulationVariance() {}

    /** Starts with nothing. */
    public PopulationVariance init() {
      return new PopulationVariance();
    }

    /** Takes a number. */
    public PopulationVariance add(PopulationVariance state, Object value) {
      state.sums.add(value);
      return state;
    }

    /** Divided by how many numbers there are. */
    public @Nullable Object result(PopulationVariance state) {
      return shown(state.sums.variance(0));
    }
  }

  /** {@code stddev}, {@code stddev_samp}. */
  public static final class Deviation {
    private final Sums sums = new Sums();

    /** One for each group. */
    public Deviation() {}

    /** Starts with nothing. */
    public Deviation init() {
      return new Deviation();
    }

    /** Takes a number. */
    public Deviation add(Deviation state, Object value) {
      state.sums.add(value);
      return state;
    }

    /** Square root of the variance. */
    public @Nullable Object result(Deviation state) {
      return shown(state.sums.deviation(1));
    }
  }

  /** {@code stddev_pop}. */
  public static final class PopulationDeviation {
    private final Sums sums = new Sums();

    /** One for each group. */
    public PopulationDeviation() {}

    /** Starts with nothing. */
    public PopulationDeviation init() {
      return new PopulationDeviation();
    }

    /** Takes a number. */
    public PopulationDeviation add(PopulationDeviation state, Object value) {
      state.sums.add(value);
      return state;
    }

    /** Square root of the population's variance. */
    public @Nullable Object result(PopulationDeviation state) {
      return shown(state.sums.deviation(0));
    }
  }
}
