package io.stripejdbc.plan.predicate;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.plan.predicate.ScanPredicate.Comparison;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * A conjunct read as a comparison of one column with values, before asking what the API can do.
 *
 * @param exact false when it is only implied by the conjunct: the span of several ranges
 */
public record ColumnCondition(
    ColumnSpec column,
    Comparison comparison,
    TimeExpression expression,
    List<RexNode> values,
    boolean exact) {}
