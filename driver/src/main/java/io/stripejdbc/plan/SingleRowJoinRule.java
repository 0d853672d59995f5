package io.stripejdbc.plan;

import io.stripejdbc.plan.function.DatetimeOperators;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.rule.PushedConditions;
import io.stripejdbc.plan.rule.RuleConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Reads the one row of a join first, so that the other side is asked with its values: {@code
 * created >= (SELECT MAX(created) FROM charges) - INTERVAL '7' DAY} is a bound for Stripe once the
 * newest charge is known.
 *
 * <p>The join becomes a correlation, which reads its right side once for each left row: here once,
 * or never where the row is missing. Joins by equality on anything else than a time are lookups.
 */
final class SingleRowJoinRule extends RelRule<RuleConfig> {
  static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeSingleRowJoin",
          b -> b.operand(LogicalJoin.class).predicate(SingleRowJoinRule::isPossible).anyInputs(),
          SingleRowJoinRule::new);

  private SingleRowJoinRule(RuleConfig config) {
    super(config);
  }

  private static boolean isPossible(Join join) {
    return join.getJoinType() == JoinRelType.INNER && !join.getCondition().isAlwaysTrue();
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    LogicalJoin join = call.rel(0);
    RelMetadataQuery metadata = call.getMetadataQuery();
    int left = join.getLeft().getRowType().getFieldCount();
    boolean first = isOneRow(join.getLeft(), metadata);
    if (first == isOneRow(join.getRight(), metadata)) {
      return; // Neither side can decide what the other is asked, or both have one row.
    }
    ImmutableBitSet one =
        first
            ? ImmutableBitSet.range(left)
            : ImmutableBitSet.range(left, join.getRowType().getFieldCount());
    RelNode rows = first ? join.getRight() : join.getLeft();
    boolean lookup =
        RelOptUtil.conjunctions(join.getCondition()).stream().anyMatch(SingleRowJoinRule::isLookup);
    if (!lookup) {
      correlated(call, join, one, rows, first).ifPresent(call::transformTo);
    }
  }

  /** By equality of anything but times rows are looked up. */
  private static boolean isLookup(RexNode condition) {
    return condition.getKind() == SqlKind.EQUALS
        && ((RexCall) condition)
            .getOperands().stream().noneMatch(side -> SqlTypeUtil.isDatetime(side.getType()));
  }

  private static boolean isOneRow(RelNode rel, RelMetadataQuery metadata) {
    Double most = metadata.getMaxRowCount(rel);
    return most != null && most <= 1;
  }

  /** Whether a scan is asked with a value of the row. */
  private static boolean isAsked(RelNode node) {
    RelNode rel = node.stripped();
    if (rel instanceof Filter filter && RexUtil.containsCorrelation(filter.getCondition())) {
      RelNode input = filter.getInput();
      RelNode below = input.stripped();
      return below instanceof StripeTableScan scan
          ? PushedConditions.of(
                  scan.template(),
                  RelOptUtil.conjunctions(filter.getCondition()),
                  rel.getCluster().getRexBuilder())
              .taken()
          : isAsked(below);
    }
    return rel.getInputs().stream().anyMatch(SingleRowJoinRule::isAsked);
  }

  /** The join with its one row first; empty where no scan is asked with its values. */
  private static Optional<RelNode> correlated(
      RelOptRuleCall call, LogicalJoin join, ImmutableBitSet one, RelNode rows, boolean first) {
    RelNode row = first ? join.getLeft() : join.getRight();
    RexBuilder rex = join.getCluster().getRexBuilder();
    CorrelationId id = join.getCluster().createCorrel();
    RexNode variable = rex.makeCorrel(row.getRowType(), id);
    int begin = one.nth(0);
    int rowsBegin = first ? row.getRowType().getFieldCount() : 0;
    ImmutableBitSet.Builder required = ImmutableBitSet.builder();
    RexNode condition =
        join.getCondition()
            .accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitInputRef(RexInputRef ref) {
                    if (!one.get(ref.getIndex())) {
                      return rex.makeInputRef(rows, ref.getIndex() - rowsBegin);
                    }
                    required.set(ref.getIndex() - begin);
                    return rex.makeFieldAccess(variable, ref.getIndex() - begin);
                  }

                  @Override
                  public RexNode visitCall(RexCall given) {
                    RexNode made = super.visitCall(given);
                    return made instanceof RexCall value && !RexUtil.containsInputRef(value)
                        ? DatetimeOperators.checked(rex, value, true)
                        : made;
                  }
                });
    RelNode asked = rows;
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      asked = filtered(asked, conjunct);
    }
    if (!isAsked(asked)) {
      return Optional.empty();
    }
    RelNode correlate =
        LogicalCorrelate.create(row, asked, List.of(), id, required.build(), JoinRelType.INNER);
    List<RexNode> fields = new ArrayList<>();
    int width = row.getRowType().getFieldCount();
    for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
      int position = one.get(i) ? i - begin : width + i - rowsBegin;
      fields.add(rex.makeInputRef(correlate, position));
    }
    return Optional.of(
        call.builder()
            .push(correlate)
            .project(fields, join.getRowType().getFieldNames(), true)
            .build());
  }

  /**
   * The rows that meet a condition, which is checked as far down as it can be: Calcite's rules
   * leave correlated conditions where they are, for the sake of decorrelation.
   */
  private static RelNode filtered(RelNode node, RexNode condition) {
    RelNode rel = node.stripped();
    if (rel instanceof Project project && !project.containsOver()) {
      RexNode below = RelOptUtil.pushPastProject(condition, project);
      if (RexUtil.isDeterministic(below)) {
        return rel.copy(rel.getTraitSet(), List.of(filtered(project.getInput(), below)));
      }
    }
    if (rel instanceof Filter filter) {
      return rel.copy(rel.getTraitSet(), List.of(filtered(filter.getInput(), condition)));
    }
    if (rel instanceof Aggregate aggregate && isOfGroups(aggregate, condition)) {
      RexNode below =
          condition.accept(
              new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef ref) {
                  return new RexInputRef(
                      aggregate.getGroupSet().nth(ref.getIndex()), ref.getType());
                }
              });
      return rel.copy(rel.getTraitSet(), List.of(filtered(aggregate.getInput(), below)));
    }
    return rel instanceof Join join ? ofJoin(join, condition) : filter(node, condition);
  }

  /** Whether it keeps or drops groups as a whole. */
  private static boolean isOfGroups(Aggregate aggregate, RexNode condition) {
    ImmutableBitSet fields = RelOptUtil.InputFinder.bits(condition);
    return aggregate.getGroupType() == Aggregate.Group.SIMPLE
        && !fields.isEmpty()
        && ImmutableBitSet.range(aggregate.getGroupCount()).contains(fields);
  }

  private static RelNode ofJoin(Join join, RexNode condition) {
    int left = join.getLeft().getRowType().getFieldCount();
    ImmutableBitSet fields = RelOptUtil.InputFinder.bits(condition);
    if (ImmutableBitSet.range(left).contains(fields)
        && !join.getJoinType().generatesNullsOnLeft()) {
      return join.copy(
          join.getTraitSet(), List.of(filtered(join.getLeft(), condition), join.getRight()));
    }
    boolean right = fields.nth(0) >= left && !join.getJoinType().generatesNullsOnRight();
    return right
        ? join.copy(
            join.getTraitSet(),
            List.of(join.getLeft(), filtered(join.getRight(), RexUtil.shift(condition, -left))))
        : filter(join, condition);
  }

  private static RelNode filter(RelNode rows, RexNode condition) {
    return LogicalFilter.create(rows, condition);
  }
}
