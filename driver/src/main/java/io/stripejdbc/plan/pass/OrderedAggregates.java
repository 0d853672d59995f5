package io.stripejdbc.plan.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.util.Optionality;

/**
 * Keeps the order of aggregates, {@code string_agg(x, ',' ORDER BY y DESC)}, while sub-queries are
 * decorrelated. Calcite (1.42: {@code RelDecorrelator.decorrelateRel(Aggregate)}) moves the columns
 * below an aggregate and maps its arguments, but not the columns that it is ordered by: so these
 * are arguments meanwhile.
 */
public final class OrderedAggregates {
  private OrderedAggregates() {}

  /** The plan with the keys of such orders as further arguments. */
  public static RelNode withKeys(RelNode plan) {
    return mapped(plan, call -> call.getCollation().getKeys().isEmpty() ? call : withKeys(call));
  }

  /** The plan with the orders that arguments stand for. */
  public static RelNode restored(RelNode plan) {
    return mapped(
        plan,
        call ->
            call.getAggregation() instanceof KeyedFunction keyed ? restored(call, keyed) : call);
  }

  private static RelNode mapped(RelNode plan, UnaryOperator<AggregateCall> mapping) {
    return plan.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            RelNode node = visitChildren(other);
            if (!(node instanceof Aggregate aggregate)) {
              return node;
            }
            List<AggregateCall> calls = aggregate.getAggCallList().stream().map(mapping).toList();
            return calls.equals(aggregate.getAggCallList())
                ? aggregate
                : aggregate.copy(
                    aggregate.getTraitSet(),
                    aggregate.getInput(),
                    aggregate.getGroupSet(),
                    aggregate.getGroupSets(),
                    calls);
          }
        });
  }

  private static AggregateCall withKeys(AggregateCall call) {
    List<Integer> arguments = new ArrayList<>(call.getArgList());
    List<RelFieldCollation> keys = call.getCollation().getFieldCollations();
    keys.forEach(key -> arguments.add(key.getFieldIndex()));
    SqlAggFunction function = new KeyedFunction(call.getAggregation(), keys, call.getType());
    return call(call, function, arguments, RelCollations.EMPTY);
  }

  private static AggregateCall restored(AggregateCall call, KeyedFunction keyed) {
    List<Integer> all = call.getArgList();
    int arguments = all.size() - keyed.keys.size();
    List<RelFieldCollation> order = new ArrayList<>();
    for (int i = 0; i < keyed.keys.size(); i++) {
      order.add(keyed.keys.get(i).withFieldIndex(all.get(arguments + i)));
    }
    return call(call, keyed.function, all.subList(0, arguments), RelCollations.of(order));
  }

  private static AggregateCall call(
      AggregateCall call, SqlAggFunction function, List<Integer> arguments, RelCollation order) {
    return AggregateCall.create(
        call.getParserPosition(),
        function,
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        arguments,
        call.filterArg,
        call.distinctKeys,
        order,
        call.getType(),
        call.getName());
  }

  /** An aggregate function whose last arguments are what it is ordered by. */
  private static final class KeyedFunction extends SqlAggFunction {
    private final SqlAggFunction function;
    private final List<RelFieldCollation> keys;

    KeyedFunction(SqlAggFunction function, List<RelFieldCollation> keys, RelDataType type) {
      // Functions are equal by their names: those of other orders must not be.
      super(
          function.getName() + keys.stream().map(RelFieldCollation::shortString).toList(),
          null,
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.explicit(type),
          null,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.USER_DEFINED_FUNCTION,
          false,
          false,
          Optionality.FORBIDDEN);
      this.function = function;
      this.keys = List.copyOf(keys);
    }
  }
}
