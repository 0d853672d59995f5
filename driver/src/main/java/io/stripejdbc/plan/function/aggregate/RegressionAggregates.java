package io.stripejdbc.plan.function.aggregate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates over pairs of numbers, {@code corr(y, x)}, {@code covar_pop}, {@code regr_slope} and
 * the like, from exact sums over the pairs of which both are there. Calcite takes some of them
 * apart into quotients of whole numbers.
 */
public final class RegressionAggregates {
  private static final MathContext EXACT = new MathContext(60, RoundingMode.HALF_UP);

  private RegressionAggregates() {}

  /** What all of them keep of the pairs. */
  public abstract static class PairSums {
    private long count;
    private BigDecimal x = BigDecimal.ZERO;
    private BigDecimal y = BigDecimal.ZERO;
    private BigDecimal xx = BigDecimal.ZERO;
    private BigDecimal yy = BigDecimal.ZERO;
    private BigDecimal xy = BigDecimal.ZERO;

    /** One for each group. */
    protected PairSums() {}

    /** Starts with nothing. */
    public abstract PairSums init();

    /** Takes a pair. */
    public PairSums add(PairSums state, @Nullable Object y, @Nullable Object x) {
      if (y != null && x != null) {
        state.take(number(y), number(x));
      }
      return state;
    }

    private void take(BigDecimal nextY, BigDecimal nextX) {
      count++;
      x = x.add(nextX);
      y = y.add(nextY);
      xx = xx.add(nextX.multiply(nextX));
      yy = yy.add(nextY.multiply(nextY));
      xy = xy.add(nextX.multiply(nextY));
    }

    long count() {
      return count;
    }

    /** Sum of the squares of x off its average; of no pairs 0. */
    BigDecimal sxx() {
      return off(xx, x, x);
    }

    BigDecimal syy() {
      return off(yy, y, y);
    }

    BigDecimal sxy() {
      return off(xy, x, y);
    }

    private BigDecimal off(BigDecimal products, BigDecimal a, BigDecimal b) {
      return count == 0
          ? BigDecimal.ZERO
          : products.subtract(a.multiply(b).divide(BigDecimal.valueOf(count), EXACT));
    }

    @Nullable BigDecimal averageX() {
      return over(x, count);
    }

    @Nullable BigDecimal averageY() {
      return over(y, count);
    }

    /** Null where all x are one. */
    @Nullable BigDecimal slope() {
      return count == 0 || sxx().signum() == 0 ? null : sxy().divide(sxx(), EXACT);
    }
  }

  private static BigDecimal number(Object value) {
    return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
  }

  private static @Nullable BigDecimal over(BigDecimal sum, long count) {
    return count <= 0 ? null : sum.divide(BigDecimal.valueOf(count), EXACT);
  }

  private static @Nullable Object shown(@Nullable BigDecimal value) {
    return value == null ? null : value.setScale(VarianceAggregates.SCALE, RoundingMode.HALF_UP);
  }

  /** {@code covar_pop}: divided by how many pairs there are. */
  public static final class PopulationCovariance extends PairSums {
    /** One for each group. */
    public PopulationCovariance() {}

    @Override
    public PairSums init() {
      return new PopulationCovariance();
    }

    /** The value of the pairs so far. */
    public @Nullable Object result(PairSums state) {
      return shown(over(state.sxy(), state.count()));
    }
  }

  /** {@code covar_samp}: divided by one less than there are pairs. */
  public static final class SampleCovariance extends PairSums {
    /** One for each group. */
    public SampleCovariance() {}

    @Override
    public PairSums init() {
      return new SampleCovariance();
    }

    /** The value of the pairs so far. */
    public @Nullable Object result(PairSums state) {
      return shown(over(state.sxy(), state.count() - 1));
    }
  }

  /** {@code corr}, from -1 to 1; null where all x or all y are one. */
  public static final class Correlation extends PairSums {
    /** One for each group. */
    public Correlation() {}

    @Override
    public PairSums init() {
      return new Correlation();
    }

    /** The value of the pairs so far. */
    public @Nullable Object result(PairSums state) {
      BigDecimal squares = state.sxx().multiply(state.syy());
      return squares.signum() == 0 ? null : shown(state.sxy().divide(squares.sqrt(EXACT), EXACT));
    }
  }

  /** {@code regr_avgx}. */
  public static final class AverageX extends PairSums {
    /** One for each group. */
    public AverageX() {}

    @Override
    public PairSums init() {
      return new AverageX();
    }

    /** The value of the pairs so far. */
    public @Nullable Object result(PairSums state) {
      return shown(state.averageX());
    }
  }

  /** {@code regr_avgy}. */
  public static final class AverageY extends PairSums {
    /** One for each group. */
    public AverageY() {}

    @Override
    public PairSums init() {
      return new AverageY();
    }

    /** The value of the pairs so far. */
    public @Nullable Object result(PairSums state) {
      return shown(state.averageY());
    }
  }

  /** {@code regr_count}: how many pairs there are. */
  public static final class PairCount extends PairSums {
    /** One for each group. */
    public PairCount() {}

    @Override
    public PairSums init() {
      return new PairCount();
    }

    /** The value of the pairs so far. */
    public @Nullable Object result(PairSums state) {
      return state.count();
    }
  }

  /** {@code regr_slope} of the line through the pairs. */
  public static final class Slope extends PairSums {
    /** One for each group. */
    public Slope() {}

    @Override
    public PairSums init() {
      return new Slope();
    }

    /** The value of the pairs so far. */
    public @Nullable Object result(PairSums state) {
      return shown(state.slope());
    }
  }

  /** {@code regr_intercept}: y of the line where x is 0. */
  public static final class Intercept extends PairSums {
    /** One for each group. */
    public Intercept() {}

    @Override
    public PairSums init() {
      return new Intercept();
    }

    /** The value of the pairs so far. */
    public @Nullable Object result(PairSums state) {
      BigDecimal slope = state.slope();
      BigDecimal x = state.averageX();
      BigDecimal y = state.averageY();
      return slope == null || x == null || y == null ? null : shown(y.subtract(slope.multiply(x)));
    }
  }

  /** {@code regr_r2}; 1 where all y are one. */
  public static final class SquaredCorrelation extends PairSums {
    /** One for each group. */
    public SquaredCorrelation() {}

    @Override
    public PairSums init() {
      return new SquaredCorrelation();
    }

    /** The value of the pairs so far. */
    public @Nullable Object result(PairSums state) {
      if (state.count() == 0 || state.sxx().signum() == 0) {
        return null;
      }
      BigDecimal squares = state.sxx().multiply(state.syy());
      BigDecimal product = state.sxy().multiply(state.sxy());
      return shown(squares.signum() == 0 ? BigDecimal.ONE : product.divide(squares, EXACT));
    }
  }

  /** {@code regr_sxx}. */
  public static final class SquaresX extends PairSums {
    /** One for each group. */
    public SquaresX() {}

    @Override
    public PairSums init() {
      return new SquaresX();
    }

    /** The value of the pairs so far. */
    public @Nullable Object result(PairSums state) {
      return state.count() == 0 ? null : shown(state.sxx());
    }
  }

  /** {@code regr_syy}. */
  public static final class SquaresY extends PairSums {
    /** One for each group. */
    public SquaresY() {}

    @Override
    public PairSums init() {
      return new SquaresY();
    }

    /** The value of the pairs so far. */
    public @Nullable Object result(PairSums state) {
      return state.count() == 0 ? null : shown(state.syy());
    }
  }

  /** {@code regr_sxy}. */
  public static final class ProductsXy extends PairSums {
    /** One for each group. */
    public ProductsXy() {}

    @Override
    public PairSums init() {
      return new ProductsXy();
    }

    /** The value of the pairs so far. */
    public @Nullable Object result(PairSums state) {
      return state.count() == 0 ? null : shown(state.sxy());
    }
  }
}
