package io.stripejdbc.plan;

import io.stripejdbc.plan.rel.StripeLookupJoin;
import io.stripejdbc.plan.rule.BoundedCalcMergeRule;
import io.stripejdbc.plan.rule.BoundedFilterTransposeRule;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.rules.AggregateExpandDistinctAggregatesRule;
import org.apache.calcite.rel.rules.AggregateExpandWithinDistinctRule;
import org.apache.calcite.rel.rules.AggregateJoinJoinRemoveRule;
import org.apache.calcite.rel.rules.AggregateJoinRemoveRule;
import org.apache.calcite.rel.rules.AggregateReduceFunctionsRule;
import org.apache.calcite.rel.rules.AggregateRemoveRule;
import org.apache.calcite.rel.rules.FilterAggregateTransposeRule;
import org.apache.calcite.rel.rules.FilterCorrelateRule;
import org.apache.calcite.rel.rules.FilterJoinRule;
import org.apache.calcite.rel.rules.FilterMergeRule;
import org.apache.calcite.rel.rules.FilterSetOpTransposeRule;
import org.apache.calcite.rel.rules.FilterWindowTransposeRule;
import org.apache.calcite.rel.rules.JoinPushExpressionsRule;
import org.apache.calcite.rel.rules.ProjectJoinJoinRemoveRule;
import org.apache.calcite.rel.rules.ProjectJoinRemoveRule;
import org.apache.calcite.rel.rules.ProjectMergeRule;
import org.apache.calcite.rel.rules.ProjectRemoveRule;
import org.apache.calcite.rel.rules.ProjectToWindowRule;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.rel.rules.ReduceExpressionsRule;
import org.apache.calcite.rel.rules.SampleToFilterRule;
import org.apache.calcite.rel.rules.SortProjectTransposeRule;
import org.apache.calcite.rel.rules.SortRemoveConstantKeysRule;
import org.apache.calcite.rel.rules.SortRemoveRule;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The rules of Calcite's that planning uses, under the names that {@code CoreRules} gives them.
 *
 * <p>{@code CoreRules} itself is not touched: it makes all its rules at once, some hundred more,
 * and their classes are a tenth of all that a first query loads. What is added here is its line
 * there.
 */
final class CalciteRules {
  static final RelOptRule AGGREGATE_EXPAND_DISTINCT_AGGREGATES =
      AggregateExpandDistinctAggregatesRule.Config.DEFAULT.toRule();
  static final RelOptRule AGGREGATE_EXPAND_WITHIN_DISTINCT =
      AggregateExpandWithinDistinctRule.Config.DEFAULT.toRule();
  static final RelOptRule AGGREGATE_JOIN_JOIN_REMOVE =
      AggregateJoinJoinRemoveRule.Config.DEFAULT.toRule();
  static final RelOptRule AGGREGATE_JOIN_REMOVE = AggregateJoinRemoveRule.Config.DEFAULT.toRule();
  static final RelOptRule AGGREGATE_REDUCE_FUNCTIONS =
      AggregateReduceFunctionsRule.Config.DEFAULT.toRule();
  static final RelOptRule AGGREGATE_REMOVE = AggregateRemoveRule.Config.DEFAULT.toRule();
  static final RelOptRule CALC_MERGE = new BoundedCalcMergeRule();

  /** Not below one that has a total, whose row is there without any below. */
  static final RelOptRule FILTER_AGGREGATE_TRANSPOSE =
      FilterAggregateTransposeRule.Config.DEFAULT
          .withOperandSupplier(
              b ->
                  b.operand(Filter.class)
                      .oneInput(
                          i ->
                              i.operand(Aggregate.class)
                                  .predicate(CalciteRules::hasNoTotal)
                                  .anyInputs()))
          .as(FilterAggregateTransposeRule.Config.class)
          .toRule();

  static final RelOptRule FILTER_CORRELATE = FilterCorrelateRule.Config.DEFAULT.toRule();
  static final RelOptRule FILTER_INTO_JOIN =
      FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig.DEFAULT.toRule();
  static final RelOptRule FILTER_MERGE = FilterMergeRule.Config.DEFAULT.toRule();
  static final RelOptRule FILTER_PROJECT_TRANSPOSE = new BoundedFilterTransposeRule();
  static final RelOptRule FILTER_REDUCE_EXPRESSIONS =
      ReduceExpressionsRule.FilterReduceExpressionsRule.FilterReduceExpressionsRuleConfig.DEFAULT
          .toRule();
  static final RelOptRule FILTER_SET_OP_TRANSPOSE =
      FilterSetOpTransposeRule.Config.DEFAULT.toRule();
  static final RelOptRule FILTER_SUB_QUERY_TO_CORRELATE = SubQueryRemoveRule.Config.FILTER.toRule();
  static final RelOptRule FILTER_WINDOW_TRANSPOSE =
      FilterWindowTransposeRule.Config.DEFAULT.toRule();
  static final RelOptRule JOIN_CONDITION_PUSH =
      FilterJoinRule.JoinConditionPushRule.JoinConditionPushRuleConfig.DEFAULT.toRule();
  static final RelOptRule JOIN_PUSH_EXPRESSIONS = JoinPushExpressionsRule.Config.DEFAULT.toRule();
  static final RelOptRule JOIN_SUB_QUERY_TO_CORRELATE = SubQueryRemoveRule.Config.JOIN.toRule();
  static final RelOptRule PROJECT_JOIN_JOIN_REMOVE =
      ProjectJoinJoinRemoveRule.Config.DEFAULT.toRule();
  static final RelOptRule PROJECT_JOIN_REMOVE = ProjectJoinRemoveRule.Config.DEFAULT.toRule();
  static final RelOptRule PROJECT_MERGE = ProjectMergeRule.Config.DEFAULT.toRule();
  static final RelOptRule PROJECT_REMOVE = ProjectRemoveRule.Config.DEFAULT.toRule();
  static final RelOptRule PROJECT_SUB_QUERY_TO_CORRELATE = ProjectSubQueryRule.INSTANCE;
  static final RelOptRule PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW =
      ProjectToWindowRule.ProjectToLogicalProjectAndWindowRule
          .ProjectToLogicalProjectAndWindowRuleConfig.DEFAULT
          .toRule();

  /** Not of one that has a total: that is a row of its own where there is no other. */
  static final RelOptRule PRUNE_EMPTY_AGGREGATE =
      ((RelRule<?>) PruneEmptyRules.AGGREGATE_INSTANCE)
          .config
          .withOperandSupplier(
              b ->
                  b.operand(Aggregate.class)
                      .predicate(CalciteRules::hasNoTotal)
                      .oneInput(i -> i.operand(Values.class).predicate(Values::isEmpty).noInputs()))
          .toRule();

  static final RelOptRule SAMPLE_TO_FILTER = SampleToFilterRule.Config.DEFAULT.toRule();
  static final RelOptRule SORT_PROJECT_TRANSPOSE = SortProjectTransposeRule.Config.DEFAULT.toRule();
  static final RelOptRule SORT_PROJECT_OF_LOOKUP_TRANSPOSE =
      SortProjectTransposeRule.Config.DEFAULT
          .withOperandFor(LogicalSort.class, LogicalProject.class, StripeLookupJoin.class)
          .toRule();
  static final RelOptRule SORT_PROJECT_OF_UNION_TRANSPOSE =
      SortProjectTransposeRule.Config.DEFAULT
          .withOperandFor(LogicalSort.class, LogicalProject.class, LogicalUnion.class)
          .toRule();
  static final RelOptRule SORT_REMOVE = SortRemoveRule.Config.DEFAULT.toRule();
  static final RelOptRule SORT_REMOVE_CONSTANT_KEYS =
      SortRemoveConstantKeysRule.Config.DEFAULT.toRule();

  private CalciteRules() {}

  private static boolean hasNoTotal(Aggregate aggregate) {
    return !aggregate.getGroupSets().contains(ImmutableBitSet.of());
  }
}
