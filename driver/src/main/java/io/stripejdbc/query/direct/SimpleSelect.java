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
 * @param groups columns that rows are grouped by; empty where nothing is written
 * @param order what rows are ordered by, in order; empty where nothing is written
 * @param limit the most rows, -1 for all
 */
record SimpleSelect(
    List<Item> items,
    @Nullable String schema,
    String table,
    List<SimpleCondition> conditions,
    List<String> groups,
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
    names.remove(Item.ROWS);
    names.addAll(groups);
    order.forEach(key -> names.add(key.column()));
    return names;
  }

  /** The same of items that are named. */
  SimpleSelect of(List<Item> named) {
    return new SimpleSelect(named, schema, table, conditions, groups, order, limit);
  }

  /** Whether its rows are those of groups, or of all rows together. */
  boolean aggregates() {
    return items.stream().anyMatch(item -> item.function() != null);
  }

  /** Whether all rows are read before there is a first of the result. */
  boolean readsAll() {
    return aggregates() || (!order.isEmpty() && !newestFirst());
  }

  /**
   * A column that rows are ordered by, NULL as the largest value.
   *
   * @param column its name
   */
  record SortKey(String column, boolean descending) {}

  /** An aggregate function. */
  enum Function {
    COUNT,
    SUM,
    MIN,
    MAX
  }

  /**
   * A column that is selected, or an aggregate function of one.
   *
   * @param column its name
   * @param label what the result calls it
   * @param function null for the column itself
   */
  record Item(String column, String label, @Nullable Function function) {
    /** What COUNT counts where it names no column. */
    static final String ROWS = "*";

    /** A column itself. */
    Item(String column, String label) {
      this(column, label, null);
    }
  }
}
