package io.stripejdbc.plan.runtime;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.expand.ExpandedReference;
import io.stripejdbc.plan.lookup.LookupBinding;
import io.stripejdbc.plan.predicate.ScanPredicate;
import io.stripejdbc.plan.predicate.SearchCondition;
import io.stripejdbc.plan.rel.StripeTableScan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A read of one table whose values are not known yet: the state of a {@link StripeTableScan}.
 *
 * @param table the table
 * @param columns the columns to give back, in order
 * @param conditions what is taken over of the query's conditions
 * @param extent how many rows are read, and in which order
 * @param lookup where the keys of a lookup join come from, null when there is none
 * @param expanded rows of other tables that come inside of its own
 */
public record ScanTemplate(
    TableSpec table,
    List<ColumnSpec> columns,
    Conditions conditions,
    Extent extent,
    @Nullable LookupBinding lookup,
    List<ExpandedReference> expanded) {

  /**
   * What a scan takes over of the query's conditions.
   *
   * @param predicates the conditions taken over, all of which hold
   * @param searches conditions that the Search API may narrow the rows by
   */
  public record Conditions(List<ScanPredicate> predicates, List<SearchCondition> searches) {
    static final Conditions NONE = new Conditions(List.of(), List.of());
  }

  /**
   * How many rows of a scan are read, and in which order.
   *
   * @param limits expressions whose sum bounds the rows that will be read; empty for no bound
   * @param counting what the limits count
   * @param newestFirst whether rows come ordered by {@code created} descending
   * @param feed how the rows of the scan become rows of the result, so that the statement's own row
   *     limit bounds the scan
   */
  public record Extent(List<RexNode> limits, Counting counting, boolean newestFirst, Feed feed) {
    static final Extent ALL = new Extent(List.of(), Counting.ROWS, false, Feed.NONE);
  }

  /** What the limits of a scan count. */
  public enum Counting {
    /** Rows; no more are read. */
    ROWS,
    /** Rows, and those of the same second as the last of them, which are put in order above. */
    ROWS_AND_TIES,
    /** Rows of each list: more may come. */
    ROWS_OF_EACH,
    /** Rows of each list, the oldest: more may come. */
    OLDEST_OF_EACH,
    /** As {@link #OLDEST_OF_EACH}, with all of the same second as the last of them. */
    OLDEST_OF_EACH_AND_TIES,
    /** Rows of each list, the newest and the oldest: more may come. */
    BOTH_ENDS_OF_EACH
  }

  /** How the rows of a scan become rows of the result. */
  public enum Feed {
    /** Nothing is known: a join may take them all, or stop early. */
    NONE,
    /** All of them are read before there is a result. */
    WHOLE,
    /** Each is one. */
    ALL,
    /** One by one, but for those that conditions drop. */
    SOME,
    /** As {@link #SOME}, until a limit is met. */
    FEW
  }

  public static ScanTemplate whole(TableSpec table) {
    return new ScanTemplate(table, table.columns(), Conditions.NONE, Extent.ALL, null, List.of());
  }

  public ScanTemplate withColumns(List<ColumnSpec> kept) {
    return new ScanTemplate(table, List.copyOf(kept), conditions, extent, lookup, expanded);
  }

  public ScanTemplate withPredicates(List<ScanPredicate> all) {
    return with(new Conditions(List.copyOf(all), searches()));
  }

  public ScanTemplate withSearches(List<SearchCondition> all) {
    return with(new Conditions(predicates(), List.copyOf(all)));
  }

  public ScanTemplate withLimits(List<RexNode> terms) {
    return with(new Extent(List.copyOf(terms), counting(), newestFirst(), feed()));
  }

  public ScanTemplate counting(Counting what) {
    return with(new Extent(limits(), what, newestFirst(), feed()));
  }

  public ScanTemplate ordered() {
    return with(new Extent(limits(), counting(), true, feed()));
  }

  public ScanTemplate feeding(Feed how) {
    return with(new Extent(limits(), counting(), newestFirst(), how));
  }

  public ScanTemplate lookingUp(LookupBinding binding) {
    return new ScanTemplate(table, columns, conditions, extent, binding, expanded);
  }

  public ScanTemplate expanding(List<ExpandedReference> all) {
    return new ScanTemplate(table, columns, conditions, extent, lookup, List.copyOf(all));
  }

  private ScanTemplate with(Conditions other) {
    return new ScanTemplate(table, columns, other, extent, lookup, expanded);
  }

  private ScanTemplate with(Extent other) {
    return new ScanTemplate(table, columns, conditions, other, lookup, expanded);
  }

  public List<ScanPredicate> predicates() {
    return conditions.predicates();
  }

  public List<SearchCondition> searches() {
    return conditions.searches();
  }

  public List<RexNode> limits() {
    return extent.limits();
  }

  public Counting counting() {
    return extent.counting();
  }

  public boolean newestFirst() {
    return extent.newestFirst();
  }

  public Feed feed() {
    return extent.feed();
  }

  /** Its columns, and those that its conditions are checked by. */
  public List<ColumnSpec> checkedColumns() {
    List<ColumnSpec> all = new ArrayList<>(columns);
    for (ScanPredicate predicate : predicates()) {
      boolean checked = predicate.target() == ScanPredicate.Target.FILTER;
      if (checked && !all.contains(predicate.column())) {
        all.add(predicate.column());
      }
    }
    return List.copyOf(all);
  }

  /** The columns that are asked for: those given back, and behind them what rows bring along. */
  List<ColumnSpec> asked() {
    if (expanded.isEmpty()) {
      return columns;
    }
    Map<String, ColumnSpec> all = new LinkedHashMap<>();
    columns.forEach(column -> all.put(column.name(), column));
    expanded.forEach(
        c -> c.besides(table).forEach(column -> all.putIfAbsent(column.name(), column)));
    return List.copyOf(all.values());
  }

  /**
   * All expressions to compute when the scan opens: values of predicates in order, of searches,
   * then limits.
   */
  public List<RexNode> expressions() {
    List<RexNode> all = new ArrayList<>();
    predicates().forEach(p -> all.addAll(p.values()));
    searches().forEach(s -> all.addAll(s.values()));
    all.addAll(limits());
    return all;
  }

  /** The same with other {@link #expressions}. */
  public ScanTemplate mapped(UnaryOperator<RexNode> change) {
    return with(new Conditions(
            predicates().stream().map(each -> each.mapped(change)).toList(),
            searches().stream().map(each -> each.mapped(change)).toList()))
        .withLimits(limits().stream().map(change).toList());
  }

  public boolean looksUpIds() {
    return predicates().stream().anyMatch(p -> p.target() == ScanPredicate.Target.ID);
  }
}
