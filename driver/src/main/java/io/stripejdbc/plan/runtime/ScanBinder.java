package io.stripejdbc.plan.runtime;

import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.plan.predicate.BoundArithmetic;
import io.stripejdbc.plan.predicate.ScanPredicate;
import io.stripejdbc.plan.predicate.ScanPredicate.Comparison;
import io.stripejdbc.plan.predicate.SearchCondition;
import io.stripejdbc.plan.runtime.ScanTemplate.Counting;
import io.stripejdbc.plan.runtime.ScanTemplate.Feed;
import io.stripejdbc.scan.RangeUnion;
import io.stripejdbc.scan.ScanConditions;
import io.stripejdbc.scan.ScanExtent;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.ScanSpec.FetchHint;
import io.stripejdbc.scan.ScanSpec.FetchHint.ListEnd;
import io.stripejdbc.scan.ScanSpec.SearchClause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts values into a {@link ScanTemplate}: the finished {@link ScanSpec}, or nothing when no row
 * can meet the conditions (a NULL, contradictory bounds), so that no call is made.
 */
public final class ScanBinder {
  private final ScanTemplate template;
  private final Map<FilterSpec, Set<String>> equals = new LinkedHashMap<>();
  private final Map<FilterSpec, Bounds> ranges = new LinkedHashMap<>();
  private final Map<FilterSpec, RangeUnion> unions = new LinkedHashMap<>();
  private List<SearchClause> searches = List.of();
  private final Set<String> withoutAccounts = new LinkedHashSet<>();
  private @Nullable Set<String> accounts;
  private @Nullable Set<String> ids;
  private @Nullable Set<String> parents;

  private ScanBinder(ScanTemplate template) {
    this.template = template;
  }

  /**
   * The question with its values.
   *
   * @param values internal values of {@link ScanTemplate#expressions()}
   * @param maxRows the statement's row limit, 0 for none
   * @return empty when the scan can have no row
   */
  public static Optional<ScanSpec> bind(
      ScanTemplate template, @Nullable Object[] values, long maxRows) {
    return new ScanBinder(template).bound(values, maxRows);
  }

  private Optional<ScanSpec> bound(@Nullable Object[] values, long maxRows) {
    int next = 0;
    for (ScanPredicate predicate : template.predicates()) {
      int end = next + predicate.values().size();
      List<Object> given = present(values, next, end);
      boolean any =
          predicate.comparison() == Comparison.ANY_RANGE
              ? restrictRanges(predicate, Arrays.asList(values).subList(next, end))
              : !given.isEmpty() && restrict(predicate, given);
      if (!any) {
        return Optional.empty();
      }
      next = end;
    }
    if (!joinUnions()) {
      return Optional.empty();
    }
    List<SearchClause> clauses = new ArrayList<>();
    for (SearchCondition search : template.searches()) {
      int end = next + search.values().size();
      search.clause(present(values, next, end)).ifPresent(clauses::add);
      next = end;
    }
    searches = clauses;
    long limit = limit(values, next, maxRows);
    return limit == 0 ? Optional.empty() : Optional.of(spec(limit, maxRows));
  }

  /** NULLs equal nothing: they drop out of IN, and leave nothing of a comparison. */
  private static List<Object> present(@Nullable Object[] values, int from, int to) {
    return Arrays.asList(values).subList(from, to).stream()
        .filter(Objects::nonNull)
        .collect(Collectors.toList());
  }

  private boolean restrict(ScanPredicate predicate, List<Object> values) {
    switch (predicate.target()) {
      case ACCOUNT -> accounts = both(accounts, texts(values));
      case OTHER_ACCOUNTS -> withoutAccounts.addAll(texts(values));
      case ID -> ids = both(ids, texts(values));
      case PARENT -> parents = both(parents, texts(values));
      case FILTER -> {
        return restrictParameter(predicate, values);
      }
    }
    return !isNothing(accounts) && !isNothing(ids) && !isNothing(parents);
  }

  private static boolean isNothing(@Nullable Set<String> wanted) {
    return wanted != null && wanted.isEmpty();
  }

  private boolean restrictParameter(ScanPredicate predicate, List<Object> values) {
    FilterSpec filter = template.table().filter(predicate.column().name()).orElseThrow();
    return switch (filter.operator()) {
      case EQUAL, ANY_OF -> restrictEqual(filter, predicate, sent(predicate, values));
      case RANGE, RANGE_SUFFIX, AFTER_BEFORE -> restrictRange(filter, predicate, values.get(0));
    };
  }

  private boolean restrictEqual(FilterSpec filter, ScanPredicate predicate, Set<String> asked) {
    Set<String> wanted = filter.terms().closed() ? accepted(filter, asked) : asked;
    if (!wanted.stream().allMatch(filter::accepts)) {
      return leaveOut(predicate);
    }
    Set<String> left = both(equals.get(filter), wanted);
    equals.put(filter, left);
    return !left.isEmpty();
  }

  /** No row has another value than these. */
  private static Set<String> accepted(FilterSpec filter, Set<String> asked) {
    Set<String> known = new LinkedHashSet<>(asked);
    known.removeIf(value -> !filter.accepts(value));
    return known;
  }

  /** The API would refuse the value; the plan checks the condition itself. */
  private static boolean leaveOut(ScanPredicate predicate) {
    if (predicate.required()) {
      throw new IllegalStateException("a value the API refuses was relied on: " + predicate);
    }
    return true;
  }

  private boolean restrictRange(FilterSpec filter, ScanPredicate predicate, Object value) {
    Bounds wanted = BoundArithmetic.bounds(predicate, ((Number) value).longValue());
    Bounds left = ranges.getOrDefault(filter, Bounds.ALL).intersect(wanted);
    ranges.put(filter, left);
    return !left.isEmpty();
  }

  private boolean restrictRanges(ScanPredicate predicate, List<@Nullable Object> values) {
    FilterSpec filter = template.table().filter(predicate.column().name()).orElseThrow();
    RangeUnion wanted = BoundArithmetic.union(predicate, values);
    RangeUnion before = unions.get(filter);
    RangeUnion left = before == null ? wanted : before.intersect(wanted);
    unions.put(filter, left);
    return !left.ranges().isEmpty();
  }

  /** Ranges inside of the bounds of their filter; those of which one is left are its bounds. */
  private boolean joinUnions() {
    for (Map.Entry<FilterSpec, RangeUnion> several : List.copyOf(unions.entrySet())) {
      FilterSpec filter = several.getKey();
      Bounds bounds = ranges.getOrDefault(filter, Bounds.ALL);
      RangeUnion left = several.getValue().intersect(new RangeUnion(List.of(bounds)));
      if (left.ranges().size() > 1) {
        unions.put(filter, left);
      } else {
        unions.remove(filter);
      }
      ranges.put(filter, left.span());
      if (left.ranges().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private long limit(@Nullable Object[] values, int from, long maxRows) {
    long limit = Long.MAX_VALUE;
    if (values.length > from) {
      limit = 0;
      for (int i = from; i < values.length; i++) {
        limit = sum(limit, values[i]);
      }
    }
    if (template.feed() == Feed.ALL && maxRows > 0) {
      limit = Math.min(limit, maxRows);
    }
    return limit == Long.MAX_VALUE ? -1 : limit;
  }

  private static long sum(long limit, @Nullable Object term) {
    long more = term instanceof Number number ? Math.max(0, number.longValue()) : 0;
    return limit > Long.MAX_VALUE - more ? Long.MAX_VALUE : limit + more;
  }

  private ScanSpec spec(long limit, long maxRows) {
    return new ScanSpec(
        template.table(),
        template.asked(),
        new ScanConditions(
            Optional.ofNullable(accounts),
            withoutAccounts,
            Optional.ofNullable(ids),
            Optional.ofNullable(parents),
            equals,
            ranges,
            unions,
            searches),
        new ScanExtent(
            template.newestFirst(),
            template.counting() == Counting.ROWS ? limit : -1,
            fetchHint(limit, maxRows),
            template.feed() == Feed.ALL && limit == maxRows));
  }

  private FetchHint fetchHint(long limit, long maxRows) {
    boolean few =
        template.feed() == Feed.FEW || (template.feed() == Feed.SOME && maxRows > 0 && limit < 0);
    ListEnd end = end(template.counting());
    boolean whole = template.feed() == Feed.WHOLE && (limit < 0 || end != ListEnd.NEWEST);
    return switch (template.counting()) {
      case ROWS -> new FetchHint(-1, -1, few, whole);
      case ROWS_AND_TIES -> new FetchHint(limit, -1, few, whole);
      case ROWS_OF_EACH, OLDEST_OF_EACH, OLDEST_OF_EACH_AND_TIES, BOTH_ENDS_OF_EACH ->
          new FetchHint(-1, limit, few, whole, end);
    };
  }

  private static ListEnd end(Counting counting) {
    return switch (counting) {
      case ROWS, ROWS_AND_TIES, ROWS_OF_EACH -> ListEnd.NEWEST;
      case OLDEST_OF_EACH -> ListEnd.OLDEST;
      case OLDEST_OF_EACH_AND_TIES -> ListEnd.OLDEST_AND_TIES;
      case BOTH_ENDS_OF_EACH -> ListEnd.BOTH;
    };
  }

  /** As parameters are written: times in whole seconds; another time than those equals none. */
  private static Set<String> sent(ScanPredicate predicate, Collection<Object> values) {
    if (predicate.column().type() != ColumnType.TIMESTAMP) {
      return texts(values);
    }
    return values.stream()
        .map(value -> ((Number) value).longValue())
        .filter(millis -> millis % 1000 == 0)
        .map(millis -> Long.toString(millis / 1000))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> texts(Collection<Object> values) {
    return values.stream()
        .map(String::valueOf)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> both(@Nullable Set<String> before, Set<String> wanted) {
    if (before == null) {
      return wanted;
    }
    Set<String> left = new LinkedHashSet<>(before);
    left.retainAll(new HashSet<>(wanted));
    return left;
  }
}
