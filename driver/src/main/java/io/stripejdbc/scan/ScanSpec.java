package io.stripejdbc.scan;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.SearchSpec;
import io.stripejdbc.catalog.TableSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A finished question to one table: every value known, nothing left to decide about SQL.
 *
 * <p>The answer is a superset of nothing and a subset of nothing: exactly the rows of the API that
 * meet every restriction below, each once.
 *
 * @param table the table asked
 * @param columns columns of the rows to give back, in order; those of the role {@link
 *     io.stripejdbc.catalog.ColumnSpec.Role#CARRIED} may be null whatever the API holds
 * @param accounts {@code connected_account} values wanted ({@code platform}, {@code acct_…}), empty
 *     for all in scope
 * @param ids object ids wanted, empty Optional for all; an empty set asks for nothing
 * @param parents parent ids wanted (nested tables), empty Optional for all
 * @param equals for each filter with an equality the values wanted, at least one
 * @param ranges for each range filter the bounds
 * @param newestFirst whether rows must come ordered by {@code created} descending over all accounts
 * @param limit rows that will be read at most, -1 for no bound
 * @param searches what the Search API may narrow the answer by; the reader checks it anyway
 * @param fetchHint how far the reader is expected to go where there is no limit
 */
public record ScanSpec(
    TableSpec table,
    List<ColumnSpec> columns,
    Optional<Set<String>> accounts,
    Optional<Set<String>> ids,
    Optional<Set<String>> parents,
    Map<FilterSpec, Set<String>> equals,
    Map<FilterSpec, Bounds> ranges,
    boolean newestFirst,
    long limit,
    List<SearchClause> searches,
    FetchHint fetchHint) {

  /** A question whose reader goes as far as the limit says. */
  public ScanSpec(
      TableSpec table,
      List<ColumnSpec> columns,
      Optional<Set<String>> accounts,
      Optional<Set<String>> ids,
      Optional<Set<String>> parents,
      Map<FilterSpec, Set<String>> equals,
      Map<FilterSpec, Bounds> ranges,
      boolean newestFirst,
      long limit) {
    this(
        table,
        columns,
        accounts,
        ids,
        parents,
        equals,
        ranges,
        newestFirst,
        limit,
        List.of(),
        FetchHint.EVERYTHING);
  }

  /**
   * The same without empty texts among its values: they equal no id, and the API takes none as a
   * parameter.
   */
  public ScanSpec withoutEmptyTexts() {
    boolean any =
        Stream.concat(equals.values().stream(), Stream.of(ids, parents).flatMap(Optional::stream))
            .anyMatch(values -> values.contains(""));
    if (!any) {
      return this;
    }
    Map<FilterSpec, Set<String>> filled = new LinkedHashMap<>();
    equals.forEach((filter, values) -> filled.put(filter, filled(values)));
    return new ScanSpec(
        table,
        columns,
        accounts,
        ids.map(ScanSpec::filled),
        parents.map(ScanSpec::filled),
        filled,
        ranges,
        newestFirst,
        limit,
        searches,
        fetchHint);
  }

  /** Whether a filter may leave rows out, however many there are. */
  public boolean isCapped() {
    return equals.keySet().stream().anyMatch(FilterSpec::isCapped);
  }

  /** The same without filters that may leave rows out. */
  public ScanSpec withoutCapped() {
    Map<FilterSpec, Set<String>> others = new LinkedHashMap<>(equals);
    others.keySet().removeIf(FilterSpec::isCapped);
    return new ScanSpec(
        table,
        columns,
        accounts,
        ids,
        parents,
        others,
        ranges,
        newestFirst,
        limit,
        searches,
        fetchHint);
  }

  private static Set<String> filled(Set<String> values) {
    Set<String> filled = new LinkedHashSet<>(values);
    filled.remove("");
    return filled;
  }

  /**
   * A condition in the words of the Search API.
   *
   * @param search the field
   * @param key the key, of metadata; else null
   * @param comparison how it is compared
   * @param values as they are written in a query, at least one; any of them will do
   */
  public record SearchClause(
      SearchSpec search, @Nullable String key, Comparison comparison, Set<String> values) {
    /** How a field is compared. */
    public enum Comparison {
      EQUAL(":"),
      CONTAINS("~"),
      LESS("<"),
      AT_MOST("<="),
      GREATER(">"),
      AT_LEAST(">=");

      private final String sign;

      Comparison(String sign) {
        this.sign = sign;
      }

      /** How the Search API writes it. */
      public String sign() {
        return sign;
      }
    }
  }

  /**
   * What the reader is expected to want of the answer: it makes pages smaller and keeps them from
   * being read ahead. The answer may hold more.
   *
   * @param first rows the reader wants, and a few more of the same second as the last of them; -1
   *     for all
   * @param ofEach rows that are enough of each list; -1 for all
   * @param few whether the reader may stop at any row, long before the last: no call is made while
   *     there are rows he has not read
   * @param whole whether the reader takes every row before he does anything else: calls need not
   *     wait until he comes back for more
   * @param end which of its rows are enough of a list
   */
  public record FetchHint(long first, long ofEach, boolean few, boolean whole, ListEnd end) {
    /** All rows. */
    public static final FetchHint EVERYTHING = new FetchHint(-1, -1, false, false);

    /** Which rows of a list are wanted. */
    public enum ListEnd {
      /** The newest. */
      NEWEST,
      /** The oldest, any of those of one second. */
      OLDEST,
      /** The oldest, and all of the same second as the last of them. */
      OLDEST_AND_TIES,
      /** The newest and the oldest. */
      BOTH
    }

    /** Of the newest rows. */
    public FetchHint(long first, long ofEach, boolean few, boolean whole) {
      this(first, ofEach, few, whole, ListEnd.NEWEST);
    }

    /** Rows of the new end that each list gives at most, -1 for no bound. */
    public long newestOfEach() {
      return end == ListEnd.NEWEST ? ofEach : -1;
    }

    /** Whether no row is known to be beyond what is wanted. */
    public boolean isEverything() {
      return first < 0 && ofEach < 0;
    }

    /** Whether all rows are expected to be read. */
    public boolean isReadToTheEnd() {
      return isEverything() && !few;
    }
  }

  /**
   * A closed interval of whole numbers: seconds since the epoch for times.
   *
   * @param least smallest value wanted, {@link Long#MIN_VALUE} for unbounded
   * @param greatest largest value wanted, {@link Long#MAX_VALUE} for unbounded
   */
  public record Bounds(long least, long greatest) {
    /** The interval without bounds. */
    public static final Bounds ALL = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Whether no value can lie inside. */
    public boolean isEmpty() {
      return least > greatest;
    }

    /** What lies in both. */
    public Bounds intersect(Bounds other) {
      return new Bounds(Math.max(least, other.least), Math.min(greatest, other.greatest));
    }
  }
}
