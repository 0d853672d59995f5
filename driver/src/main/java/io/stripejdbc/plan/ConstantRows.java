package io.stripejdbc.plan;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Computes the rows of {@code VALUES (1 + 1, 'a' || 'b'), …}, which Calcite converts to a union of
 * one query for each row. Folding these one by one compiles a class for each; here some hundred
 * expressions share one. What cannot be computed (a division by zero) stays as it was.
 */
final class ConstantRows {
  /** Rows from which on it is worth its while. */
  private static final int FEWEST = 8;

  /** Expressions of one generated class; more may not fit into a method of Java. */
  private static final int MOST_AT_ONCE = 150;

  private ConstantRows() {}

  static RelNode of(RelNode rel) {
    if (rel instanceof Union union && union.all && isConstant(union)) {
      return rows(union);
    }
    List<RelNode> inputs = rel.getInputs().stream().map(ConstantRows::of).toList();
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }

  private static boolean isConstant(Union union) {
    return union.getInputs().size() >= FEWEST
        && union.getInputs().stream().allMatch(row -> isConstantRow(row, union.getRowType()));
  }

  private static boolean isConstantRow(RelNode row, RelDataType wanted) {
    return row instanceof Project project
        && project.getInput() instanceof Values values
        && values.getTuples().size() == 1
        && project.getProjects().stream().allMatch(ConstantRows::isConstant)
        && fits(row.getRowType(), wanted);
  }

  /** Without parameters, columns, queries, and functions whose value is another each time. */
  private static boolean isConstant(RexNode expression) {
    if (expression instanceof RexLiteral) {
      return true;
    }
    return expression.getClass() == RexCall.class
        && expression instanceof RexCall call
        && call.getOperator().isDeterministic()
        && !call.getOperator().isDynamicFunction()
        && call.getOperands().stream().allMatch(ConstantRows::isConstant);
  }

  /** Values of other types would have to be cast first; texts of another length need not be. */
  private static boolean fits(RelDataType row, RelDataType wanted) {
    for (RelDataTypeField field : wanted.getFieldList()) {
      RelDataType type = row.getFieldList().get(field.getIndex()).getType();
      boolean isText = SqlTypeUtil.inCharFamily(type) && SqlTypeUtil.inCharFamily(field.getType());
      boolean isSame = isText || SqlTypeUtil.equalSansNullability(type, field.getType());
      boolean isScalar = SqlTypeUtil.isAtomic(type) || type.getSqlTypeName() == SqlTypeName.NULL;
      if (!isSame || !isScalar) {
        return false;
      }
    }
    return true;
  }

  private static RelNode rows(Union union) {
    RelOptCluster cluster = union.getCluster();
    List<RexNode> expressions = new ArrayList<>();
    union.getInputs().forEach(row -> expressions.addAll(((Project) row).getProjects()));
    List<RexNode> computed = new ArrayList<>();
    for (int from = 0; from < expressions.size(); from += MOST_AT_ONCE) {
      int end = Math.min(expressions.size(), from + MOST_AT_ONCE);
      computed.addAll(computed(cluster, expressions.subList(from, end)));
    }
    if (!computed.stream().allMatch(RexLiteral.class::isInstance)) {
      return union;
    }
    int width = union.getRowType().getFieldCount();
    ImmutableList.Builder<ImmutableList<RexLiteral>> tuples = ImmutableList.builder();
    for (int from = 0; from < computed.size(); from += width) {
      ImmutableList.Builder<RexLiteral> tuple = ImmutableList.builder();
      computed.subList(from, from + width).forEach(value -> tuple.add((RexLiteral) value));
      tuples.add(tuple.build());
    }
    return LogicalValues.create(cluster, union.getRowType(), tuples.build());
  }

  private static List<RexNode> computed(RelOptCluster cluster, List<RexNode> expressions) {
    RexExecutor executor = cluster.getPlanner().getExecutor();
    if (executor == null || expressions.stream().allMatch(RexLiteral.class::isInstance)) {
      return expressions;
    }
    List<RexNode> computed = new ArrayList<>();
    executor.reduce(cluster.getRexBuilder(), expressions, computed);
    return computed;
  }
}
