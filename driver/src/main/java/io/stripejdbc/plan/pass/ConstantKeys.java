package io.stripejdbc.plan.pass;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * Keeps constants that are grouped by, as those of EXISTS and DISTINCT are, while sub-queries are
 * decorrelated. Calcite (1.42: {@code RelDecorrelator.decorrelateRel(Aggregate)}) leaves constant
 * keys out; without the last of them an aggregate has one row, where it had none for no rows. So
 * they are no constants meanwhile.
 */
public final class ConstantKeys {
  private static final SqlOperator HIDDEN =
      new SqlFunction(
          "constant_key",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0,
          null,
          OperandTypes.ANY,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);

  private ConstantKeys() {}

  /** The plan with such constants within a function. */
  public static RelNode hidden(RelNode plan) {
    return plan.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            RelNode node = visitChildren(other);
            return node instanceof Aggregate aggregate
                    && aggregate.getInput() instanceof Project project
                ? aggregate.copy(aggregate.getTraitSet(), List.of(hidden(aggregate, project)))
                : node;
          }
        });
  }

  private static RelNode hidden(Aggregate aggregate, Project project) {
    RexBuilder rex = project.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>(project.getProjects());
    for (int key : aggregate.getGroupSet()) {
      if (columns.get(key) instanceof RexLiteral literal) {
        columns.set(key, rex.makeCall(literal.getType(), HIDDEN, List.of(literal)));
      }
    }
    return columns.equals(project.getProjects())
        ? project
        : project.copy(project.getTraitSet(), project.getInput(), columns, project.getRowType());
  }

  /** The plan with the constants themselves. */
  public static RelNode restored(RelNode plan) {
    RexShuttle literals =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            return call.getOperator().equals(HIDDEN)
                ? call.getOperands().get(0)
                : super.visitCall(call);
          }
        };
    return plan.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return visitChildren(other).accept(literals);
          }
        });
  }
}
