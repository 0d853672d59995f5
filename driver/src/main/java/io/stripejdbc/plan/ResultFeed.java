package io.stripejdbc.plan;

import io.stripejdbc.plan.ScanTemplate.Feed;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.jspecify.annotations.Nullable;

/**
 * Marks the scan whose rows become the rows of the result one by one: there the statement's own row
 * limit ({@code setMaxRows}) bounds the paging, or, where conditions or an offset drop rows on the
 * way, keeps it from running ahead of the reader.
 */
final class ResultFeed {
  private final boolean drops;
  private final boolean limited;

  private ResultFeed(boolean drops, boolean limited) {
    this.drops = drops;
    this.limited = limited;
  }

  static RelNode mark(RelNode rel) {
    return new ResultFeed(false, false).marked(rel);
  }

  private RelNode marked(RelNode rel) {
    if (rel instanceof StripeTableScan scan) {
      return scan.with(scan.template().feeding(feed()));
    }
    ResultFeed below = below(rel);
    if (below == null) {
      return rel;
    }
    RelNode input = rel.getInput(0);
    RelNode marked = below.marked(input);
    return marked == input ? rel : rel.copy(rel.getTraitSet(), List.of(marked));
  }

  private Feed feed() {
    return !drops ? Feed.ALL : limited ? Feed.FEW : Feed.SOME;
  }

  /** How the input of a node feeds the result, null where it is read before there is one. */
  private @Nullable ResultFeed below(RelNode rel) {
    if (rel instanceof Project || rel instanceof StripeTieSort) {
      return this;
    }
    if (rel instanceof Filter) {
      return new ResultFeed(true, limited);
    }
    if (rel instanceof Sort sort && sort.getCollation().getFieldCollations().isEmpty()) {
      // A limit without an offset drops no row before its last.
      return new ResultFeed(drops || sort.offset != null, limited || sort.fetch != null);
    }
    return null;
  }
}
