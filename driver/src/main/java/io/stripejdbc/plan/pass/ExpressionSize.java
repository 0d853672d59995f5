package io.stripejdbc.plan.pass;

import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLocalRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Size of an expression in nodes, once the expressions of its input are written in the place of the
 * columns it reads.
 *
 * <p>Numbers are doubles: a chain of steps that each use a column twice is larger than a long
 * holds.
 */
public final class ExpressionSize extends RexVisitorImpl<Void> {
  /**
   * Simplifying costs the square of the nodes, and a chain of steps is simplified at each step: a
   * thousand take some hundredths of a second.
   */
  private static final double MOST = 1_000;

  private final double[] columns;
  private double size;

  private ExpressionSize(double[] columns) {
    super(true);
    this.columns = columns;
  }

  /** Whether an expression stays as it is, or small, when it is moved below a projection. */
  public static boolean staysSmall(RexNode expression, List<RexNode> projects) {
    double[] below = projects.stream().mapToDouble(p -> of(p, new double[0])).toArray();
    double moved = of(expression, below);
    return moved <= MOST || moved <= of(expression, new double[0]);
  }

  /** Whether two steps are together no larger than apart, or small. */
  public static boolean staysSmall(RexProgram top, RexProgram bottom) {
    double[] below = sizes(bottom, new double[0]);
    double[] columns =
        bottom.getProjectList().stream().mapToDouble(ref -> below[ref.getIndex()]).toArray();
    double merged = total(top, sizes(top, columns)) + filter(bottom, below);
    return merged <= MOST || merged <= total(top, sizes(top, new double[0])) + total(bottom, below);
  }

  private static double total(RexProgram program, double[] sizes) {
    double total = filter(program, sizes);
    for (RexLocalRef project : program.getProjectList()) {
      total += sizes[project.getIndex()];
    }
    return total;
  }

  private static double filter(RexProgram program, double[] sizes) {
    RexLocalRef condition = program.getCondition();
    return condition == null ? 0 : sizes[condition.getIndex()];
  }

  /** Of each expression of a program; those before it are what its references name. */
  private static double[] sizes(RexProgram program, double[] columns) {
    List<RexNode> expressions = program.getExprList();
    double[] sizes = new double[expressions.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] =
          expressions.get(i) instanceof RexCall call
              ? 1 + call.getOperands().stream().mapToDouble(o -> operand(o, sizes, columns)).sum()
              : of(expressions.get(i), columns);
    }
    return sizes;
  }

  private static double operand(RexNode operand, double[] sizes, double[] columns) {
    return operand instanceof RexLocalRef ref ? sizes[ref.getIndex()] : of(operand, columns);
  }

  private static double of(RexNode expression, double[] columns) {
    ExpressionSize visitor = new ExpressionSize(columns);
    expression.accept(visitor);
    return Math.max(1, visitor.size);
  }

  @Override
  public Void visitInputRef(RexInputRef ref) {
    size += ref.getIndex() < columns.length ? columns[ref.getIndex()] : 1;
    return super.visitInputRef(ref);
  }

  @Override
  public Void visitCall(RexCall call) {
    size++;
    return super.visitCall(call);
  }
}
