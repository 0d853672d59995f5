package io.stripejdbc.plan.predicate;

import io.stripejdbc.catalog.ColumnSpec;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * A condition on one column that the scan takes over: column, comparison, values.
 *
 * <p>Values are expressions without a reference to the scanned row: literals, {@code ?}, arithmetic
 * on the current time, fields of an outer row. They are computed when the scan is opened.
 *
 * @param column the column compared
 * @param target what of the scan it restricts
 * @param comparison how; IN holds when any of the values is equal, NOT_IN when none is
 * @param expression what of the column is compared
 * @param values one value, or several for IN and NOT_IN
 * @param required whether the plan relies on it: false when the condition also stays in the plan,
 *     so that the scan may leave it out where the API could not take the value
 */
public record ScanPredicate(
    ColumnSpec column,
    Target target,
    Comparison comparison,
    TimeExpression expression,
    List<RexNode> values,
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
    AT_LEAST
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
        + (required ? "" : " also");
  }
}
