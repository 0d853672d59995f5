package io.stripejdbc.plan.rule;

import io.stripejdbc.plan.lookup.LookupBinding;
import io.stripejdbc.plan.lookup.LookupPlan;
import io.stripejdbc.plan.rel.StripeLookupJoin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableIntList;

/**
 * Turns a join into a {@link StripeLookupJoin} where one side can be asked for by the other's keys.
 *
 * <p>Of an inner join either side may drive: the one expected to have fewer rows, so that a
 * filtered {@code accounts} decides which accounts are asked.
 */
public final class LookupJoinRule extends RelRule<RuleConfig> {
  private static final AtomicInteger SLOTS = new AtomicInteger();

  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeLookupJoin",
          b -> b.operand(LogicalJoin.class).predicate(LookupJoinRule::isPossible).anyInputs(),
          LookupJoinRule::new);

  private LookupJoinRule(RuleConfig config) {
    super(config);
  }

  private static boolean isPossible(Join join) {
    boolean type =
        switch (join.getJoinType()) {
          case INNER, LEFT, SEMI, ANTI -> true;
          default -> false;
        };
    JoinInfo info = join.analyzeCondition();
    boolean residual = !info.isEqui() && join.getJoinType() != JoinRelType.INNER;
    return type && !info.leftKeys.isEmpty() && !residual && !meetsNull(join, info);
  }

  /** IS NOT DISTINCT FROM of columns that can both be NULL: no call asks for those. */
  private static boolean meetsNull(Join join, JoinInfo info) {
    List<RelDataTypeField> left = join.getLeft().getRowType().getFieldList();
    List<RelDataTypeField> right = join.getRight().getRowType().getFieldList();
    for (int i = 0; i < info.leftKeys.size(); i++) {
      boolean nulls =
          !info.nullExclusionFlags.get(i)
              && left.get(info.leftKeys.get(i)).getType().isNullable()
              && right.get(info.rightKeys.get(i)).getType().isNullable();
      if (nulls) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    LogicalJoin join = call.rel(0);
    RelMetadataQuery metadata = call.getMetadataQuery();
    JoinInfo info = join.analyzeCondition();
    Optional<LookupJoinSide> right = LookupJoinSide.of(join.getRight(), info.rightKeys);
    Optional<LookupJoinSide> left =
        join.getJoinType() == JoinRelType.INNER
            ? LookupJoinSide.of(join.getLeft(), info.leftKeys)
            : Optional.empty();
    if (left.isPresent()
        && (right.isEmpty() || isBetterDriver(join, left.get(), right.get(), metadata))) {
      call.transformTo(swapped(call.builder(), join, info, left.get()));
    } else if (right.isPresent()) {
      call.transformTo(joined(call.builder(), join, info.leftKeys, info.rightKeys, right.get()));
    }
  }

  /**
   * Whether the right side is to drive: the one of which fewer rows are read. Accounts drive
   * whoever is joined on the account alone, unless that names its accounts: each account costs it a
   * call or more.
   */
  private static boolean isBetterDriver(
      Join join, LookupJoinSide left, LookupJoinSide right, RelMetadataQuery metadata) {
    if (left.needsKey() || right.needsKey()) {
      return left.needsKey();
    }
    if (left.isInside(right)) {
      return true; // The parents bring their children along.
    }
    if (right.isInside(left)) {
      return false;
    }
    if (right.isAccounts() && !left.namesAccounts() && left.isByAccount()) {
      return true;
    }
    if (left.isAccounts() && !right.namesAccounts() && right.isByAccount()) {
      return false;
    }
    return rowsRead(join.getRight(), metadata) < rowsRead(join.getLeft(), metadata);
  }

  /** The rows that a side is made of: the groups of a list are fewer, and cost as many calls. */
  private static double rowsRead(RelNode side, RelMetadataQuery metadata) {
    RelNode read = side;
    RelNode rel = current(side);
    while (rel instanceof Project || rel instanceof Filter || rel instanceof Aggregate) {
      boolean costsTheSame =
          rel instanceof Aggregate || (rel instanceof Filter filter && dropsNulls(filter));
      read = costsTheSame ? rel.getInput(0) : read;
      rel = current(rel.getInput(0));
    }
    return metadata.getRowCount(read);
  }

  private static RelNode current(RelNode node) {
    return node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
  }

  private static boolean dropsNulls(Filter filter) {
    return RelOptUtil.conjunctions(filter.getCondition()).stream()
        .allMatch(condition -> condition.getKind() == SqlKind.IS_NOT_NULL);
  }

  private static RelNode joined(
      RelBuilder builder,
      LogicalJoin join,
      ImmutableIntList leftKeys,
      ImmutableIntList rightKeys,
      LookupJoinSide side) {
    RelNode lookup = lookup(builder, join.getLeft(), side, leftKeys, rightKeys, join.getJoinType());
    return residual(builder, lookup, join.analyzeCondition());
  }

  private static RelNode residual(RelBuilder builder, RelNode lookup, JoinInfo info) {
    return builder.push(lookup).filter(info.nonEquiConditions).build();
  }

  /** The other side drives; its columns are put back where they were. */
  private static RelNode swapped(
      RelBuilder builder, LogicalJoin join, JoinInfo info, LookupJoinSide left) {
    RelNode lookup =
        lookup(builder, join.getRight(), left, info.rightKeys, info.leftKeys, JoinRelType.INNER);
    builder.push(lookup);
    int leftCount = join.getLeft().getRowType().getFieldCount();
    int rightCount = join.getRight().getRowType().getFieldCount();
    List<RexNode> restored = new ArrayList<>();
    for (int i = 0; i < leftCount; i++) {
      restored.add(builder.field(rightCount + i));
    }
    for (int i = 0; i < rightCount; i++) {
      restored.add(builder.field(i));
    }
    builder.project(restored, join.getRowType().getFieldNames(), true);
    return builder.filter(info.nonEquiConditions).build();
  }

  /** Rows that stand in the SQL are all known: how many there are decides how to ask. */
  private static int firstBatch(RelNode driver) {
    RelNode rel = current(driver);
    if (rel instanceof Values values) {
      return Math.max(LookupPlan.FIRST_BATCH, values.getTuples().size());
    }
    boolean passes = rel instanceof Project || rel instanceof Aggregate;
    return passes ? firstBatch(rel.getInput(0)) : LookupPlan.FIRST_BATCH;
  }

  private static RelNode lookup(
      RelBuilder builder,
      RelNode driver,
      LookupJoinSide side,
      ImmutableIntList driverKeys,
      ImmutableIntList sideKeys,
      JoinRelType type) {
    LookupBinding binding =
        new LookupBinding(
            SLOTS.incrementAndGet(),
            side.keys(),
            side.isAccounts(),
            side.isEachParentAsked(),
            side.isPlatformOnly(),
            side.namedAccounts());
    RelNode asked = side.lookingUp(binding);
    int driverCount = driver.getRowType().getFieldCount();
    List<RexNode> conditions = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    List<Integer> right = new ArrayList<>();
    builder.push(driver).push(asked);
    for (int position : side.positions()) {
      left.add(driverKeys.get(position));
      right.add(sideKeys.get(position));
    }
    for (int i = 0; i < driverKeys.size(); i++) {
      conditions.add(
          builder.equals(
              builder.field(2, 0, driverKeys.get(i)), builder.field(2, 1, sideKeys.get(i))));
    }
    LookupPlan plan =
        new LookupPlan(
            binding,
            type,
            driverCount,
            asked.getRowType().getFieldCount(),
            left,
            right,
            firstBatch(driver),
            true);
    return new StripeLookupJoin(
        driver.getCluster(),
        driver.getCluster().traitSetOf(Convention.NONE),
        driver,
        asked,
        RexUtil.composeConjunction(driver.getCluster().getRexBuilder(), conditions),
        type,
        plan);
  }
}
