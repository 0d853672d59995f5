package io.stripejdbc.plan.runtime;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.DataContext;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A scan as generated code opens it: constants stand here, so that statements that differ in them
 * alone have the same code, which is compiled once.
 *
 * @param template the question
 * @param values internal values of {@link ScanTemplate#expressions()}, null where code gives them
 * @param open positions of the values that code gives
 * @param parameters names of the {@code ?} by their positions: a thousand of them are not in code
 */
@SuppressWarnings("ArrayRecordComponent")
public // never compared
record ScanCall(
    ScanTemplate template,
    @Nullable Object[] values,
    List<Integer> open,
    Map<Integer, String> parameters) {
  public static ScanCall of(ScanTemplate template) {
    List<RexNode> expressions = template.expressions();
    @Nullable Object[] values = new @Nullable Object[expressions.size()];
    List<Integer> open = new ArrayList<>();
    Map<Integer, String> parameters = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      Optional<Object> constant = constant(expressions.get(i));
      values[i] = constant.orElse(null);
      if (expressions.get(i) instanceof RexDynamicParam parameter) {
        parameters.put(i, parameter.getName());
      } else if (constant.isEmpty()) {
        open.add(i);
      }
    }
    return new ScanCall(template, values, List.copyOf(open), Map.copyOf(parameters));
  }

  /** The expressions that code computes. */
  public List<RexNode> computed() {
    List<RexNode> expressions = template.expressions();
    return open.stream().map(expressions::get).toList();
  }

  /** All values, those given put in their places. */
  @Nullable Object[] with(@Nullable Object[] given, DataContext context) {
    @Nullable Object[] all = Arrays.copyOf(values, values.length);
    for (int i = 0; i < given.length; i++) {
      all[open.get(i)] = given[i];
    }
    parameters.forEach((position, name) -> all[position] = context.get(name));
    return all;
  }

  /** The value of a literal as generated code would have it; empty for all that is not plain. */
  public static Optional<Object> constant(RexNode expression) {
    if (!(expression instanceof RexLiteral literal) || literal.isNull()) {
      return Optional.empty();
    }
    return switch (literal.getType().getSqlTypeName()) {
      case CHAR, VARCHAR -> Optional.ofNullable(literal.getValueAs(String.class));
      case BOOLEAN -> Optional.ofNullable(literal.getValueAs(Boolean.class));
      case TIMESTAMP -> Optional.ofNullable(literal.getValueAs(Long.class));
      case DATE -> Optional.ofNullable(literal.getValueAs(Integer.class));
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          Optional.ofNullable(literal.getValueAs(BigDecimal.class)).map(BigDecimal::longValueExact);
      default -> Optional.empty();
    };
  }
}
