package io.stripejdbc.calcite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;

/**
 * Makes an aggregation of another Calcite one of ours: sums and averages have our types, which
 * rules work out anew whenever they touch them, and are cast to the other's above.
 */
final class HostAggregateConverter {
  private HostAggregateConverter() {}

  static RelNode convert(LogicalAggregate aggregate, RelNode input) {
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      calls.add(typed(call, aggregate, input));
    }
    LogicalAggregate ours =
        LogicalAggregate.create(
            input, List.of(), aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
    return RelOptUtil.createCastRel(ours, aggregate.getRowType(), true);
  }

  /** The call with the type that our type system gives it. */
  private static AggregateCall typed(
      AggregateCall call, LogicalAggregate aggregate, RelNode input) {
    return AggregateCall.create(
        call.getParserPosition(),
        call.getAggregation(),
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        call.getArgList(),
        call.filterArg,
        call.distinctKeys,
        call.getCollation(),
        aggregate.hasEmptyGroup(),
        input,
        null,
        call.getName());
  }
}
