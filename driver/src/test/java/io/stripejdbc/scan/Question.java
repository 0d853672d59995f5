package io.stripejdbc.scan;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.ScanSpec.Reach;
import io.stripejdbc.scan.ScanSpec.SearchClause;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds scan specs in tests. */
public final class Question {
  private final TableSpec table;
  private final List<ColumnSpec> columns;
  private Optional<Set<String>> accounts = Optional.empty();
  private Optional<Set<String>> ids = Optional.empty();
  private Optional<Set<String>> parents = Optional.empty();
  private final Map<FilterSpec, Set<String>> equals = new LinkedHashMap<>();
  private final Map<FilterSpec, Bounds> ranges = new LinkedHashMap<>();
  private boolean newestFirst;
  private long limit = -1;
  private List<SearchClause> searches = List.of();
  private Reach reach = Reach.EVERYTHING;

  private Question(TableSpec table, String... columns) {
    this.table = table;
    this.columns = List.of(columns).stream().map(c -> table.column(c).orElseThrow()).toList();
  }

  public static Question of(TableSpec table, String... columns) {
    return new Question(table, columns);
  }

  public Question accounts(String... all) {
    accounts = Optional.of(set(all));
    return this;
  }

  public Question ids(String... all) {
    ids = Optional.of(set(all));
    return this;
  }

  Question parents(String... all) {
    parents = Optional.of(set(all));
    return this;
  }

  public Question equal(FilterSpec filter, String... values) {
    equals.put(filter, set(values));
    return this;
  }

  public Question between(FilterSpec filter, long least, long greatest) {
    ranges.put(filter, new Bounds(least, greatest));
    return this;
  }

  public Question newestFirst() {
    newestFirst = true;
    return this;
  }

  public Question search(SearchClause... all) {
    searches = List.of(all);
    return this;
  }

  public Question reach(long first, long ofEach) {
    reach = new Reach(first, ofEach, false, false);
    return this;
  }

  public Question few() {
    reach = new Reach(-1, -1, true, false);
    return this;
  }

  /** For a reader who takes every row before he does anything else. */
  public Question whole() {
    reach = new Reach(-1, -1, false, true);
    return this;
  }

  public Question limit(long rows) {
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
        accounts,
        ids,
        parents,
        equals,
        ranges,
        newestFirst,
        limit,
        searches,
        reach);
  }
}
