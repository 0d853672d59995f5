package io.stripejdbc.scan;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.SearchSpec;
import io.stripejdbc.catalog.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A finished question to one table: every value known, nothing left to decide about SQL.
 *
 * <p>The answer is a superset of nothing and a subset of nothing: exactly the rows of the API that
 * meet every restriction below, each once.
 *
 * @param table the table asked
 * @param columns columns of the rows to give back, in order; those of the role {@link
 *     io.stripejdbc.catalog.ColumnSpec.Role#EXPANDED} may be null whatever the API holds
 * @param conditions what the rows wanted have in common
 * @param extent how many of them are read, and in which order
 */
public record ScanSpec(
    TableSpec table, List<ColumnSpec> columns, ScanConditions conditions, ScanExtent extent) {

  /** All rows of a table. */
  public static ScanSpec all(TableSpec table, List<ColumnSpec> columns) {
    return new ScanSpec(table, columns, ScanConditions.NONE, ScanExtent.ALL);
  }

  public ScanSpec withColumns(List<ColumnSpec> wanted) {
    return new ScanSpec(table, wanted, conditions, extent);
  }

  public ScanSpec withConditions(ScanConditions wanted) {
    return new ScanSpec(table, columns, wanted, extent);
  }

  public ScanSpec withExtent(ScanExtent wanted) {
    return new ScanSpec(table, columns, conditions, wanted);
  }

  public Optional<Set<String>> accounts() {
    return conditions.accounts();
  }

  public Optional<Set<String>> ids() {
    return conditions.ids();
  }

  public Optional<Set<String>> parents() {
    return conditions.parents();
  }

  @SuppressWarnings("MissingOverride") // Of the conditions, no component of its own.
  public Map<FilterSpec, Set<String>> equals() {
    return conditions.equals();
  }

  public Map<FilterSpec, Bounds> ranges() {
    return conditions.ranges();
  }

  public Map<FilterSpec, RangeUnion> unions() {
    return conditions.unions();
  }

  public List<SearchClause> searches() {
    return conditions.searches();
  }

  public boolean newestFirst() {
    return extent.newestFirst();
  }

  public long limit() {
    return extent.limit();
  }

  public FetchHint fetchHint() {
    return extent.fetchHint();
  }

  /** Whether any rows will do, of whatever list. */
  public boolean takesAnyRows() {
    return !newestFirst() && limit() >= 0;
  }

  /** Rows that each list gives at most, -1 for no bound. */
  public long mostOfEach() {
    return limit() < 0 ? fetchHint().newestOfEach() : limit();
  }

  /**
   * The same without empty texts among its values: they equal no id, and the API takes none as a
   * parameter.
   */
  public ScanSpec withoutEmptyTexts() {
    return withConditions(conditions.withoutEmptyTexts());
  }

  /** Whether a filter may leave rows out, however many there are. */
  public boolean isCapped() {
    return conditions.isCapped();
  }

  /** The same without filters that may leave rows out. */
  public ScanSpec withoutCapped() {
    return withConditions(conditions.withoutCapped());
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
