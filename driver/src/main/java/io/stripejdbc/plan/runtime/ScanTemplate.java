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
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A read of one table whose values are not known yet: the state of a {@link StripeTableScan}.
 *
 * @param table the table
 * @param columns the columns to give back, in order
 * @param predicates the conditions taken over, all of which hold
 * @param searches conditions that the Search API may narrow the rows by
 * @param limits expressions whose sum bounds the rows that will be read; empty for no bound
 * @param newestFirst whether rows come ordered by {@code created} descending
 * @param feed how the rows of the scan become rows of the result, so that the statement's own row
 *     limit bounds the scan
 * @param lookup where the keys of a lookup join come from, null when there is none
 * @param counting what the limits count
 * @param carries rows of other tables that come inside of its own
 */
public record ScanTemplate(
    TableSpec table,
    List<ColumnSpec> columns,
    List<ScanPredicate> predicates,
    List<SearchCondition> searches,
    List<RexNode> limits,
    boolean newestFirst,
    Feed feed,
    @Nullable LookupBinding lookup,
    Counting counting,
    List<ExpandedReference> carries) {

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
    return new ScanTemplate(
        table,
        table.columns(),
        List.of(),
        List.of(),
        List.of(),
        false,
        Feed.NONE,
        null,
        Counting.ROWS,
        List.of());
  }

  public ScanTemplate withColumns(List<ColumnSpec> kept) {
    Draft draft = new Draft(this);
    draft.columns = List.copyOf(kept);
    return draft.template();
  }

  public ScanTemplate withPredicates(List<ScanPredicate> all) {
    Draft draft = new Draft(this);
    draft.predicates = List.copyOf(all);
    return draft.template();
  }

  public ScanTemplate withSearches(List<SearchCondition> all) {
    Draft draft = new Draft(this);
    draft.searches = List.copyOf(all);
    return draft.template();
  }

  public ScanTemplate withLimits(List<RexNode> terms) {
    Draft draft = new Draft(this);
    draft.limits = List.copyOf(terms);
    return draft.template();
  }

  public ScanTemplate counting(Counting what) {
    Draft draft = new Draft(this);
    draft.counting = what;
    return draft.template();
  }

  public ScanTemplate ordered() {
    Draft draft = new Draft(this);
    draft.newestFirst = true;
    return draft.template();
  }

  public ScanTemplate feeding(Feed how) {
    Draft draft = new Draft(this);
    draft.feed = how;
    return draft.template();
  }

  public ScanTemplate lookingUp(LookupBinding binding) {
    Draft draft = new Draft(this);
    draft.lookup = binding;
    return draft.template();
  }

  /** Its columns, and those that its conditions are checked by. */
  public List<ColumnSpec> checkedColumns() {
    List<ColumnSpec> all = new ArrayList<>(columns);
    for (ScanPredicate predicate : predicates) {
      boolean checked = predicate.target() == ScanPredicate.Target.FILTER;
      if (checked && !all.contains(predicate.column())) {
        all.add(predicate.column());
      }
    }
    return List.copyOf(all);
  }

  public ScanTemplate carrying(List<ExpandedReference> all) {
    Draft draft = new Draft(this);
    draft.carries = List.copyOf(all);
    return draft.template();
  }

  /** A template on its way to another. */
  private static final class Draft {
    private final TableSpec table;
    private List<ColumnSpec> columns;
    private List<ScanPredicate> predicates;
    private List<SearchCondition> searches;
    private List<RexNode> limits;
    private boolean newestFirst;
    private Feed feed;
    private @Nullable LookupBinding lookup;
    private Counting counting;
    private List<ExpandedReference> carries;

    Draft(ScanTemplate from) {
      table = from.table;
      columns = from.columns;
      predicates = from.predicates;
      searches = from.searches;
      limits = from.limits;
      newestFirst = from.newestFirst;
      feed = from.feed;
      lookup = from.lookup;
      counting = from.counting;
      carries = from.carries;
    }

    ScanTemplate template() {
      return new ScanTemplate(
          table,
          columns,
          predicates,
          searches,
          limits,
          newestFirst,
          feed,
          lookup,
          counting,
          carries);
    }
  }

  /** The columns that are asked for: those given back, and behind them what rows bring along. */
  List<ColumnSpec> asked() {
    if (carries.isEmpty()) {
      return columns;
    }
    Map<String, ColumnSpec> all = new LinkedHashMap<>();
    columns.forEach(column -> all.put(column.name(), column));
    carries.forEach(
        c -> c.besides(table).forEach(column -> all.putIfAbsent(column.name(), column)));
    return List.copyOf(all.values());
  }

  /**
   * All expressions to compute when the scan opens: values of predicates in order, of searches,
   * then limits.
   */
  public List<RexNode> expressions() {
    List<RexNode> all = new ArrayList<>();
    predicates.forEach(p -> all.addAll(p.values()));
    searches.forEach(s -> all.addAll(s.values()));
    all.addAll(limits);
    return all;
  }

  public boolean looksUpIds() {
    return predicates.stream().anyMatch(p -> p.target() == ScanPredicate.Target.ID);
  }
}
