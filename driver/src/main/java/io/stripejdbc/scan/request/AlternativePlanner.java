package io.stripejdbc.scan.request;

import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.Kind;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.RangeUnion;
import io.stripejdbc.scan.ScanSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The wider questions whose rows hold those of a question: with fewer parameters, each of which
 * would have had a list for every value, or with fewer windows. What is not asked for is checked on
 * the rows. Which of them takes the fewest calls is not decided here.
 */
final class AlternativePlanner {
  /** Parameters of which every choice is tried; of more only each and all of them. */
  private static final int MOST_CHOICES = 3;

  /** Between windows of which nothing is known so many seconds are read too: it saves a call. */
  private static final double SMALL_GAP_SECONDS = 3600;

  private final ScanSpec spec;
  private final TableSpec table;

  AlternativePlanner(ScanSpec spec) {
    this.spec = spec;
    this.table = spec.table();
  }

  /** Whether all rows of a list are read, so that dropping some of them changes no limit. */
  boolean hasAlternatives(RequestPlan plan) {
    boolean all = spec.limit() < 0 && spec.fetchHint().isReadToTheEnd();
    return all
        && spec.ids().isEmpty()
        && table.kind() != Kind.ACCOUNTS
        && table.parents().isEmpty()
        && !plan.retrieveEach()
        && !spec.isCapped()
        && plan.steps().size() > 1
        && plan.steps().stream().noneMatch(step -> step.shape() == Shape.SEARCH);
  }

  /** The same question with small gaps between its windows closed. */
  ScanSpec withoutSmallGaps() {
    FilterSpec window = RowLayout.window(table);
    RangeUnion union = window == null ? null : spec.unions().get(window);
    if (window == null || union == null) {
      return spec;
    }
    RangeUnion wider = union;
    while (wider.smallestGap() <= SMALL_GAP_SECONDS) {
      wider = wider.withoutSmallestGap();
    }
    return with(spec, window, wider);
  }

  /** Wider questions, each once. */
  Set<ScanSpec> wider() {
    Set<ScanSpec> wider = new LinkedHashSet<>();
    for (Set<FilterSpec> left : choices(removable())) {
      Map<FilterSpec, Set<String>> equals = new LinkedHashMap<>(spec.equals());
      equals.keySet().removeAll(left);
      windows(spec.withConditions(spec.conditions().withEquals(equals)), wider);
    }
    wider.remove(spec);
    return wider;
  }

  /** Filters that rows tell whether they meet, and that Stripe does not demand. */
  private List<FilterSpec> removable() {
    return spec.equals().keySet().stream()
        .filter(filter -> !filter.equals(RowLayout.window(table)))
        .filter(filter -> ResidualFilter.tells(table, filter))
        .filter(filter -> !table.required().contains(filter.column()))
        .toList();
  }

  private static List<Set<FilterSpec>> choices(List<FilterSpec> filters) {
    List<Set<FilterSpec>> choices = new ArrayList<>();
    if (filters.size() > MOST_CHOICES) {
      choices.add(Set.of());
      filters.forEach(filter -> choices.add(Set.of(filter)));
      choices.add(Set.copyOf(filters));
      return choices;
    }
    for (int choice = 0; choice < 1 << filters.size(); choice++) {
      Set<FilterSpec> some = new LinkedHashSet<>();
      for (int i = 0; i < filters.size(); i++) {
        if ((choice >> i & 1) == 1) {
          some.add(filters.get(i));
        }
      }
      choices.add(some);
    }
    return choices;
  }

  /** Adds the question as it is, and with one window less after the other. */
  private void windows(ScanSpec question, Set<ScanSpec> all) {
    all.add(question);
    FilterSpec window = RowLayout.window(table);
    RangeUnion union = window == null ? null : question.unions().get(window);
    while (window != null && union != null && union.ranges().size() > 1) {
      union = union.withoutSmallestGap();
      all.add(with(question, window, union));
    }
  }

  private static ScanSpec with(ScanSpec question, FilterSpec filter, RangeUnion union) {
    Map<FilterSpec, RangeUnion> unions = new LinkedHashMap<>(question.unions());
    if (union.ranges().size() < 2) {
      unions.remove(filter);
    } else {
      unions.put(filter, union);
    }
    return question.withConditions(question.conditions().withUnions(unions));
  }
}
