package io.stripejdbc.plan.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Joins the groups of a correlated COUNT to the rows around it without a second copy of those rows.
 *
 * <p>A COUNT of no rows is 0, so Calcite (1.42: {@code RelDecorrelator.decorrelateRel(Aggregate)})
 * joins the groups to the keys of the outer rows first, and what comes of it to the outer rows:
 *
 * <pre>
 * outer LEFT JOIN (SELECT k, COALESCE(n, 0) FROM (SELECT key AS k FROM outer) LEFT JOIN groups) ON key = k
 * </pre>
 *
 * <p>Each outer row with a key meets exactly one of those, so that it can be computed from {@code
 * outer LEFT JOIN groups}: the outer list is read once, and the groups can be asked for by its
 * keys.
 */
public final class CorrelatedCountRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeCorrelatedCount",
          b ->
              b.operand(LogicalJoin.class)
                  .predicate(CorrelatedCountRule::isPossible)
                  .inputs(
                      outer -> outer.operand(RelNode.class).anyInputs(),
                      values ->
                          values
                              .operand(Project.class)
                              .oneInput(
                                  join ->
                                      join.operand(LogicalJoin.class)
                                          .predicate(j -> j.getJoinType() == JoinRelType.LEFT)
                                          .anyInputs())),
          CorrelatedCountRule::new);

  private CorrelatedCountRule(RuleConfig config) {
    super(config);
  }

  private static boolean isPossible(Join join) {
    return join.getJoinType() == JoinRelType.LEFT || join.getJoinType() == JoinRelType.INNER;
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Join join = call.rel(0);
    Project values = call.rel(2);
    Join restored = call.rel(3);
    keysOf(join.getLeft(), restored.getLeft(), call.getMetadataQuery())
        .flatMap(columns -> keys(join, values, restored, columns))
        .ifPresent(keys -> call.transformTo(joined(call, keys)));
  }

  /**
   * A key: where it stands in the outer rows and in the groups.
   *
   * @param outer its column in the outer rows
   * @param group its column in the groups
   * @param meetsNull whether a NULL of the outer rows meets the keys, as a value does
   * @param meetsNullGroup whether it meets the group of NULL as well
   */
  private record Key(int outer, int group, boolean meetsNull, boolean meetsNullGroup) {}

  /**
   * The columns of the outer rows that a list of keys consists of; empty where it is something
   * else, or may hold a key twice.
   */
  private static Optional<List<Integer>> keysOf(
      RelNode outer, RelNode list, RelMetadataQuery metadata) {
    RelNode rel = current(list);
    boolean grouped = rel instanceof Aggregate aggregate && isDistinct(aggregate);
    RelNode below = grouped ? current(rel.getInput(0)) : rel;
    if (!(below instanceof Project project) || !(grouped || isUnique(metadata, list))) {
      return Optional.empty();
    }
    RelNode rows = current(project.getInput());
    RelNode same = current(outer);
    if (rows.deepEquals(same)) {
      return columns(project, field -> field instanceof RexInputRef ref ? ref.getIndex() : -1);
    }
    return same instanceof Project fields && rows.deepEquals(current(fields.getInput()))
        ? columns(project, fields.getProjects()::indexOf)
        : Optional.empty();
  }

  private static Optional<List<Integer>> columns(Project project, ToIntFunction<RexNode> column) {
    List<Integer> columns = project.getProjects().stream().mapToInt(column).boxed().toList();
    return columns.isEmpty() || columns.contains(-1) ? Optional.empty() : Optional.of(columns);
  }

  private static boolean isDistinct(Aggregate aggregate) {
    return aggregate.getAggCallList().isEmpty()
        && aggregate.getGroupType() == Aggregate.Group.SIMPLE
        && aggregate.getGroupCount() == aggregate.getInput().getRowType().getFieldCount();
  }

  private static boolean isUnique(RelMetadataQuery metadata, RelNode rel) {
    ImmutableBitSet all = ImmutableBitSet.range(rel.getRowType().getFieldCount());
    return Boolean.TRUE.equals(metadata.areColumnsUnique(rel, all));
  }

  /** The keys, where both joins compare each with the column it was taken from, and no more. */
  private static Optional<List<Key>> keys(
      Join join, Project values, Join restored, List<Integer> columns) {
    int outerColumns = join.getLeft().getRowType().getFieldCount();
    Map<Integer, Compared> outside = compared(join, outerColumns);
    Map<Integer, Compared> inside = compared(restored, columns.size());
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Compared outer = outside.get(columns.get(i));
      Compared group = inside.get(i);
      if (outer == null || group == null || !isColumn(values.getProjects().get(outer.right()), i)) {
        return Optional.empty();
      }
      keys.add(
          new Key(
              columns.get(i),
              group.right(),
              outer.meetsNull(),
              outer.meetsNull() && group.meetsNull()));
    }
    boolean all = outside.size() == keys.size() && inside.size() == keys.size();
    return all ? Optional.of(keys) : Optional.empty();
  }

  private static boolean isColumn(RexNode field, int column) {
    return field instanceof RexInputRef ref && ref.getIndex() == column;
  }

  /** What a column of the left side is compared with: a column of the right one. */
  private record Compared(int right, boolean meetsNull) {}

  /** What a join compares, by the left side's columns; empty where there is anything else. */
  private static Map<Integer, Compared> compared(Join join, int leftColumns) {
    Map<Integer, Compared> compared = new HashMap<>();
    for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
      int[] columns = columns(condition);
      if (columns.length == 0
          || columns[0] >= leftColumns
          || columns[1] < leftColumns
          || compared.containsKey(columns[0])) {
        return Map.of();
      }
      boolean meetsNull = condition.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
      compared.put(columns[0], new Compared(columns[1] - leftColumns, meetsNull));
    }
    return compared;
  }

  /** The two columns that a condition compares, the lower first; none where it is another. */
  private static int[] columns(RexNode condition) {
    if (condition instanceof RexCall call
        && (call.getKind() == SqlKind.EQUALS || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM)
        && call.getOperands().get(0) instanceof RexInputRef one
        && call.getOperands().get(1) instanceof RexInputRef other) {
      return new int[] {
        Math.min(one.getIndex(), other.getIndex()), Math.max(one.getIndex(), other.getIndex())
      };
    }
    return new int[0];
  }

  private static RelNode joined(RelOptRuleCall call, List<Key> keys) {
    Join join = call.rel(0);
    Project values = call.rel(2);
    Join restored = call.rel(3);
    RelBuilder builder = call.builder().push(join.getLeft()).push(restored.getRight());
    RelOptPredicateList known = call.getMetadataQuery().getPulledUpPredicates(restored.getRight());
    List<RexNode> equal = new ArrayList<>();
    for (Key key : keys) {
      RexNode outer = builder.field(2, 0, key.outer());
      RexNode group = builder.field(2, 1, key.group());
      RexNode alone = RexInputRef.of(key.group(), restored.getRight().getRowType());
      boolean nulls = key.meetsNullGroup() && !known.isEffectivelyNotNull(alone);
      equal.add(nulls ? builder.isNotDistinctFrom(outer, group) : builder.equals(outer, group));
    }
    builder.join(JoinRelType.LEFT, equal);
    List<RexNode> present = new ArrayList<>();
    for (Key key : keys) {
      RexNode field = builder.field(key.outer());
      if (!key.meetsNull() && field.getType().isNullable()) {
        present.add(builder.isNotNull(field));
      }
    }
    if (join.getJoinType() == JoinRelType.INNER) {
      builder.filter(present);
    }
    List<RexNode> fields = fields(builder, join, values, keys, present);
    // A builder would take out the casts that give the columns the types they had.
    return LogicalProject.create(
        builder.build(), List.of(), fields, join.getRowType().getFieldNames(), Set.of());
  }

  private static List<RexNode> fields(
      RelBuilder builder, Join join, Project values, List<Key> keys, List<RexNode> present) {
    RexBuilder rex = builder.getRexBuilder();
    int outerColumns = join.getLeft().getRowType().getFieldCount();
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < outerColumns; i++) {
      fields.add(builder.field(i));
    }
    RexShuttle moved =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            int index = ref.getIndex();
            return builder.field(
                index < keys.size() ? keys.get(index).outer() : outerColumns + index - keys.size());
          }
        };
    RexNode isKnown = RexUtil.composeConjunction(rex, present);
    for (RexNode value : values.getProjects()) {
      RelDataType type = join.getRowType().getFieldList().get(fields.size()).getType();
      RexNode here = value.accept(moved);
      RexNode field =
          present.isEmpty()
              ? here
              : rex.makeCall(
                  type,
                  SqlStdOperatorTable.CASE,
                  List.of(isKnown, here, rex.makeNullLiteral(type)));
      fields.add(field.getType().equals(type) ? field : rex.makeAbstractCast(type, field, false));
    }
    return fields;
  }

  private static RelNode current(RelNode node) {
    return node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
  }
}
