package io.stripejdbc.plan.rule;

import io.stripejdbc.plan.predicate.Pushdown;
import io.stripejdbc.plan.predicate.ScanPredicate;
import io.stripejdbc.plan.predicate.SearchCondition;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.runtime.ScanTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexBuilder;

/** Gives a scan the conditions above it that the API can answer; the others stay. */
public final class PushFilterRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripePushFilter",
          b -> b.operand(Filter.class).oneInput(s -> s.operand(StripeTableScan.class).noInputs()),
          PushFilterRule::new);

  private PushFilterRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    StripeTableScan scan = call.rel(1);
    ScanTemplate template = scan.template();
    if (!template.limits().isEmpty()) {
      return; // A limit below this filter counts rows before it.
    }
    RexBuilder rex = filter.getCluster().getRexBuilder();
    Pushdown pushdown =
        new FilterTranslator(template, rex)
            .translate(RelOptUtil.conjunctions(filter.getCondition()));
    List<ScanPredicate> fresh = fresh(pushdown.pushed(), template.predicates());
    List<SearchCondition> searches = freshSearches(pushdown.searches(), template.searches());
    if (fresh.isEmpty() && searches.isEmpty()) {
      return; // What is left was looked at before.
    }
    searches.addAll(0, template.searches());
    List<ScanPredicate> all = new ArrayList<>(template.predicates());
    all.addAll(fresh);
    call.transformTo(
        call.builder()
            .push(scan.with(template.withPredicates(all).withSearches(searches)))
            .filter(pushdown.remainder())
            .build());
  }

  private static List<SearchCondition> freshSearches(
      List<SearchCondition> found, List<SearchCondition> known) {
    Set<String> digests =
        known.stream().map(SearchCondition::digest).collect(Collectors.toCollection(HashSet::new));
    List<SearchCondition> fresh = new ArrayList<>();
    for (SearchCondition condition : found) {
      if (digests.add(condition.digest())) {
        fresh.add(condition);
      }
    }
    return fresh;
  }

  private static List<ScanPredicate> fresh(List<ScanPredicate> pushed, List<ScanPredicate> known) {
    Set<String> digests = known.stream().map(ScanPredicate::digest).collect(Collectors.toSet());
    return pushed.stream().filter(p -> !digests.contains(p.digest())).toList();
  }
}
