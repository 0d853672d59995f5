package io.stripejdbc.plan;

import io.stripejdbc.plan.rel.StripeLookupJoin;
import io.stripejdbc.plan.rule.RuleConfig;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Limits what a limited result is made of: of each list of a UNION ALL no more than the first rows
 * are needed, nor of the rows that a left join looks up others for.
 *
 * <p>Calcite's {@code SortUnionTransposeRule} and {@code SortJoinTransposeRule} (1.42) do so where
 * the limit is a number; here it is a parameter as well, as frameworks write it, and a union may
 * have an offset.
 */
final class LimitedInputsRule extends RelRule<RuleConfig> {
  /** Of unions: before orders are left to the lists. */
  static final RelOptRule OF_UNION = of("StripeLimitedUnion", Union.class);

  /** Of lookups: where no list has the order. */
  static final RelOptRule OF_LOOKUP = of("StripeLimitedLookup", StripeLookupJoin.class);

  private LimitedInputsRule(RuleConfig config) {
    super(config);
  }

  private static RelOptRule of(String name, Class<? extends RelNode> input) {
    return RuleConfig.of(
            name,
            b ->
                b.operand(LogicalSort.class)
                    .predicate(sort -> rows(sort) != null)
                    .oneInput(i -> i.operand(input).anyInputs()),
            LimitedInputsRule::new)
        .toRule();
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Sort sort = call.rel(0);
    RelNode rel = call.rel(1);
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      boolean limited = isLimited(rel, inputs.size(), sort) && !isLimit(input);
      inputs.add(
          limited ? LogicalSort.create(input, sort.getCollation(), null, rows(sort)) : input);
    }
    if (!inputs.equals(rel.getInputs())) {
      call.transformTo(sort.copy(sort.getTraitSet(), List.of(rel.copy(rel.getTraitSet(), inputs))));
    }
  }

  /** Whether the first rows of an input are all that the result can need of it. */
  private static boolean isLimited(RelNode rel, int input, Sort sort) {
    if (rel instanceof Union union) {
      return union.all;
    }
    int columns = rel.getInput(0).getRowType().getFieldCount();
    return input == 0
        && ((StripeLookupJoin) rel).getJoinType() == JoinRelType.LEFT
        && !sort.getCollation().getKeys().isEmpty()
        && sort.getCollation().getKeys().stream().allMatch(key -> key < columns);
  }

  private static boolean isLimit(RelNode node) {
    RelNode rel = node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
    return rel instanceof Sort sort && sort.fetch != null;
  }

  /** How many rows a limit looks at; null for no limit, and for a parameter with an offset. */
  private static @Nullable RexNode rows(Sort sort) {
    if (sort.fetch == null || sort.offset == null) {
      return sort.fetch;
    }
    return sort.fetch instanceof RexLiteral rows && sort.offset instanceof RexLiteral offset
        ? sort.getCluster()
            .getRexBuilder()
            .makeExactLiteral(
                rows.getValueAs(BigDecimal.class).add(offset.getValueAs(BigDecimal.class)),
                sort.fetch.getType())
        : null;
  }
}
