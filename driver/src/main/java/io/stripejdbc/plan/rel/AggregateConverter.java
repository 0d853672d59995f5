package io.stripejdbc.plan.rel;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.adapter.enumerable.EnumerableProject;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.adapter.enumerable.EnumerableValues;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes aggregates physical: Calcite's, and where one of several groupings is the total, with that
 * total's row over no rows, too.
 *
 * <p>{@code SELECT count(*) … GROUP BY ROLLUP (k)} has a row for all rows, with 0 where there are
 * none; Calcite's code (1.42) makes no row without one that it is made of. So one row is joined
 * with all that it gives, which is what is left where it gives nothing.
 */
public final class AggregateConverter extends ConverterRule {
  public static final Config CONFIG =
      Config.INSTANCE
          .withConversion(
              LogicalAggregate.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "StripeAggregateConverter")
          .withRuleFactory(AggregateConverter::new);

  private AggregateConverter(Config config) {
    super(config);
  }

  @Override
  public @Nullable RelNode convert(RelNode rel) {
    Aggregate aggregate = (Aggregate) rel;
    RelNode groups = ((ConverterRule) EnumerableRules.ENUMERABLE_AGGREGATE_RULE).convert(rel);
    boolean hasTotal =
        aggregate.getGroupCount() > 0 && aggregate.getGroupSets().contains(ImmutableBitSet.of());
    return groups == null || !hasTotal ? groups : withTotal(aggregate, groups);
  }

  private static RelNode withTotal(Aggregate aggregate, RelNode groups) {
    RelOptCluster cluster = aggregate.getCluster();
    RexBuilder rex = cluster.getRexBuilder();
    RelDataType row = cluster.getTypeFactory().builder().add("ZERO", zero(rex).getType()).build();
    RelNode one =
        EnumerableValues.create(cluster, row, ImmutableList.of(ImmutableList.of(zero(rex))));
    RelNode joined =
        EnumerableNestedLoopJoin.create(
            one, groups, rex.makeLiteral(true), Set.of(), JoinRelType.LEFT);
    List<RexNode> columns = new ArrayList<>();
    for (RelDataTypeField field : aggregate.getRowType().getFieldList()) {
      RexNode value = rex.makeInputRef(joined, field.getIndex() + 1);
      int call = field.getIndex() - aggregate.getGroupCount();
      columns.add(
          field.getType().isNullable() || call < 0
              ? value
              : orElse(rex, value, ofNoRows(rex, aggregate.getAggCallList().get(call))));
    }
    return EnumerableProject.create(joined, columns, aggregate.getRowType());
  }

  private static RexNode orElse(RexBuilder rex, RexNode value, RexNode otherwise) {
    return rex.makeCall(
        SqlStdOperatorTable.CASE,
        rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value),
        rex.makeNotNull(value),
        rex.makeCast(rex.makeNotNull(value).getType(), otherwise, true, false));
  }

  /** What is never NULL of no rows: a count, or which keys the total is not grouped by: all. */
  private static RexNode ofNoRows(RexBuilder rex, AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    if (kind == SqlKind.LITERAL_AGG) {
      return call.rexList.get(0);
    }
    long bits = kind == SqlKind.GROUPING ? (1L << call.getArgList().size()) - 1 : 0;
    return rex.makeExactLiteral(BigDecimal.valueOf(bits));
  }

  private static RexLiteral zero(RexBuilder rex) {
    return rex.makeExactLiteral(BigDecimal.ZERO);
  }
}
