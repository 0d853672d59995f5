package io.stripejdbc.examples.benchmarks.report;

import java.util.Locale;

/** What a figure is to be, as the project set out; figures without one are only told. */
public sealed interface Goal {
  /** No goal. */
  Goal NONE = new None();

  /** A figure that is good while it is not more. */
  static Goal most(double bound) {
    return new Most(bound);
  }

  /** A figure that is good while it is not less. */
  static Goal least(double bound) {
    return new Least(bound);
  }

  /** The goal as text. */
  String text();

  /** Whether a figure meets it, and by how much not. */
  String outcome(double figure);

  /** No goal. */
  record None() implements Goal {
    @Override
    public String text() {
      return "–";
    }

    @Override
    public String outcome(double figure) {
      return "–";
    }
  }

  /**
   * An upper bound.
   *
   * @param bound that itself is good
   */
  record Most(double bound) implements Goal {
    @Override
    public String text() {
      return "≤ " + number(bound);
    }

    @Override
    public String outcome(double figure) {
      return figure <= bound ? "met" : shortBy(figure / bound - 1);
    }
  }

  /**
   * A lower bound.
   *
   * @param bound that itself is good
   */
  record Least(double bound) implements Goal {
    @Override
    public String text() {
      return "≥ " + number(bound);
    }

    @Override
    public String outcome(double figure) {
      return figure >= bound ? "met" : shortBy(1 - figure / bound);
    }
  }

  private static String number(double bound) {
    return bound == Math.rint(bound)
        ? String.format(Locale.ROOT, "%.0f", bound)
        : String.format(Locale.ROOT, "%.2f", bound);
  }

  private static String shortBy(double share) {
    return String.format(Locale.ROOT, "short by %.0f %%", Math.ceil(share * 100));
  }
}
