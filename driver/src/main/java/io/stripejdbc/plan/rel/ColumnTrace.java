package io.stripejdbc.plan.rel;

import io.stripejdbc.catalog.ColumnSpec;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexInputRef;

/**
 * The scan and the column that a field of a plan comes from unchanged.
 *
 * @param scan the scan
 * @param column its column
 * @param streams whether each row passes on before the next is read
 */
public record ColumnTrace(StripeTableScan scan, ColumnSpec column, boolean streams) {
  /** Where a field comes from; empty for a computed one. */
  public static Optional<ColumnTrace> of(RelNode rel, int field) {
    if (rel instanceof StripeTableScan scan) {
      return Optional.of(new ColumnTrace(scan, scan.template().columns().get(field), true));
    }
    if (rel instanceof Filter) {
      return of(rel.getInput(0), field);
    }
    if (rel instanceof Sort) {
      return of(rel.getInput(0), field).map(ColumnTrace::held);
    }
    if (rel instanceof Project project) {
      return project.getProjects().get(field) instanceof RexInputRef ref
          ? of(project.getInput(), ref.getIndex())
          : Optional.empty();
    }
    if (rel instanceof Aggregate aggregate) {
      return field < aggregate.getGroupCount()
          ? of(aggregate.getInput(), aggregate.getGroupSet().nth(field)).map(ColumnTrace::held)
          : Optional.empty();
    }
    return rel instanceof Join || rel instanceof Correlate || rel instanceof Window
        ? ofInputs(rel, field).map(ColumnTrace::held)
        : Optional.empty();
  }

  /** The same where rows wait in between. */
  private ColumnTrace held() {
    return new ColumnTrace(scan, column, false);
  }

  public boolean isAccountOf(StripeTableScan other) {
    return scan.equals(other) && column.role() == ColumnSpec.Role.ACCOUNT;
  }

  /** Fields of the first input come first, then those of the second. */
  private static Optional<ColumnTrace> ofInputs(RelNode rel, int field) {
    int left = rel.getInput(0).getRowType().getFieldCount();
    if (field < left) {
      return of(rel.getInput(0), field);
    }
    return rel.getInputs().size() > 1 ? of(rel.getInput(1), field - left) : Optional.empty();
  }
}
