package io.stripejdbc.plan;

import io.stripejdbc.plan.rel.AggregateConverter;
import io.stripejdbc.plan.rel.LookupJoinConverter;
import io.stripejdbc.plan.rel.TieSortConverter;
import io.stripejdbc.plan.rule.ConstantColumnsRule;
import io.stripejdbc.plan.rule.CorrelatedCountRule;
import io.stripejdbc.plan.rule.DatePartsRule;
import io.stripejdbc.plan.rule.InferredConditionsRule;
import io.stripejdbc.plan.rule.PartitionFilterRule;
import io.stripejdbc.plan.rule.PushFilterRule;
import io.stripejdbc.plan.rule.UnusedJoinBelowSortRule;
import io.stripejdbc.plan.rule.UnusedJoinRule;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.interpreter.Bindables;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.rules.FilterTableScanRule;
import org.apache.calcite.rel.rules.ProjectTableScanRule;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.rel.rules.SingleValuesOptimizationRules;

/** The rules of each planning stage, by name. */
final class PlanRules {
  /** Sub-queries become correlations, which decorrelation then turns into joins. */
  static final List<RelOptRule> SUB_QUERIES =
      List.of(
          CalciteRules.FILTER_SUB_QUERY_TO_CORRELATE,
          CalciteRules.PROJECT_SUB_QUERY_TO_CORRELATE,
          CalciteRules.JOIN_SUB_QUERY_TO_CORRELATE);

  /** What decorrelation reads twice is read once. */
  static final List<RelOptRule> CORRELATED = List.of(CorrelatedCountRule.CONFIG.toRule());

  /** Constants are folded, conditions move down to the scans they belong to. */
  static final List<RelOptRule> NORMALISE =
      List.of(
          CalciteRules.FILTER_REDUCE_EXPRESSIONS,
          ConstantColumnsRule.INSTANCE,
          ConstantRowJoinRule.CONFIG.toRule(),
          CalciteRules.FILTER_INTO_JOIN,
          CalciteRules.JOIN_CONDITION_PUSH,
          CalciteRules.FILTER_PROJECT_TRANSPOSE,
          CalciteRules.FILTER_MERGE,
          CalciteRules.FILTER_AGGREGATE_TRANSPOSE,
          CalciteRules.FILTER_SET_OP_TRANSPOSE,
          CalciteRules.FILTER_WINDOW_TRANSPOSE,
          CalciteRules.FILTER_CORRELATE,
          PartitionFilterRule.CONFIG.toRule(),
          CalciteRules.PROJECT_MERGE,
          CalciteRules.PROJECT_REMOVE,
          CalciteRules.SORT_PROJECT_TRANSPOSE,
          CalciteRules.SORT_REMOVE_CONSTANT_KEYS,
          DatePartsRule.CONFIG.toRule(),
          PruneEmptyRules.UNION_INSTANCE,
          PruneEmptyRules.PROJECT_INSTANCE,
          PruneEmptyRules.FILTER_INSTANCE,
          PruneEmptyRules.SORT_INSTANCE,
          CalciteRules.PRUNE_EMPTY_AGGREGATE,
          PruneEmptyRules.JOIN_LEFT_INSTANCE,
          PruneEmptyRules.JOIN_RIGHT_INSTANCE,
          PruneEmptyRules.SORT_FETCH_ZERO_INSTANCE);

  /**
   * Conditions on one side of a join are inferred for the other: an account named once is named on
   * both. On its own and bounded, because beside the rules above it can infer the same for ever.
   */
  static final List<RelOptRule> TRANSITIVE = List.of(InferredConditionsRule.INSTANCE);

  /** Of a join with one row that row is read first, and its values move down to the scans. */
  static final List<RelOptRule> SINGLE_ROWS =
      List.of(
          SingleRowJoinRule.CONFIG.toRule(),
          CalciteRules.FILTER_MERGE,
          PushFilterRule.CONFIG.toRule());

  /** A limit of several lists is one of each of them. */
  static final List<RelOptRule> LIMITED_UNIONS =
      List.of(LimitedInputsRule.OF_UNION, CalciteRules.SORT_PROJECT_OF_UNION_TRANSPOSE);

  /** Of the rows that a lookup adds to, those a limit keeps are found first. */
  static final List<RelOptRule> LIMITED_LOOKUPS =
      List.of(LimitedInputsRule.OF_LOOKUP, CalciteRules.SORT_PROJECT_OF_LOOKUP_TRANSPOSE);

  /** What the enumerable operators cannot do themselves is rewritten to what they can. */
  static final List<RelOptRule> IMPLEMENTABLE =
      List.of(
          CalciteRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW,
          CalciteRules.AGGREGATE_EXPAND_WITHIN_DISTINCT,
          CalciteRules.AGGREGATE_EXPAND_DISTINCT_AGGREGATES,
          CalciteRules.AGGREGATE_REDUCE_FUNCTIONS,
          CalciteRules.JOIN_PUSH_EXPRESSIONS,
          CalciteRules.SAMPLE_TO_FILTER);

  /**
   * Outer joins that add neither columns nor rows are left out: a column of a view that nobody
   * selects costs no call.
   */
  static final List<RelOptRule> UNUSED_JOINS =
      List.of(
          CalciteRules.PROJECT_JOIN_REMOVE,
          CalciteRules.PROJECT_JOIN_JOIN_REMOVE,
          CalciteRules.AGGREGATE_JOIN_REMOVE,
          CalciteRules.AGGREGATE_JOIN_JOIN_REMOVE,
          UnusedJoinRule.CONFIG.toRule(),
          UnusedJoinBelowSortRule.CONFIG.toRule());

  /** Projections left behind by trimming are folded together, which shows further such joins. */
  static final List<RelOptRule> TIDY =
      Stream.concat(
              Stream.of(CalciteRules.PROJECT_MERGE, CalciteRules.PROJECT_REMOVE),
              UNUSED_JOINS.stream())
          .toList();

  /**
   * Physical choices. Not among them: the merge join (it sorts both inputs in memory to win by
   * rows), the interpreter, table modification.
   */
  static final List<RelOptRule> PHYSICAL =
      List.of(
          LookupJoinConverter.CONFIG.toRule(LookupJoinConverter.class),
          TieSortConverter.CONFIG.toRule(TieSortConverter.class),
          EnumerableRules.ENUMERABLE_JOIN_RULE,
          EnumerableRules.ENUMERABLE_ASOFJOIN_RULE,
          EnumerableRules.ENUMERABLE_CORRELATE_RULE,
          EnumerableRules.ENUMERABLE_CONDITIONAL_CORRELATE_RULE,
          EnumerableRules.ENUMERABLE_PROJECT_RULE,
          EnumerableRules.ENUMERABLE_FILTER_RULE,
          EnumerableRules.ENUMERABLE_CALC_RULE,
          AggregateConverter.CONFIG.toRule(AggregateConverter.class),
          EnumerableRules.ENUMERABLE_SORT_RULE,
          EnumerableRules.ENUMERABLE_LIMIT_RULE,
          EnumerableRules.ENUMERABLE_LIMIT_SORT_RULE,
          EnumerableRules.ENUMERABLE_COLLECT_RULE,
          EnumerableRules.ENUMERABLE_UNCOLLECT_RULE,
          EnumerableRules.ENUMERABLE_UNION_RULE,
          EnumerableRules.ENUMERABLE_REPEAT_UNION_RULE,
          EnumerableRules.ENUMERABLE_TABLE_SPOOL_RULE,
          EnumerableRules.ENUMERABLE_INTERSECT_RULE,
          EnumerableRules.ENUMERABLE_MINUS_RULE,
          EnumerableRules.ENUMERABLE_VALUES_RULE,
          EnumerableRules.ENUMERABLE_WINDOW_RULE,
          EnumerableRules.ENUMERABLE_TABLE_SCAN_RULE,
          // The working table of a recursive query can be read through the interpreter alone.
          Bindables.BINDABLE_TABLE_SCAN_RULE,
          EnumerableRules.TO_INTERPRETER,
          EnumerableRules.ENUMERABLE_TABLE_FUNCTION_SCAN_RULE,
          SingleValuesOptimizationRules.JOIN_LEFT_INSTANCE,
          SingleValuesOptimizationRules.JOIN_RIGHT_INSTANCE,
          CalciteRules.SORT_REMOVE,
          CalciteRules.AGGREGATE_REMOVE);

  /** What tables of other kinds may be told themselves, where they can filter or project. */
  static final List<RelOptRule> FILTERABLE_TABLES =
      List.of(
          FilterTableScanRule.Config.DEFAULT.toRule(),
          ProjectTableScanRule.Config.DEFAULT.toRule());

  /** Projections and filters become one pass each, after the physical choice. */
  static final List<RelOptRule> CALC =
      List.of(
          EnumerableRules.ENUMERABLE_FILTER_TO_CALC_RULE,
          EnumerableRules.ENUMERABLE_PROJECT_TO_CALC_RULE,
          CalciteRules.CALC_MERGE);

  private PlanRules() {}
}
