package io.stripejdbc.plan.rule;

import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.runtime.ScanTemplate;
import io.stripejdbc.plan.runtime.ScanTemplate.Counting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Bounds what is read for {@code ORDER BY created LIMIT n}: the oldest rows of each list, which are
 * sorted in the driver. Lists come newest first, and windows of time find their other end.
 */
public final class OldestRowsRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeOldestRows",
          b -> b.operand(Sort.class).predicate(OldestRowsRule::isAscendingLimit).anyInputs(),
          OldestRowsRule::new);

  /** Beyond these rows the search for the end of a list is no gain worth its calls. */
  private static final long MOST_ROWS = 1_000;

  private OldestRowsRule(RuleConfig config) {
    super(config);
  }

  private static boolean isAscendingLimit(Sort sort) {
    List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
    return sort.fetch != null
        && !keys.isEmpty()
        && keys.get(0).getDirection() == RelFieldCollation.Direction.ASCENDING;
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Sort sort = call.rel(0);
    List<RexNode> terms = new ArrayList<>();
    terms.add(sort.fetch);
    if (sort.offset != null) {
      terms.add(sort.offset);
    }
    long rows = 0;
    for (RexNode term : terms) {
      Long value = term instanceof RexLiteral literal ? literal.getValueAs(Long.class) : null;
      if (value == null || value > MOST_ROWS) {
        return;
      }
      rows += value;
    }
    int field = sort.getCollation().getFieldCollations().get(0).getFieldIndex();
    if (rows > 0 && rows <= MOST_ROWS) {
      bounded(sort.getInput(), field, terms)
          .ifPresent(input -> call.transformTo(sort.copy(sort.getTraitSet(), List.of(input))));
    }
  }

  private static Optional<RelNode> bounded(RelNode node, int field, List<RexNode> terms) {
    RelNode rel = node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
    if (rel instanceof StripeTableScan scan) {
      ScanTemplate template = scan.template();
      boolean applies =
          CreatedBoundsRule.hasEnds(template)
              && template.columns().get(field).name().equals("created")
              && !template.columns().get(field).nullable();
      return applies
          ? Optional.of(
              scan.with(template.withLimits(terms).counting(Counting.OLDEST_OF_EACH_AND_TIES)))
          : Optional.empty();
    }
    return rel instanceof Project project
            && project.getProjects().get(field) instanceof RexInputRef ref
        ? bounded(project.getInput(), ref.getIndex(), terms)
            .map(input -> rel.copy(rel.getTraitSet(), List.of(input)))
        : Optional.empty();
  }
}
