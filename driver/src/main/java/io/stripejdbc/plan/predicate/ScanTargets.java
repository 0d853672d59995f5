package io.stripejdbc.plan.predicate;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import java.util.Optional;

/** What of a scan an equality on a column restricts. */
public final class ScanTargets {
  private ScanTargets() {}

  /** What keys of a join on this column restrict; empty when the API cannot be asked by it. */
  public static Optional<ScanPredicate.Target> of(TableSpec table, ColumnSpec column) {
    if (column.role() == ColumnSpec.Role.ACCOUNT) {
      return Optional.of(ScanPredicate.Target.ACCOUNT);
    }
    if (column.name().equals("id") && canLookUp(table)) {
      return Optional.of(ScanPredicate.Target.ID);
    }
    if (isOnlyParent(table, column)) {
      return Optional.of(ScanPredicate.Target.PARENT);
    }
    return table
        .filter(column.name())
        .filter(f -> f.values().isEmpty() && !f.isCapped() && takesEquality(f))
        .map(f -> ScanPredicate.Target.FILTER);
  }

  private static boolean takesEquality(FilterSpec filter) {
    return filter.operator() == FilterSpec.Operator.EQUAL
        || filter.operator() == FilterSpec.Operator.ANY_OF;
  }

  /** One object by its id alone, with the parent's id, if any, in the object itself. */
  public static boolean canLookUp(TableSpec table) {
    String path = table.retrievePath();
    return path != null
        && path.indexOf('{') == path.lastIndexOf('{')
        && table.columns().stream()
            .noneMatch(c -> c.role() == ColumnSpec.Role.PARENT && c.jsonPath() == null);
  }

  public static boolean isOnlyParent(TableSpec table, ColumnSpec column) {
    return table.parents().size() == 1 && table.parents().get(0).column().equals(column.name());
  }
}
