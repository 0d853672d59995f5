package io.stripejdbc.plan.batch;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the rows of one scan that can be computed in batches. It fails for no row, so that
 * a row which nobody reads on to cannot fail either.
 *
 * @param expression the condition
 * @param columns kinds of the scan's columns
 */
public record BatchCondition(RexNode expression, List<ValueKind> columns) {
  /**
   * The condition for batches; empty where it has to be left to generated code.
   *
   * @param scan type of the scan's rows
   */
  public static Optional<BatchCondition> of(RexNode expression, RelDataType scan) {
    List<ValueKind> columns =
        scan.getFieldList().stream().map(RelDataTypeField::getType).map(ValueKind::of).toList();
    BatchCondition condition = new BatchCondition(expression, columns);
    return condition.bound(ExpressionTranslator::anyValue).map(bound -> condition);
  }

  /** With the values of an execution, ready for its rows. */
  Optional<BatchExpression> bound(Function<RexDynamicParam, @Nullable Object> parameters) {
    return new ExpressionTranslator(parameters).translateCondition(expression);
  }
}
