package io.stripejdbc.plan.predicate;

import io.stripejdbc.scan.ScanSpec.Bounds;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a column is compared: itself, or a time that SQL makes of it.
 *
 * @param steps what is made of it, the last step first; empty for the column itself
 * @param values what the result is compared with
 */
public record TimeExpression(List<TimeFunctionStep> steps, Values values) {
  /** The column itself. */
  static final TimeExpression PLAIN = new TimeExpression(List.of(), Values.PLAIN);

  /** How a time is written as a value. */
  enum Values {
    /** As the column itself: milliseconds for times. */
    PLAIN,
    /** Days since the epoch. */
    DAYS,
    /** Years of the calendar. */
    YEARS,
    /** Seconds since the epoch. */
    SECONDS;

    private long millis(long value) {
      return switch (this) {
        case PLAIN -> value;
        case DAYS -> value * MILLIS_PER_DAY;
        case YEARS ->
            LocalDateTime.of(year(value), 1, 1, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
        case SECONDS -> 1000 * Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, value));
      };
    }

    private static int year(long value) {
      return (int) Math.max(-MOST_YEARS, Math.min(MOST_YEARS, value));
    }
  }

  /** A long has the milliseconds of 292 million years, and no time in Stripe is far from now. */
  private static final int MOST_YEARS = 1_000_000;

  /** Some thirty million years: far from now, and as milliseconds still a long. */
  private static final long MOST_SECONDS = 1_000_000_000_000_000L;

  private static final long MILLIS_PER_DAY = 86_400_000;

  /** The same, of what a step makes of the column. */
  TimeExpression behind(TimeFunctionStep step) {
    List<TimeFunctionStep> all = new ArrayList<>(steps);
    all.add(0, step);
    return new TimeExpression(List.copyOf(all), values);
  }

  TimeExpression as(Values other) {
    return new TimeExpression(steps, other);
  }

  public boolean isPlain() {
    return steps.isEmpty() && values == Values.PLAIN;
  }

  /** Whether the bounds of the column are exact, whatever it is compared with. */
  public boolean isExact() {
    return steps.stream().allMatch(TimeFunctionStep::isExact);
  }

  /** Whether the bounds of the column for these hold no other row. */
  boolean isExact(Bounds compared) {
    Bounds bounds = inMillis(compared);
    for (TimeFunctionStep step : steps) {
      if (!step.isExact(bounds)) {
        return false;
      }
      bounds = step.before(bounds);
    }
    return true;
  }

  /** Bounds of the column in milliseconds, of bounds on what is compared; both closed. */
  Bounds ofColumn(Bounds compared) {
    Bounds bounds = inMillis(compared);
    for (TimeFunctionStep step : steps) {
      bounds = step.before(bounds);
    }
    return bounds;
  }

  private Bounds inMillis(Bounds compared) {
    return new Bounds(
        compared.least() == Long.MIN_VALUE ? compared.least() : values.millis(compared.least()),
        compared.greatest() == Long.MAX_VALUE
            ? compared.greatest()
            : values.millis(compared.greatest()));
  }
}
