package io.stripejdbc.plan;

import io.stripejdbc.plan.rel.StripeLookupJoin;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.rel.StripeTieSort;
import io.stripejdbc.plan.runtime.ScanTemplate.Feed;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.jspecify.annotations.Nullable;

/**
 * Marks how the rows of scans become rows of the result. Where they do one by one, the statement's
 * own row limit ({@code setMaxRows}) bounds the paging, or, where conditions or an offset drop rows
 * on the way, keeps it from running ahead of the reader. Where they are added up or put in order
 * first, all of them are read whatever the reader does.
 */
final class RowConsumption {
  private final boolean drops;
  private final boolean limited;

  private RowConsumption(boolean drops, boolean limited) {
    this.drops = drops;
    this.limited = limited;
  }

  static RelNode mark(RelNode rel) {
    return new RowConsumption(false, false).marked(rel);
  }

  private RelNode marked(RelNode rel) {
    if (rel instanceof StripeTableScan scan) {
      return scan.with(scan.template().feeding(feed()));
    }
    if (rel instanceof StripeLookupJoin join && limited && !join.plan().isByAccount()) {
      // How many driving rows a limit needs is known only as they are joined.
      RelNode driver = new RowConsumption(true, true).marked(join.getLeft());
      return join.copy(join.getTraitSet(), List.of(driver, whole(join.getRight())));
    }
    RowConsumption below = below(rel);
    return below == null ? whole(rel) : over(rel, below.marked(rel.getInput(0)));
  }

  private static RelNode over(RelNode rel, RelNode input) {
    return input == rel.getInput(0) ? rel : rel.copy(rel.getTraitSet(), List.of(input));
  }

  /** Marks the scans below that are read to their end before this node gives a row. */
  private static RelNode whole(RelNode rel) {
    if (rel instanceof Sort sort && !isOrder(sort) && sort.fetch != null) {
      // Conditions below a limit may drop any number of rows; of a plain scan it is the limit.
      return over(rel, limited(rel.getInput(0)));
    }
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      inputs.add(needsAll(rel) ? ofWhich(input) : whole(input));
    }
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }

  private static RelNode limited(RelNode rel) {
    RelNode node = rel;
    while (node instanceof Project) {
      node = node.getInput(0);
    }
    return node instanceof Filter ? new RowConsumption(true, true).marked(rel) : whole(rel);
  }

  private static boolean needsAll(RelNode rel) {
    return rel instanceof Aggregate || (rel instanceof Sort sort && isOrder(sort));
  }

  private static boolean isOrder(Sort sort) {
    return !sort.getCollation().getFieldCollations().isEmpty();
  }

  /** Marks the scan of which every row is read. */
  private static RelNode ofWhich(RelNode rel) {
    if (rel instanceof StripeTableScan scan) {
      return scan.with(scan.template().feeding(Feed.WHOLE));
    }
    boolean passes = rel instanceof Project || rel instanceof Filter;
    return passes ? over(rel, ofWhich(rel.getInput(0))) : whole(rel);
  }

  private Feed feed() {
    return !drops ? Feed.ALL : limited ? Feed.FEW : Feed.SOME;
  }

  /** How the input of a node feeds the result, null where it is read before there is one. */
  private @Nullable RowConsumption below(RelNode rel) {
    if (rel instanceof Project || rel instanceof StripeTieSort) {
      return this;
    }
    if (rel instanceof Filter) {
      return new RowConsumption(true, limited);
    }
    if (rel instanceof Sort sort && !isOrder(sort)) {
      // A limit without an offset drops no row before its last.
      return new RowConsumption(drops || sort.offset != null, limited || sort.fetch != null);
    }
    return null;
  }
}
