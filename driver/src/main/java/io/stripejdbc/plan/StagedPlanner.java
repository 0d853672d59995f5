package io.stripejdbc.plan;

import io.stripejdbc.plan.PlannerSettings.Pushing;
import io.stripejdbc.plan.function.exact.ExactArithmetic;
import io.stripejdbc.plan.pass.ConstantKeys;
import io.stripejdbc.plan.pass.FlatFilters;
import io.stripejdbc.plan.pass.FlatUnions;
import io.stripejdbc.plan.pass.NullDirections;
import io.stripejdbc.plan.pass.OrderedAggregates;
import io.stripejdbc.plan.rel.StripeValues;
import io.stripejdbc.plan.rule.CountRule;
import io.stripejdbc.plan.rule.CreatedBoundsRule;
import io.stripejdbc.plan.rule.ExistsLimitRule;
import io.stripejdbc.plan.rule.ExpandPass;
import io.stripejdbc.plan.rule.LongIdListRule;
import io.stripejdbc.plan.rule.LookupJoinRule;
import io.stripejdbc.plan.rule.OldestRowsRule;
import io.stripejdbc.plan.rule.PushFilterRule;
import io.stripejdbc.plan.rule.PushLimitRule;
import io.stripejdbc.plan.rule.PushOrderRule;
import io.stripejdbc.plan.rule.PushProjectRule;
import io.stripejdbc.plan.rule.RuleConfig;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;

/**
 * Plans a statement in named stages: sub-queries, normalisation, pushdown, physical choice.
 *
 * <p>Order matters: conditions are pushed before unused columns are trimmed (a trimmed scan keeps
 * the columns of conditions it has already taken over), columns before limits.
 */
public final class StagedPlanner {
  private static final int MOST_INFERENCES = 20;

  /** Far above what a stage needs; a guard against rules that undo each other. */
  private static final int MOST_MATCHES = 10_000;

  private final PlannerSettings settings;
  private final UnaryOperator<RelNode> otherPushdown;
  private final List<RelOptRule> physicalRules;

  /** A planner that uses the given kinds of pushdown. */
  public StagedPlanner(PlannerSettings settings) {
    this(settings, UnaryOperator.identity());
  }

  /**
   * The same, beside tables that are not Stripe's.
   *
   * @param otherPushdown leaves to other databases what they compute
   */
  public StagedPlanner(PlannerSettings settings, UnaryOperator<RelNode> otherPushdown) {
    this(settings, otherPushdown, List.of());
  }

  private StagedPlanner(
      PlannerSettings settings, UnaryOperator<RelNode> otherPushdown, List<RelOptRule> besides) {
    this.settings = settings;
    this.otherPushdown = otherPushdown;
    this.physicalRules = Stream.concat(PlanRules.PHYSICAL.stream(), besides.stream()).toList();
  }

  /** A planner of plans that read tables of other kinds as well, filters and columns first. */
  public static StagedPlanner ofAllTables(PlannerSettings settings) {
    return new StagedPlanner(settings, UnaryOperator.identity(), PlanRules.FILTERABLE_TABLES);
  }

  /** The physical plan of a converted statement. */
  public EnumerableRel plan(RelRoot root) {
    RelNode rel = FlatFilters.of(FlatUnions.of(RowCountLimits.within(root.project(true))));
    RelOptCluster cluster = rel.getCluster();
    rel = hep(PlanRules.SUB_QUERIES, rel);
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(cluster, null);
    rel = settings.has(Pushing.REWRITE) ? ConstantRows.of(rel) : rel;
    rel = NullDirections.canonical(KeptCorrelations.in(rel) ? rel : decorrelated(rel, builder));
    rel = rewrite(PlanRules.CORRELATED, rel, MOST_MATCHES);
    rel = rewrite(PlanRules.NORMALISE, rel, MOST_MATCHES);
    rel = rewrite(PlanRules.TRANSITIVE, rel, MOST_INFERENCES);
    rel = rewrite(List.of(FilteredAggregateRule.CONFIG.toRule()), rel, MOST_MATCHES);
    rel = NotNullCastRemover.removed(rewrite(PlanRules.NORMALISE, rel, MOST_MATCHES));
    rel = push(Pushing.LIMIT, WindowLimitRule.CONFIG, rel);
    if (settings.has(Pushing.JOIN)) {
      rel = push(Pushing.FILTER, LongIdListRule.CONFIG, rel);
    }
    rel = push(Pushing.FILTER, PushFilterRule.CONFIG, rel);
    rel = new RelFieldTrimmer(null, builder).trim(rel);
    rel = rewrite(PlanRules.UNUSED_JOINS, rel, MOST_MATCHES);
    if (settings.has(Pushing.FILTER)) {
      rel = rewrite(PlanRules.SINGLE_ROWS, rel, MOST_MATCHES);
    }
    rel = push(Pushing.LIMIT, AccountWindowLimitRule.CONFIG, rel);
    rel = ExactArithmetic.applyAfterPushdown(hep(PlanRules.IMPLEMENTABLE, rel));
    rel = rewrite(PlanRules.TIDY, rel, MOST_MATCHES);
    rel = push(Pushing.PROJECT, PushProjectRule.CONFIG, rel);
    rel = push(Pushing.PROJECT, CountRule.CONFIG, rel);
    if (settings.has(Pushing.FILTER)) {
      rel = otherPushdown.apply(rel);
    }
    rel = push(Pushing.JOIN, LookupJoinRule.CONFIG, rel);
    if (settings.has(Pushing.EXPAND)) {
      rel = ExpandPass.apply(rel);
    }
    if (settings.has(Pushing.LIMIT)) {
      rel = hep(PlanRules.LIMITED_UNIONS, rel);
    }
    rel = push(Pushing.ORDER, PushOrderRule.CONFIG, rel);
    rel = push(Pushing.ORDER, CreatedBoundsRule.CONFIG, rel);
    rel = push(Pushing.ORDER, OldestRowsRule.CONFIG, rel);
    rel = push(Pushing.LIMIT, ExistsLimitRule.CONFIG, rel);
    rel = push(Pushing.LIMIT, PushLimitRule.CONFIG, rel);
    if (settings.has(Pushing.LIMIT)) {
      rel = RowConsumption.mark(hep(PlanRules.LIMITED_LOOKUPS, rel));
    }
    rel = NotNullCastRemover.removed(ValuesCollationRemover.forget(rel));
    return physical(ExactArithmetic.withOnlyValues(AskedColumnCheck.checked(rel)));
  }

  private static RelNode decorrelated(RelNode rel, RelBuilder builder) {
    RelNode prepared = ConstantKeys.hidden(OrderedAggregates.withKeys(rel));
    try {
      RelNode joined = RelDecorrelator.decorrelateQuery(prepared, builder);
      return ConstantKeys.restored(OrderedAggregates.restored(joined));
    } catch (NullPointerException | IndexOutOfBoundsException | AssertionError e) {
      return rel; // What Calcite (1.42) stumbles over is run row by row.
    }
  }

  private RelNode rewrite(List<RelOptRule> rules, RelNode rel, int mostMatches) {
    return settings.has(Pushing.REWRITE) ? hep(rules, rel, mostMatches) : rel;
  }

  private RelNode push(Pushing pushing, RuleConfig rule, RelNode rel) {
    return settings.has(pushing) ? hep(List.of(rule.toRule()), rel) : rel;
  }

  private static RelNode hep(List<RelOptRule> rules, RelNode rel) {
    return hep(rules, rel, MOST_MATCHES);
  }

  private static RelNode hep(List<RelOptRule> rules, RelNode rel, int mostMatches) {
    HepProgramBuilder program =
        HepProgram.builder().addMatchOrder(HepMatchOrder.BOTTOM_UP).addMatchLimit(mostMatches);
    program.addRuleCollection(rules);
    HepPlanner planner =
        new HepPlanner(program.build(), rel.getCluster().getPlanner().getContext());
    planner.setExecutor(rel.getCluster().getPlanner().getExecutor());
    planner.setRoot(rel);
    return planner.findBestExp();
  }

  private EnumerableRel physical(RelNode rel) {
    RelOptPlanner planner = rel.getCluster().getPlanner();
    planner.clear();
    physicalRules.forEach(planner::addRule);
    RelTraitSet wanted =
        rel.getTraitSet()
            .replace(EnumerableConvention.INSTANCE)
            .replace(rel instanceof Sort sort ? sort.getCollation() : RelCollations.EMPTY);
    planner.setRoot(rel.getTraitSet().equals(wanted) ? rel : planner.changeTraits(rel, wanted));
    RelNode best = hep(PlanRules.CALC, planner.findBestExp());
    return (EnumerableRel) StripeValues.of(JoinInputPass.apply(best));
  }
}
