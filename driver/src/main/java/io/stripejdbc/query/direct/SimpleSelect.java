package io.stripejdbc.query.direct;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of a query of one table, names not looked up yet.
 *
 * @param items what is selected, in order; empty for {@code *}
 * @param schema the table's schema, null where none is written
 * @param table the table
 * @param conditions all of which hold; empty where none is written
 * @param order what rows are ordered by, in order; empty where nothing is written
 * @param limit the most rows, -1 for all
 */
record SimpleSelect(
    List<Item> items,
    @Nullable String schema,
    String table,
    List<SimpleCondition> conditions,
    List<SortKey> order,
    long limit) {
  private static final SortKey NEWEST = new SortKey("created", true);

  /** Whether rows are in the order that Stripe's lists have. */
  boolean newestFirst() {
    return order.equals(List.of(NEWEST));
  }

  /** Names of the columns that the result, or its order, is made of. */
  Set<String> columns() {
    Set<String> names = new HashSet<>();
    items.forEach(item -> names.add(item.column()));
    order.forEach(key -> names.add(key.column()));
    return names;
  }

  /** The same of items that are named. */
  SimpleSelect of(List<Item> named) {
    return new SimpleSelect(named, schema, table, conditions, order, limit);
  }

  /**
   * A column that rows are ordered by, NULL as the largest value.
   *
   * @param column its name
   */
  record SortKey(String column, boolean descending) {}

  /**
   * A column that is selected.
   *
   * @param column its name
   * @param label what the result calls it
   */
  record Item(String column, String label) {}
}
