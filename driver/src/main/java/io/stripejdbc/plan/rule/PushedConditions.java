package io.stripejdbc.plan.rule;

import io.stripejdbc.plan.predicate.Pushdown;
import io.stripejdbc.plan.predicate.ScanPredicate;
import io.stripejdbc.plan.predicate.SearchCondition;
import io.stripejdbc.plan.runtime.ScanTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/**
 * A scan that has taken over conditions above it, and what is left of them: the one place that
 * decides which parameters are sent, for plans and for statements that need none.
 *
 * @param template the scan with its conditions
 * @param remainder conjuncts to be checked above it
 * @param taken whether it took any that it did not have
 */
public record PushedConditions(ScanTemplate template, List<RexNode> remainder, boolean taken) {
  /**
   * Gives a scan the conditions that the API can answer.
   *
   * @param template the scan; its columns are the fields that the conjuncts refer to
   */
  public static PushedConditions of(
      ScanTemplate template, List<RexNode> conjuncts, RexBuilder rex) {
    Pushdown pushdown = new FilterTranslator(template, rex).translate(conjuncts);
    List<ScanPredicate> fresh = fresh(pushdown.pushed(), template.predicates());
    List<SearchCondition> searches = freshSearches(pushdown.searches(), template.searches());
    if (fresh.isEmpty() && searches.isEmpty()) {
      return new PushedConditions(template, conjuncts, false);
    }
    searches.addAll(0, template.searches());
    List<ScanPredicate> all = new ArrayList<>(template.predicates());
    all.addAll(fresh);
    return new PushedConditions(
        template.withPredicates(all).withSearches(searches), pushdown.remainder(), true);
  }

  /** The same until the scan takes no more: what one step leaves, the next may look at again. */
  public static PushedConditions allOf(
      ScanTemplate template, List<RexNode> conjuncts, RexBuilder rex) {
    PushedConditions step = new PushedConditions(template, conjuncts, true);
    while (step.taken && !step.remainder.isEmpty()) {
      step = of(step.template, step.remainder, rex);
    }
    return step;
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
