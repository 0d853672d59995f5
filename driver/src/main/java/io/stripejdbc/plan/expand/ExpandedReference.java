package io.stripejdbc.plan.expand;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of another table that a scan brings along inside its own: they save the calls of a lookup
 * join and decide nothing, for what did not come along is looked up.
 */
public sealed interface ExpandedReference
    permits ExpandedObject, EmbeddedChildren, ChildlessParents {
  /** The join whose keys the rows answer. */
  int slot();

  /** Whether each of the scan's rows reaches the join before the next is read. */
  boolean streams();

  /** The columns that the scan needs besides its own. */
  List<ColumnSpec> besides(TableSpec from);

  /**
   * What takes the rows out of the scan's.
   *
   * @param columns the columns of the scan's rows, those of {@link #besides} among them
   */
  RowCollector collector(List<ColumnSpec> columns, LookupState state);

  /** Whether rows of the other table come along, and not only word that there are none. */
  default boolean bringsRows() {
    return true;
  }

  /** The columns of the rows that are brought along, in order. */
  List<ColumnSpec> target();

  /** Whether a row that came along has all that its table promises of every row. */
  default boolean isWhole(@Nullable Object[] row) {
    for (int i = 0; i < target().size(); i++) {
      ColumnSpec column = target().get(i);
      if (row[i] == null && !column.nullable() && column.role() == ColumnSpec.Role.FIELD) {
        return false;
      }
    }
    return true;
  }

  /** Takes rows of the other table out of a scan's rows. */
  interface RowCollector {
    void take(@Nullable Object[] row);
  }

  /** Position of a column by its name. */
  static int position(List<ColumnSpec> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column " + name);
  }
}
