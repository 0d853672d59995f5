package io.stripejdbc.attach;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table or view of another database.
 *
 * @param catalog where it is there, null for nowhere
 * @param schema where it is there, null for nowhere
 * @param name its name there
 * @param isView whether it is a view
 * @param remarks what its comment says, "" for nothing
 * @param columns the columns that can be read, in order
 * @param leftOut the others: name and type of each, and why
 * @param primaryKey names of the key's columns in order, empty for none
 */
public record AttachedTableSpec(
    @Nullable String catalog,
    @Nullable String schema,
    String name,
    boolean isView,
    String remarks,
    List<AttachedColumn> columns,
    List<String> leftOut,
    List<String> primaryKey) {

  /** Where a column stands, from 0. */
  public Optional<Integer> ordinal(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}
