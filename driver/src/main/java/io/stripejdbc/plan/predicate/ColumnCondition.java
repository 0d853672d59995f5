package io.stripejdbc.plan.predicate;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.plan.predicate.ScanPredicate.Comparison;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * A conjunct read as a comparison of one column with values, before asking what the API can do.
 *
 * @param ranges for ANY_RANGE the ranges that {@code values} bound, else none
 * @param exact false when it is only implied by the conjunct: the span of several ranges
 */
public record ColumnCondition(
    ColumnSpec column,
    Comparison comparison,
    TimeExpression expression,
    List<RexNode> values,
    List<ComparedRange> ranges,
    boolean exact) {

  /** A comparison with one value, or with several for IN and NOT_IN. */
  ColumnCondition(
      ColumnSpec column,
      Comparison comparison,
      TimeExpression expression,
      List<RexNode> values,
      boolean exact) {
    this(column, comparison, expression, values, List.of(), exact);
  }

  /** The same where it is only implied by the conjunct. */
  ColumnCondition inexact() {
    return new ColumnCondition(column, comparison, expression, values, ranges, false);
  }

  /** A list of values as ranges of one value each. */
  public ColumnCondition inRanges() {
    return new ColumnCondition(column, Comparison.ANY_RANGE, expression, values, asRanges(), exact);
  }

  /** The ranges that it allows: those of its values where it is a list of them. */
  public List<ComparedRange> asRanges() {
    ComparedRange one = new ComparedRange(List.of(new ComparedRange.Bound(comparison, expression)));
    return ranges.isEmpty() ? Collections.nCopies(values.size(), one) : ranges;
  }
}
