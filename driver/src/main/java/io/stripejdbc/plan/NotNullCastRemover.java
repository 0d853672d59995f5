package io.stripejdbc.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Takes the casts out of conditions that only say that a value is not NULL; pure.
 *
 * <p>Calcite (1.42) makes {@code x IS NOT NULL AND CAST(x NOT NULL) <> 2} of {@code COALESCE(x, 2)
 * <> 2}, and then drops the first part because a comparison of x is true for no NULL. Of the cast
 * it is: no code looks for NULL there any more. Without the cast the comparison is unknown, as it
 * was meant.
 */
final class NotNullCastRemover {
  private NotNullCastRemover() {}

  static RelNode removed(RelNode rel) {
    return rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return conditioned(super.visit(other));
          }
        });
  }

  private static RelNode conditioned(RelNode rel) {
    RexBuilder rex = rel.getCluster().getRexBuilder();
    if (rel instanceof Filter filter) {
      RexNode condition = filter.getCondition().accept(new Casts(rex));
      return condition.equals(filter.getCondition())
          ? filter
          : filter.copy(filter.getTraitSet(), filter.getInput(), condition);
    }
    if (rel instanceof Join join) {
      RexNode condition = join.getCondition().accept(new Casts(rex));
      return condition.equals(join.getCondition())
          ? join
          : join.copy(
              join.getTraitSet(),
              condition,
              join.getLeft(),
              join.getRight(),
              join.getJoinType(),
              join.isSemiJoinDone());
    }
    return rel instanceof Project ? rel.accept(new CaseConditions(rex)) : rel;
  }

  /** The same in the conditions of CASE; its values keep their types. */
  private static final class CaseConditions extends RexShuttle {
    private final RexBuilder rex;

    CaseConditions(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      if (call.getKind() != SqlKind.CASE) {
        return super.visitCall(call);
      }
      int last = call.getOperands().size() - 1;
      List<RexNode> operands = new ArrayList<>();
      for (int i = 0; i <= last; i++) {
        boolean condition = i < last && i % 2 == 0;
        operands.add(call.getOperands().get(i).accept(condition ? new Casts(rex) : this));
      }
      return operands.equals(call.getOperands()) ? call : call.clone(call.getType(), operands);
    }
  }

  private static final class Casts extends RexShuttle {
    private final RelDataTypeFactory types;

    Casts(RexBuilder rex) {
      this.types = rex.getTypeFactory();
    }

    @Override
    public RexNode visitCall(RexCall call) {
      List<RexNode> operands = new ArrayList<>();
      boolean changed = false;
      for (RexNode operand : call.getOperands()) {
        RexNode visited = operand.accept(this);
        changed |= !visited.equals(operand);
        operands.add(visited);
      }
      if (call.getKind() == SqlKind.CAST && isOfNullability(call.getType(), operands.get(0))) {
        return operands.get(0);
      }
      return changed
          ? call.clone(types.createTypeWithNullability(call.getType(), true), operands)
          : call;
    }

    private boolean isOfNullability(RelDataType type, RexNode value) {
      return !type.isNullable()
          && value.getType().isNullable()
          && SqlTypeUtil.equalSansNullability(types, type, value.getType());
    }
  }
}
