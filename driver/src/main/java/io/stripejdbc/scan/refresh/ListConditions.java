package io.stripejdbc.scan.refresh;

import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.scan.request.ResidualFilter;
import io.stripejdbc.scan.request.RowLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which objects belong to a list, by its parameters, as far as their own fields say it.
 *
 * @param values the value that a column must have
 * @param known whether that is all its parameters mean; else nobody but Stripe knows
 */
record ListConditions(Map<String, String> values, boolean known) {
  static ListConditions of(TableSpec table, ListKey key) {
    Map<String, String> values = new LinkedHashMap<>();
    boolean known = true;
    for (String parameter : key.parameters()) {
      int at = parameter.indexOf('=');
      String name = parameter.substring(0, at);
      String value = parameter.substring(at + 1);
      if (lifts(table, name, value)) {
        continue;
      }
      Optional<FilterSpec> filter =
          table.filters().stream().filter(one -> isChecked(table, one, name)).findFirst();
      filter.ifPresent(one -> values.put(one.column(), value));
      known &= filter.isPresent();
    }
    return new ListConditions(values, known);
  }

  /** Whether a parameter says that nothing is to be left out. */
  private static boolean lifts(TableSpec table, String name, String value) {
    return table.variants().size() == 1 && value.equals(table.variants().get(0).get(name));
  }

  private static boolean isChecked(TableSpec table, FilterSpec filter, String name) {
    ColumnSpec column = table.column(filter.column()).orElse(null);
    return filter.parameter().equals(name)
        && filter.operator() == FilterSpec.Operator.EQUAL
        && filter.exact()
        && !filter.reorders()
        && !filter.isCapped()
        && column != null
        && column.role() == ColumnSpec.Role.FIELD
        && column.type() != ColumnType.DECIMAL
        && column.type() != ColumnType.JSON;
  }

  /** Whether the list leaves objects out. */
  boolean filters() {
    return !values.isEmpty() || !known;
  }

  /** A test of rows. */
  ResidualFilter test(RowLayout layout) {
    ResidualFilter test = new ResidualFilter();
    values.forEach((column, value) -> test.oneOf(layout, column, Set.of(value)));
    return test;
  }
}
