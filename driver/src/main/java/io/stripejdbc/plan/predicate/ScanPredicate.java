package io.stripejdbc.plan.predicate;

import io.stripejdbc.catalog.ColumnSpec;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rex.RexNode;

/**
 * A condition on one column that the scan takes over: column, comparison, values.
 *
 * <p>Values are expressions without a reference to the scanned row: literals, {@code ?}, arithmetic
 * on the current time, fields of an outer row. They are computed when the scan is opened.
 *
 * @param column the column compared
 * @param target what of the scan it restricts
 * @param comparison how; IN holds when any of the values is equal, NOT_IN when none is, ANY_RANGE
 *     when the column lies in any of the ranges
 * @param expression what of the column is compared
 * @param values one value, or several for IN and NOT_IN; for ANY_RANGE those of all bounds in order
 * @param ranges for ANY_RANGE the ranges, else none
 * @param required whether the plan relies on it: false when the condition also stays in the plan,
 *     so that the scan may leave it out where the API could not take the value
 */
public record ScanPredicate(
    ColumnSpec column,
    Target target,
    Comparison comparison,
    TimeExpression expression,
    List<RexNode> values,
    List<ComparedRange> ranges,
    boolean required) {

  /** What of a scan a predicate restricts. */
  public enum Target {
    /** Which accounts are asked. */
    ACCOUNT,
    /** Which accounts are not asked. */
    OTHER_ACCOUNTS,
    /** Which single objects are looked up. */
    ID,
    /** Which parents are asked for their children. */
    PARENT,
    /** A list parameter. */
    FILTER
  }

  /** How a column is compared with its values. */
  public enum Comparison {
    IN,
    NOT_IN,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST,
    ANY_RANGE
  }

  /** The same with the condition staying in the plan too. */
  public ScanPredicate alsoInPlan() {
    return new ScanPredicate(column, target, comparison, expression, values, ranges, false);
  }

  /** The same with other expressions for its values. */
  public ScanPredicate mapped(UnaryOperator<RexNode> change) {
    List<RexNode> changed = values.stream().map(change).toList();
    return new ScanPredicate(column, target, comparison, expression, changed, ranges, required);
  }

  /** A text that is the same exactly for equal predicates. */
  public String digest() {
    return column.name()
        + ' '
        + comparison
        + ' '
        + expression
        + ' '
        + values
        + (ranges.isEmpty() ? "" : " " + ranges)
        + (required ? "" : " also");
  }
}
