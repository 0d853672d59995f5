package io.stripejdbc.scan;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.ScanSpec.FetchHint;
import io.stripejdbc.scan.ScanSpec.FetchHint.ListEnd;
import io.stripejdbc.scan.ScanSpec.SearchClause;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds scan specs in tests. */
public final class ScanSpecBuilder {
  private final TableSpec table;
  private final List<ColumnSpec> columns;
  private Optional<Set<String>> accounts = Optional.empty();
  private Optional<Set<String>> ids = Optional.empty();
  private Optional<Set<String>> parents = Optional.empty();
  private final Map<FilterSpec, Set<String>> equals = new LinkedHashMap<>();
  private final Map<FilterSpec, Bounds> ranges = new LinkedHashMap<>();
  private final Map<FilterSpec, RangeUnion> unions = new LinkedHashMap<>();
  private boolean newestFirst;
  private long limit = -1;
  private List<SearchClause> searches = List.of();
  private FetchHint fetchHint = FetchHint.EVERYTHING;

  private ScanSpecBuilder(TableSpec table, String... columns) {
    this.table = table;
    this.columns = List.of(columns).stream().map(c -> table.column(c).orElseThrow()).toList();
  }

  public static ScanSpecBuilder of(TableSpec table, String... columns) {
    return new ScanSpecBuilder(table, columns);
  }

  public ScanSpecBuilder accounts(String... all) {
    accounts = Optional.of(set(all));
    return this;
  }

  public ScanSpecBuilder ids(String... all) {
    ids = Optional.of(set(all));
    return this;
  }

  public ScanSpecBuilder parents(String... all) {
    parents = Optional.of(set(all));
    return this;
  }

  public ScanSpecBuilder equal(FilterSpec filter, String... values) {
    equals.put(filter, set(values));
    return this;
  }

  public ScanSpecBuilder betweenAny(FilterSpec filter, Bounds... any) {
    RangeUnion union = RangeUnion.of(List.of(any));
    ranges.put(filter, union.span());
    unions.put(filter, union);
    return this;
  }

  /** The ranges that have been said of a filter. */
  public RangeUnion wanted(FilterSpec filter) {
    RangeUnion all = new RangeUnion(List.of(ranges.getOrDefault(filter, Bounds.ALL)));
    return unions.getOrDefault(filter, all).intersect(all);
  }

  public ScanSpecBuilder between(FilterSpec filter, long least, long greatest) {
    ranges.put(filter, new Bounds(least, greatest));
    return this;
  }

  public ScanSpecBuilder newestFirst() {
    newestFirst = true;
    return this;
  }

  public ScanSpecBuilder search(SearchClause... all) {
    searches = List.of(all);
    return this;
  }

  public ScanSpecBuilder reach(long first, long ofEach) {
    fetchHint = new FetchHint(first, ofEach, false, false);
    return this;
  }

  /** For a reader who wants so many rows of an end of each list. */
  public ScanSpecBuilder ends(long ofEach, ListEnd end) {
    fetchHint = new FetchHint(-1, ofEach, false, true, end);
    return this;
  }

  public ScanSpecBuilder few() {
    fetchHint = new FetchHint(-1, -1, true, false);
    return this;
  }

  /** For a reader who takes every row before he does anything else. */
  public ScanSpecBuilder whole() {
    fetchHint = new FetchHint(-1, -1, false, true);
    return this;
  }

  public ScanSpecBuilder limit(long rows) {
    limit = rows;
    return this;
  }

  private static Set<String> set(String... all) {
    return new LinkedHashSet<>(List.of(all));
  }

  public ScanSpec spec() {
    return new ScanSpec(
        table,
        columns,
        new ScanConditions(accounts, Set.of(), ids, parents, equals, ranges, unions, searches),
        new ScanExtent(newestFirst, limit, fetchHint));
  }
}
