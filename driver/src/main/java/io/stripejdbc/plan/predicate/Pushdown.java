package io.stripejdbc.plan.predicate;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * A condition divided: what the scan takes over, and what stays in the plan.
 *
 * @param pushed predicates for the scan
 * @param remainder conjuncts to be checked above it
 * @param searches what of the remainder the Search API may narrow the scan by
 */
public record Pushdown(
    List<ScanPredicate> pushed, List<RexNode> remainder, List<SearchCondition> searches) {}
