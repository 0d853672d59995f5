package io.stripejdbc.scan;

import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.ScanSpec.SearchClause;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the rows of a scan have in common: all of these conditions hold.
 *
 * @param accounts {@code connected_account} values wanted ({@code platform}, {@code acct_…}), empty
 *     for all in scope
 * @param withoutAccounts {@code connected_account} values of which no row is wanted
 * @param ids object ids wanted, empty Optional for all; an empty set asks for nothing
 * @param parents parent ids wanted (nested tables), empty Optional for all
 * @param equals for each filter with an equality the values wanted, at least one
 * @param ranges for each range filter the bounds
 * @param unions for each range filter of which several ranges are wanted these, inside the bounds
 * @param searches what the Search API may narrow the answer by; the reader checks it anyway
 */
public record ScanConditions(
    Optional<Set<String>> accounts,
    Set<String> withoutAccounts,
    Optional<Set<String>> ids,
    Optional<Set<String>> parents,
    Map<FilterSpec, Set<String>> equals,
    Map<FilterSpec, Bounds> ranges,
    Map<FilterSpec, RangeUnion> unions,
    List<SearchClause> searches) {

  /** Every row. */
  public static final ScanConditions NONE =
      new ScanConditions(
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Map.of(),
          Map.of(),
          List.of());

  /** All rows of one account. */
  public static ScanConditions ofAccount(String account) {
    return NONE.withAccounts(Optional.of(Set.of(account)));
  }

  public ScanConditions withAccounts(Optional<Set<String>> wanted) {
    return new ScanConditions(
        wanted, withoutAccounts, ids, parents, equals, ranges, unions, searches);
  }

  /** The same of no row of these accounts. */
  public ScanConditions withoutAccounts(Set<String> others) {
    return new ScanConditions(accounts, others, ids, parents, equals, ranges, unions, searches);
  }

  /** Those of the values that are none of the others. */
  public static Set<String> without(Set<String> values, Set<String> others) {
    Set<String> rest = new LinkedHashSet<>(values);
    rest.removeAll(others);
    return rest;
  }

  public ScanConditions withIds(Optional<Set<String>> wanted) {
    return new ScanConditions(
        accounts, withoutAccounts, wanted, parents, equals, ranges, unions, searches);
  }

  public ScanConditions withParents(Optional<Set<String>> wanted) {
    return new ScanConditions(
        accounts, withoutAccounts, ids, wanted, equals, ranges, unions, searches);
  }

  public ScanConditions withEquals(Map<FilterSpec, Set<String>> values) {
    return new ScanConditions(
        accounts, withoutAccounts, ids, parents, values, ranges, unions, searches);
  }

  public ScanConditions withRanges(Map<FilterSpec, Bounds> bounds) {
    return new ScanConditions(
        accounts, withoutAccounts, ids, parents, equals, bounds, unions, searches);
  }

  public ScanConditions withSearches(List<SearchClause> clauses) {
    return new ScanConditions(
        accounts, withoutAccounts, ids, parents, equals, ranges, unions, clauses);
  }

  /** The same with other ranges of filters that have several. */
  public ScanConditions withUnions(Map<FilterSpec, RangeUnion> several) {
    return new ScanConditions(
        accounts, withoutAccounts, ids, parents, equals, ranges, several, searches);
  }

  /**
   * The same without empty texts among its values: they equal no id, and the API takes none as a
   * parameter.
   */
  ScanConditions withoutEmptyTexts() {
    boolean any =
        Stream.concat(equals.values().stream(), Stream.of(ids, parents).flatMap(Optional::stream))
            .anyMatch(values -> values.contains(""));
    if (!any) {
      return this;
    }
    Map<FilterSpec, Set<String>> filled = new LinkedHashMap<>();
    equals.forEach((filter, values) -> filled.put(filter, withoutEmpty(values)));
    return withIds(ids.map(ScanConditions::withoutEmpty))
        .withParents(parents.map(ScanConditions::withoutEmpty))
        .withEquals(filled);
  }

  /** Whether a filter may leave rows out, however many there are. */
  boolean isCapped() {
    return equals.keySet().stream().anyMatch(FilterSpec::isCapped);
  }

  /** The same without filters that may leave rows out. */
  ScanConditions withoutCapped() {
    Map<FilterSpec, Set<String>> others = new LinkedHashMap<>(equals);
    others.keySet().removeIf(FilterSpec::isCapped);
    return withEquals(others);
  }

  private static Set<String> withoutEmpty(Set<String> values) {
    Set<String> filled = new LinkedHashSet<>(values);
    filled.remove("");
    return filled;
  }
}
