package io.stripejdbc.query.compile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexLocalRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.sql.SqlKind;

/**
 * Takes the constants of comparisons out of a plan, so that statements that differ in them alone
 * have the same generated code, which is compiled once ({@link GeneratedClassCache}).
 */
final class LiteralParameterizer {
  /** Numbers of parameters that no statement has. */
  private static final int FIRST = 1_000_000;

  private final Map<String, Object> constants;
  private int lifted;

  private LiteralParameterizer(Map<String, Object> constants) {
    this.constants = constants;
  }

  /**
   * The plan with parameters in the place of constants.
   *
   * @param constants takes the values, by the names that code asks for
   */
  static EnumerableRel lift(EnumerableRel plan, Map<String, Object> constants) {
    return (EnumerableRel) new LiteralParameterizer(constants).lift(plan);
  }

  private RelNode lift(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode other = lift(input);
      changed |= other != input;
      inputs.add(other);
    }
    RelNode below = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    return below instanceof EnumerableCalc calc ? lift(calc) : below;
  }

  private RelNode lift(EnumerableCalc calc) {
    RexProgram program = calc.getProgram();
    List<RexNode> expressions = new ArrayList<>(program.getExprList());
    BitSet compared = comparedOnly(program);
    boolean changed = false;
    for (int i = compared.nextSetBit(0); i >= 0; i = compared.nextSetBit(i + 1)) {
      Optional<Object> value = value(expressions.get(i));
      if (value.isPresent()) {
        int index = FIRST + lifted++;
        constants.put("?" + index, value.get());
        expressions.set(i, new RexDynamicParam(expressions.get(i).getType(), index));
        changed = true;
      }
    }
    return changed
        ? calc.copy(
            calc.getTraitSet(),
            calc.getInput(),
            new RexProgram(
                program.getInputRowType(),
                expressions,
                program.getProjectList(),
                program.getCondition(),
                program.getOutputRowType()))
        : calc;
  }

  /** Expressions that stand in comparisons alone; elsewhere a constant may have to be one. */
  private static BitSet comparedOnly(RexProgram program) {
    BitSet compared = new BitSet();
    BitSet otherwise = new BitSet();
    program.getProjectList().forEach(ref -> otherwise.set(ref.getIndex()));
    if (program.getCondition() != null) {
      otherwise.set(program.getCondition().getIndex());
    }
    for (RexNode expression : program.getExprList()) {
      if (expression instanceof RexCall call) {
        boolean compares = call.getOperands().size() == 2 && call.isA(SqlKind.COMPARISON);
        note(call, compares ? compared : otherwise);
      }
    }
    compared.andNot(otherwise);
    return compared;
  }

  private static void note(RexCall call, BitSet uses) {
    for (RexNode operand : call.getOperands()) {
      if (operand instanceof RexLocalRef ref) {
        uses.set(ref.getIndex());
      }
    }
  }

  private static Optional<Object> value(RexNode expression) {
    if (!(expression instanceof RexLiteral literal) || literal.isNull()) {
      return Optional.empty();
    }
    return switch (literal.getType().getSqlTypeName()) {
      case VARCHAR -> Optional.ofNullable(literal.getValueAs(String.class));
      case TIMESTAMP -> Optional.ofNullable(literal.getValueAs(Long.class));
      case DATE -> Optional.ofNullable(literal.getValueAs(Integer.class));
      case INTEGER, BIGINT, DECIMAL -> Optional.ofNullable(literal.getValueAs(BigDecimal.class));
      default -> Optional.empty();
    };
  }
}
