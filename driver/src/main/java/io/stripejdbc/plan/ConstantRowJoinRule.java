package io.stripejdbc.plan;

import io.stripejdbc.plan.predicate.ConditionReader;
import io.stripejdbc.plan.rule.RuleConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of one row that is known when the statement runs in the place of a join with it:
 * {@code WITH p AS (SELECT date_trunc('month', now()) AS m) SELECT … FROM charges, p WHERE created
 * >= p.m} has the condition {@code created >= date_trunc('month', now())}, which is a bound for
 * Stripe.
 */
final class ConstantRowJoinRule extends RelRule<RuleConfig> {
  static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeConstantRowJoin",
          b -> b.operand(Join.class).predicate(ConstantRowJoinRule::isPossible).anyInputs(),
          ConstantRowJoinRule::new);

  private ConstantRowJoinRule(RuleConfig config) {
    super(config);
  }

  private static boolean isPossible(Join join) {
    return join.getJoinType() == JoinRelType.INNER
        || (join.getJoinType() == JoinRelType.LEFT && join.getCondition().isAlwaysTrue());
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Join join = call.rel(0);
    List<RexNode> right = row(join.getRight());
    List<RexNode> left =
        right == null && join.getJoinType() == JoinRelType.INNER ? row(join.getLeft()) : null;
    if (right != null) {
      call.transformTo(joined(call.builder(), join, join.getLeft(), 0, right));
    } else if (left != null) {
      call.transformTo(joined(call.builder(), join, join.getRight(), left.size(), left));
    }
  }

  /** The values of an input of one row, null for any other. */
  private static @Nullable List<RexNode> row(RelNode node) {
    RelNode rel = node.stripped();
    if (rel instanceof Values values && isOneRow(values)) {
      return List.copyOf(values.getTuples().get(0));
    }
    if (!(rel instanceof Project project) || !isOneRow(project.getInput().stripped())) {
      return null;
    }
    return project.getProjects().stream().allMatch(ConditionReader::isValue)
        ? project.getProjects()
        : null;
  }

  private static boolean isOneRow(RelNode rel) {
    return rel instanceof Values values && values.getTuples().size() == 1;
  }

  /**
   * The other input with the condition and the values.
   *
   * @param other the input that has rows
   * @param begin position of its first field in the join
   */
  private static RelNode joined(
      RelBuilder builder, Join join, RelNode other, int begin, List<RexNode> row) {
    RexBuilder rex = join.getCluster().getRexBuilder();
    int fields = other.getRowType().getFieldCount();
    List<RexNode> all = new ArrayList<>();
    List<RexNode> typed = new ArrayList<>();
    for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
      int own = i - begin;
      boolean isOwn = own >= 0 && own < fields;
      RexNode value = isOwn ? rex.makeInputRef(other, own) : row.get(begin > 0 ? i : i - fields);
      all.add(value);
      RelDataType type = join.getRowType().getFieldList().get(i).getType();
      // Behind a left join a value is nullable that never is NULL.
      typed.add(type.equals(value.getType()) ? value : rex.makeAbstractCast(type, value, false));
    }
    RexNode condition =
        join.getCondition()
            .accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitInputRef(RexInputRef ref) {
                    return all.get(ref.getIndex());
                  }
                });
    RelNode rows = builder.push(other).filter(RexUtil.flatten(rex, condition)).build();
    // Not by the builder, which would leave out casts to a nullable type.
    return LogicalProject.create(
        rows, List.of(), typed, join.getRowType().getFieldNames(), Set.of());
  }
}
