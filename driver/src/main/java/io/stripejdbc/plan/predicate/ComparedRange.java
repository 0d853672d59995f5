package io.stripejdbc.plan.predicate;

import io.stripejdbc.plan.predicate.ScanPredicate.Comparison;
import java.util.List;

/**
 * A range of a column: all of its bounds hold. Their values stand elsewhere, in the same order.
 *
 * @param bounds one or several
 */
public record ComparedRange(List<Bound> bounds) {

  /**
   * A comparison with one value.
   *
   * @param comparison how it compares; IN for equality
   * @param expression what of the column is compared
   */
  public record Bound(Comparison comparison, TimeExpression expression) {}
}
