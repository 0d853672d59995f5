package io.stripejdbc.query.direct;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a query of one table without a condition, names not looked up yet.
 *
 * @param items what is selected, in order; empty for {@code *}
 * @param schema the table's schema, null where none is written
 * @param table the table
 * @param qualifier what columns of the table may be qualified by
 * @param newestFirst whether {@code ORDER BY created DESC} is written
 * @param limit the most rows, -1 for all
 */
record SimpleSelect(
    List<Item> items,
    @Nullable String schema,
    String table,
    String qualifier,
    boolean newestFirst,
    long limit) {
  /**
   * A column that is selected.
   *
   * @param column its name
   * @param label what the result calls it
   */
  record Item(String column, String label) {}
}
