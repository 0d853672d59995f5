package io.stripejdbc.query.direct;

import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.runtime.ScanCall;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.query.direct.SimpleSelect.SortKey;
import io.stripejdbc.query.validate.ParameterSlot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * What conditions make of a query of one table: the read, and the columns that they leave one
 * value, which are not read.
 *
 * @param constants values by the names of their columns
 */
record FilteredSelect(
    DirectRead read, Map<String, DirectValue> constants, List<ParameterSlot> parameters) {
  /** The select; empty where it is left to the planner. */
  static Optional<FilteredSelect> of(SimpleSelect select, TableSpec table) {
    ConditionExpressions expressions = new ConditionExpressions(table, new StripeTypeFactory());
    return expressions
        .conjuncts(select.conditions())
        .flatMap(conjuncts -> of(select, table, expressions, conjuncts));
  }

  private static Optional<FilteredSelect> of(
      SimpleSelect select,
      TableSpec table,
      ConditionExpressions expressions,
      List<RexNode> conjuncts) {
    Map<String, DirectValue> constants = new HashMap<>();
    Set<String> keys = select.order().stream().map(SortKey::column).collect(Collectors.toSet());
    for (RexNode conjunct : conjuncts) {
      String column = single(conjunct, table);
      if (column != null && keys.contains(column)) {
        return Optional.empty(); // The planner leaves it out of the order.
      }
      if (column != null) {
        value(conjunct).ifPresent(value -> constants.put(column, value));
      }
    }
    Set<String> wanted = select.columns();
    wanted.removeAll(constants.keySet());
    return FilteredRead.of(table, expressions, conjuncts, wanted, select)
        .map(read -> new FilteredSelect(read, constants, expressions.parameters()));
  }

  /** The column that a conjunct leaves one value, null for none. */
  static @Nullable String single(RexNode conjunct, TableSpec table) {
    boolean one = conjunct.getKind() == SqlKind.IS_NULL || conjunct.getKind() == SqlKind.EQUALS;
    return one && ((RexCall) conjunct).getOperands().get(0) instanceof RexInputRef side
        ? table.columns().get(side.getIndex()).name()
        : null;
  }

  /** The value, which the planner puts in the place of the column if it is no parameter. */
  private static Optional<DirectValue> value(RexNode conjunct) {
    return conjunct.getKind() == SqlKind.IS_NULL
        ? Optional.of(DirectValue.constant(null))
        : ScanCall.constant(((RexCall) conjunct).getOperands().get(1)).map(DirectValue::constant);
  }
}
