package io.stripejdbc.plan.attach;

import io.stripejdbc.attach.AttachedDialect;
import io.stripejdbc.attach.AttachedTableSpec;
import io.stripejdbc.attach.AttachedType;
import io.stripejdbc.attach.RemoteColumn;
import io.stripejdbc.attach.RemoteOutput;
import io.stripejdbc.attach.RemoteQuery;
import io.stripejdbc.attach.RemoteQuery.Equality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/** Leaves joins of tables of one attached database to it, where their keys are the same there. */
final class JoinPushdown {
  private final Join join;
  private final Side left;
  private final Side right;

  private JoinPushdown(Join join, Side left, Side right) {
    this.join = join;
    this.left = left;
    this.right = right;
  }

  /**
   * One side of a join.
   *
   * @param condition what is checked on its rows here, null for nothing
   */
  private record Side(AttachedScan scan, @Nullable RexNode condition) {
    static @Nullable Side of(RelNode rel) {
      if (rel instanceof AttachedScan scan) {
        return new Side(scan, null);
      }
      return rel instanceof Filter filter && filter.getInput() instanceof AttachedScan scan
          ? new Side(scan, filter.getCondition())
          : null;
    }
  }

  static RelNode of(Join join) {
    Side left = Side.of(join.getLeft());
    Side right = Side.of(join.getRight());
    if (left == null || right == null) {
      return join;
    }
    boolean possible =
        left.scan.database().equals(right.scan.database())
            && left.scan.query().isPlain()
            && right.scan.query().isPlain()
            && right.scan.query().tables().size() == 1;
    return possible ? new JoinPushdown(join, left, right).pushed() : join;
  }

  private RelNode pushed() {
    JoinInfo info = equalities();
    boolean inner = join.getJoinType() == JoinRelType.INNER;
    boolean outer =
        join.getJoinType() == JoinRelType.LEFT && info.isEqui() && right.condition == null;
    if (info.leftKeys.isEmpty() || !(inner || outer)) {
      return join;
    }
    List<Equality> on = new ArrayList<>();
    boolean exact = true;
    for (int i = 0; i < info.leftKeys.size(); i++) {
      Optional<Key> key = key(info.leftKeys.get(i), info.rightKeys.get(i));
      if (key.isEmpty() || (outer && !key.get().exact)) {
        return join;
      }
      on.add(key.get().pair);
      exact &= key.get().exact;
    }
    return joined(on, exact);
  }

  /** IS NOT DISTINCT FROM is none: NULL there equals nothing. */
  private JoinInfo equalities() {
    return JoinInfo.createWithStrictEquality(join.getLeft(), join.getRight(), join.getCondition());
  }

  /** With the conditions above it that were checked on its sides, or on its keys. */
  private RelNode joined(List<Equality> on, boolean exact) {
    RemoteQuery query =
        left.scan
            .query()
            .joined(
                right.scan.query(),
                join.getJoinType() == JoinRelType.LEFT
                    ? RemoteQuery.Join.LEFT
                    : RemoteQuery.Join.INNER,
                on,
                left.scan.values().size());
    List<RexNode> values = new ArrayList<>(left.scan.values());
    values.addAll(right.scan.values());
    List<RexNode> conditions = new ArrayList<>();
    if (left.condition != null) {
      conditions.add(left.condition);
    }
    if (right.condition != null) {
      conditions.add(RexUtil.shift(right.condition, left.scan.getRowType().getFieldCount()));
    }
    if (!exact || !equalities().isEqui()) {
      conditions.add(join.getCondition());
    }
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(join.getCluster(), null);
    return builder
        .push(left.scan.with(query, values, join.getRowType()))
        .filter(conditions)
        .build();
  }

  /**
   * A pair of keys.
   *
   * @param exact whether they are equal there only when they are equal here
   */
  private record Key(Equality pair, boolean exact) {}

  private Optional<Key> key(int leftOutput, int rightOutput) {
    RemoteOutput one = left.scan.query().outputs().get(leftOutput);
    RemoteOutput other = right.scan.query().outputs().get(rightOutput);
    RemoteColumn first = one.column();
    RemoteColumn second = other.column();
    if (first == null || second == null || !one.isColumn() || !other.isColumn()) {
      return Optional.empty();
    }
    AttachedType type = first.column().type();
    AttachedType otherType = second.column().type();
    Equality pair =
        new Equality(
            first,
            new RemoteColumn(left.scan.query().tables().size() + second.table(), second.column()));
    AttachedDialect dialect = left.scan.database().dialect();
    boolean numbers =
        dialect.product().hasDecimalsAndTimes()
            && type.isExactNumber()
            && otherType.isExactNumber();
    boolean dates =
        dialect.product().hasDecimalsAndTimes()
            && type == AttachedType.DATE
            && otherType == AttachedType.DATE;
    boolean uuids = isUuid(first) && isUuid(second);
    if (numbers || dates || uuids) {
      return Optional.of(new Key(pair, true));
    }
    if (type != AttachedType.TEXT || otherType != AttachedType.TEXT) {
      return Optional.empty();
    }
    boolean exact =
        dialect.isExact(spec(left, first), first.column())
            && dialect.isExact(spec(right, second), second.column());
    return Optional.of(new Key(pair, exact));
  }

  private static boolean isUuid(RemoteColumn column) {
    return column.column().typeName().equalsIgnoreCase("uuid");
  }

  private static AttachedTableSpec spec(Side side, RemoteColumn column) {
    return side.scan.query().tables().get(column.table()).spec();
  }
}
