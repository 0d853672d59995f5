package io.stripejdbc.plan;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import java.util.ArrayList;
import java.util.List;
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
 */
record ScanTemplate(
    TableSpec table,
    List<ColumnSpec> columns,
    List<ScanPredicate> predicates,
    List<RexNode> limits,
    boolean newestFirst,
    boolean feedsResult,
    @Nullable LookupSlot lookup) {

  static ScanTemplate whole(TableSpec table) {
    return new ScanTemplate(table, table.columns(), List.of(), List.of(), false, false, null);
  }

  ScanTemplate withColumns(List<ColumnSpec> kept) {
    return new ScanTemplate(
        table, List.copyOf(kept), predicates, limits, newestFirst, feedsResult, lookup);
  }

  ScanTemplate withPredicates(List<ScanPredicate> all) {
    return new ScanTemplate(
        table, columns, List.copyOf(all), limits, newestFirst, feedsResult, lookup);
  }

  ScanTemplate withLimits(List<RexNode> terms) {
    return new ScanTemplate(
        table, columns, predicates, List.copyOf(terms), newestFirst, feedsResult, lookup);
  }

  ScanTemplate ordered() {
    return new ScanTemplate(table, columns, predicates, limits, true, feedsResult, lookup);
  }

  ScanTemplate feedingResult() {
    return new ScanTemplate(table, columns, predicates, limits, newestFirst, true, lookup);
  }

  ScanTemplate lookingUp(LookupSlot slot) {
    return new ScanTemplate(table, columns, predicates, limits, newestFirst, feedsResult, slot);
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
