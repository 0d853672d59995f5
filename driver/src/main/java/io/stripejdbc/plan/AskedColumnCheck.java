package io.stripejdbc.plan;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.rel.StripeTableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Refuses plans whose answer depends on a column that only a parameter tells ({@code
 * events.delivery_success}) where the parameter is not sent: the column is null there whatever is
 * true, so that a condition on it would keep too few rows, and a count would be wrong.
 */
final class AskedColumnCheck {
  private final RelMetadataQuery metadata;

  private AskedColumnCheck(RelMetadataQuery metadata) {
    this.metadata = metadata;
  }

  /**
   * The plan itself.
   *
   * @throws DriverFailure UNSUPPORTED for such a plan
   */
  static RelNode checked(RelNode plan) {
    List<StripeTableScan> scans = new ArrayList<>();
    collect(plan, scans);
    if (scans.stream().anyMatch(scan -> !unknown(scan).isEmpty())) {
      new AskedColumnCheck(plan.getCluster().getMetadataQuery()).check(plan);
    }
    return plan;
  }

  private static void collect(RelNode node, List<StripeTableScan> scans) {
    if (node instanceof StripeTableScan scan) {
      scans.add(scan);
    }
    node.getInputs().forEach(input -> collect(input, scans));
  }

  /** Columns of a scan that no parameter gives a value. */
  private static List<String> unknown(StripeTableScan scan) {
    return scan.template().columns().stream()
        .filter(ColumnSpec::isKnownByFilterOnly)
        .map(ColumnSpec::name)
        .filter(
            name ->
                scan.template().predicates().stream()
                    .noneMatch(predicate -> predicate.column().name().equals(name)))
        .toList();
  }

  private void check(RelNode node) {
    ImmutableBitSet used = used(node);
    int offset = 0;
    for (RelNode input : node.getInputs()) {
      int count = input.getRowType().getFieldCount();
      for (int i = 0; i < count; i++) {
        if (used.get(offset + i)) {
          check(input, i);
        }
      }
      offset += count;
      check(input);
    }
  }

  /** The fields of its inputs that a node does more with than hand them on. */
  private static ImmutableBitSet used(RelNode node) {
    if (node instanceof Filter filter) {
      return RelOptUtil.InputFinder.bits(filter.getCondition());
    } else if (node instanceof Join join) {
      return RelOptUtil.InputFinder.bits(join.getCondition());
    } else if (node instanceof Aggregate aggregate) {
      ImmutableBitSet.Builder bits = ImmutableBitSet.builder().addAll(aggregate.getGroupSet());
      aggregate.getAggCallList().forEach(call -> bits.addAll(call.getArgList()));
      return bits.build();
    } else if (node instanceof Project project) {
      List<RexNode> expressions =
          project.getProjects().stream().filter(rex -> !(rex instanceof RexInputRef)).toList();
      return RelOptUtil.InputFinder.bits(expressions, null);
    } else if (node instanceof Sort sort) {
      return ImmutableBitSet.of(sort.getCollation().getKeys());
    } else if (node instanceof Correlate correlate) {
      return correlate.getRequiredColumns();
    } else if (node instanceof Window window) {
      return used(window);
    } else if (node instanceof SetOp set && !(set instanceof Union && set.all)) {
      return ImmutableBitSet.range(
          set.getInputs().stream().mapToInt(in -> in.getRowType().getFieldCount()).sum());
    }
    return ImmutableBitSet.of();
  }

  private static ImmutableBitSet used(Window window) {
    ImmutableBitSet.Builder bits = ImmutableBitSet.builder();
    for (Window.Group group : window.groups) {
      bits.addAll(group.keys).addAll(group.collation().getKeys());
      bits.addAll(RelOptUtil.InputFinder.bits(List.<RexNode>copyOf(group.aggCalls), null));
    }
    return bits.build()
        .intersect(ImmutableBitSet.range(window.getInput().getRowType().getFieldCount()));
  }

  private void check(RelNode input, int field) {
    Set<RelColumnOrigin> origins = metadata.getColumnOrigins(input, field);
    List<StripeTableScan> scans = new ArrayList<>();
    collect(input, scans);
    for (RelColumnOrigin origin : origins == null ? Set.<RelColumnOrigin>of() : origins) {
      String column =
          origin.getOriginTable().getRowType().getFieldNames().get(origin.getOriginColumnOrdinal());
      for (StripeTableScan scan : scans) {
        if (scan.getTable().equals(origin.getOriginTable()) && unknown(scan).contains(column)) {
          throw refused(scan.template().table(), column);
        }
      }
    }
  }

  private static DriverFailure refused(TableSpec table, String column) {
    List<String> values = table.filter(column).orElseThrow().values();
    return new DriverFailure(
        DriverError.UNSUPPORTED,
        ("Stripe tells '%s.%s' only of rows it is asked for by it: compare it with a value in WHERE,"
                + " %s.%s = %s, and with nothing else")
            .formatted(table.name(), column, table.name(), column, values.get(0)));
  }
}
