package io.stripejdbc.plan;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;

/**
 * Marks the scan whose rows are the rows of the result, with projections and limits between: there
 * the statement's own row limit ({@code setMaxRows}) bounds the paging.
 */
final class ResultFeed {
  private ResultFeed() {}

  static RelNode mark(RelNode rel) {
    if (rel instanceof StripeTableScan scan) {
      return scan.with(scan.template().feedingResult());
    }
    if (!(rel instanceof Project) && !(rel instanceof StripeTieSort) && !isPlainLimit(rel)) {
      return rel;
    }
    RelNode input = rel.getInput(0);
    RelNode marked = mark(input);
    return marked == input ? rel : rel.copy(rel.getTraitSet(), List.of(marked));
  }

  /** A limit without an offset drops no row before its last. */
  private static boolean isPlainLimit(RelNode rel) {
    return rel instanceof Sort sort
        && sort.offset == null
        && sort.getCollation().getFieldCollations().isEmpty();
  }
}
