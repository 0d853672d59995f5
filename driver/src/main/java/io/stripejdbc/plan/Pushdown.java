package io.stripejdbc.plan;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * A condition divided: what the scan takes over, and what stays in the plan.
 *
 * @param pushed predicates for the scan
 * @param remainder conjuncts to be checked above it
 */
record Pushdown(List<ScanPredicate> pushed, List<RexNode> remainder) {}
