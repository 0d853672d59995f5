package io.stripejdbc.plan;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A question to a table whose values are not known yet: the state of a {@link StripeTableScan}.
 *
 * @param table the table
 * @param columns the columns to give back, in order
 * @param predicates the conditions taken over, all of which hold
 * @param limits expressions whose sum bounds the rows that will be read; empty for no bound
 * @param newestFirst whether rows come ordered by {@code created} descending
 * @param feedsResult whether each row of the scan is a row of the result, so that the statement's
 *     own row limit bounds the scan
 * @param lookup where the keys of a lookup join come from, null when there is none
 * @param counting what the limits count
 * @param carries rows of other tables that its own bring along
 */
record ScanTemplate(
    TableSpec table,
    List<ColumnSpec> columns,
    List<ScanPredicate> predicates,
    List<RexNode> limits,
    boolean newestFirst,
    boolean feedsResult,
    @Nullable LookupSlot lookup,
    Counting counting,
    List<Carrying> carries) {

  /** What the limits of a scan count. */
  enum Counting {
    /** Rows; no more are read. */
    ROWS,
    /** Rows, and those of the same second as the last of them, which are put in order above. */
    ROWS_AND_TIES,
    /** Rows of each list: more may come. */
    ROWS_OF_EACH
  }

  static ScanTemplate whole(TableSpec table) {
    return new ScanTemplate(
        table, table.columns(), List.of(), List.of(), false, false, null, Counting.ROWS, List.of());
  }

  ScanTemplate withColumns(List<ColumnSpec> kept) {
    return new ScanTemplate(
        table,
        List.copyOf(kept),
        predicates,
        limits,
        newestFirst,
        feedsResult,
        lookup,
        counting,
        carries);
  }

  ScanTemplate withPredicates(List<ScanPredicate> all) {
    return new ScanTemplate(
        table,
        columns,
        List.copyOf(all),
        limits,
        newestFirst,
        feedsResult,
        lookup,
        counting,
        carries);
  }

  ScanTemplate withLimits(List<RexNode> terms) {
    return new ScanTemplate(
        table,
        columns,
        predicates,
        List.copyOf(terms),
        newestFirst,
        feedsResult,
        lookup,
        counting,
        carries);
  }

  ScanTemplate counting(Counting what) {
    return new ScanTemplate(
        table, columns, predicates, limits, newestFirst, feedsResult, lookup, what, carries);
  }

  ScanTemplate ordered() {
    return new ScanTemplate(
        table, columns, predicates, limits, true, feedsResult, lookup, counting, carries);
  }

  ScanTemplate feedingResult() {
    return new ScanTemplate(
        table, columns, predicates, limits, newestFirst, true, lookup, counting, carries);
  }

  ScanTemplate lookingUp(LookupSlot slot) {
    return new ScanTemplate(
        table, columns, predicates, limits, newestFirst, feedsResult, slot, counting, carries);
  }

  ScanTemplate carrying(List<Carrying> all) {
    return new ScanTemplate(
        table,
        columns,
        predicates,
        limits,
        newestFirst,
        feedsResult,
        lookup,
        counting,
        List.copyOf(all));
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

  /** All expressions to compute when the scan opens: predicate values in order, then limits. */
  List<RexNode> expressions() {
    List<RexNode> all = new ArrayList<>();
    predicates.forEach(p -> all.addAll(p.values()));
    all.addAll(limits);
    return all;
  }

  boolean looksUpIds() {
    return predicates.stream().anyMatch(p -> p.target() == ScanPredicate.Target.ID);
  }
}
