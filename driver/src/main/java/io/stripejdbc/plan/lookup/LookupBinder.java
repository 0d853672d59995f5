package io.stripejdbc.plan.lookup;

import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.scan.ScanConditions;
import io.stripejdbc.scan.ScanExtent;
import io.stripejdbc.scan.ScanSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Narrows a scan to the keys a lookup join asks for; pure. */
public final class LookupBinder {
  private LookupBinder() {}

  /** The narrowed question, empty when it can have no row. */
  public static Optional<ScanSpec> narrow(
      ScanSpec spec, LookupBinding binding, LookupRequest request) {
    Set<String> without = spec.conditions().withoutAccounts();
    Optional<Set<String>> accounts =
        both(spec.accounts(), request.accounts()).map(all -> ScanConditions.without(all, without));
    Optional<Set<String>> ids = spec.ids();
    Optional<Set<String>> parents = spec.parents();
    Map<FilterSpec, Set<String>> equals = new LinkedHashMap<>(spec.equals());
    if (request.values().isPresent() && binding.valuePosition() >= 0) {
      LookupKey key = binding.keys().get(binding.valuePosition());
      switch (key.target()) {
        case ID -> ids = both(ids, request.values());
        case PARENT -> parents = both(parents, request.values());
        case FILTER -> restrict(equals, spec, key, request.values().get());
        case ACCOUNT, OTHER_ACCOUNTS -> throw new IllegalStateException("an account is no value");
      }
    }
    boolean nothing =
        isNothing(accounts)
            || isNothing(ids)
            || isNothing(parents)
            || equals.values().stream().anyMatch(Set::isEmpty);
    long limit = request.rowBudget() < 0 ? spec.limit() : request.rowBudget();
    return nothing
        ? Optional.empty()
        : Optional.of(
            new ScanSpec(
                spec.table(),
                spec.columns(),
                new ScanConditions(
                    accounts,
                    without,
                    ids,
                    parents,
                    equals,
                    spec.ranges(),
                    spec.unions(),
                    request.values().isPresent() ? List.of() : spec.searches()),
                new ScanExtent(spec.newestFirst(), limit, spec.fetchHint())));
  }

  private static void restrict(
      Map<FilterSpec, Set<String>> equals, ScanSpec spec, LookupKey key, Set<String> values) {
    FilterSpec filter = spec.table().filter(key.column().name()).orElseThrow();
    Set<String> before = equals.get(filter);
    equals.put(filter, before == null ? values : intersection(before, values));
  }

  private static boolean isNothing(Optional<Set<String>> wanted) {
    return wanted.isPresent() && wanted.get().isEmpty();
  }

  private static Optional<Set<String>> both(
      Optional<Set<String>> before, Optional<Set<String>> wanted) {
    if (before.isEmpty() || wanted.isEmpty()) {
      return before.isPresent() ? before : wanted;
    }
    return Optional.of(intersection(before.get(), wanted.get()));
  }

  private static Set<String> intersection(Set<String> before, Set<String> wanted) {
    Set<String> left = new LinkedHashSet<>(before);
    left.retainAll(wanted);
    return left;
  }
}
