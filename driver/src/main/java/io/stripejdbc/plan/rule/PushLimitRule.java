package io.stripejdbc.plan.rule;

import io.stripejdbc.plan.rel.StripeLookupJoin;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.rel.StripeTieSort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Tells a scan how many rows will be read: LIMIT plus OFFSET, where nothing but projections stands
 * between. An order that the scan meets itself has been taken out before ({@link PushOrderRule}).
 */
public final class PushLimitRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripePushLimit",
          b -> b.operand(Sort.class).predicate(PushLimitRule::isPlainLimit).anyInputs(),
          PushLimitRule::new);

  private static final long ROWS_OF_PARAMETER = 10;

  private PushLimitRule(RuleConfig config) {
    super(config);
  }

  private static boolean isPlainLimit(Sort sort) {
    return sort.fetch != null && sort.getCollation().getFieldCollations().isEmpty();
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Sort sort = call.rel(0);
    List<RexNode> terms = new ArrayList<>();
    if (sort.fetch != null) {
      terms.add(sort.fetch);
    }
    if (sort.offset != null) {
      terms.add(sort.offset);
    }
    limited(sort.getInput(), terms)
        .ifPresent(input -> call.transformTo(sort.copy(sort.getTraitSet(), List.of(input))));
  }

  private static Optional<RelNode> limited(RelNode node, List<RexNode> terms) {
    RelNode rel = node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
    if (rel instanceof StripeTableScan scan) {
      return scan.template().limits().isEmpty()
          ? Optional.of(scan.with(scan.template().withLimits(terms)))
          : Optional.empty();
    }
    if (rel instanceof StripeLookupJoin join) {
      return limitedJoin(join, terms, true);
    }
    if (rel instanceof Filter filter) {
      return limitedBelow(filter, terms);
    }
    if (rel instanceof Correlate join && PushOrderRule.hasOneRow(join.getLeft())) {
      return limited(join.getRight(), terms)
          .map(rows -> join.copy(join.getTraitSet(), List.of(join.getLeft(), rows)));
    }
    return rel instanceof Project || rel instanceof StripeTieSort
        ? limited(rel.getInput(0), terms).map(input -> rel.copy(rel.getTraitSet(), List.of(input)))
        : Optional.empty();
  }

  /** A condition may drop rows, so that a join below it can only begin with few. */
  private static Optional<RelNode> limitedBelow(RelNode node, List<RexNode> terms) {
    RelNode rel = node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
    if (rel instanceof StripeLookupJoin join) {
      return limitedJoin(join, terms, false);
    }
    return rel instanceof Filter || rel instanceof Project
        ? limitedBelow(rel.getInput(0), terms)
            .map(input -> rel.copy(rel.getTraitSet(), List.of(input)))
        : Optional.empty();
  }

  /**
   * A join takes no more driving rows to begin with than the limit needs; of a left join each of
   * them gives at least one row, so that the limit bounds the driving side too.
   *
   * @param each whether every row of the join is a row below the limit
   */
  private static Optional<RelNode> limitedJoin(
      StripeLookupJoin join, List<RexNode> terms, boolean each) {
    if (join.plan().isByAccount()) {
      return Optional.empty();
    }
    int first = join.plan().firstBatch();
    long rows = terms.stream().mapToLong(PushLimitRule::rows).sum();
    int batch = (int) Math.max(1, Math.min(first, rows));
    boolean growing = !each || terms.stream().anyMatch(term -> !(term instanceof RexLiteral));
    StripeLookupJoin smaller =
        batch == first ? join : join.with(join.plan().limited(batch, growing));
    Optional<RelNode> driver =
        each && join.getJoinType() == JoinRelType.LEFT
            ? limited(join.getLeft(), terms)
            : Optional.empty();
    if (driver.isEmpty()) {
      return batch == first ? Optional.empty() : Optional.of(smaller);
    }
    return Optional.of(
        smaller.copy(smaller.getTraitSet(), List.of(driver.get(), smaller.getRight())));
  }

  /** The rows that a limit is of; for a parameter a few, for larger ones batches grow. */
  private static long rows(RexNode term) {
    return term instanceof RexLiteral literal ? literal.getValueAs(Long.class) : ROWS_OF_PARAMETER;
  }
}
