package io.stripejdbc.plan;

import io.stripejdbc.catalog.ColumnSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the objects that came inside a scan's rows, and keeps them for the join that wants them.
 */
final class Carrier {
  private final LookupState state;
  private final int account;
  private final int reference;
  private final int kind;
  private final int deleted;
  private final int[] target;

  /**
   * @param columns the columns of the scan's rows, {@link Carrying#besides} among them
   */
  Carrier(Carrying carrying, List<ColumnSpec> columns, LookupState state) {
    this.state = state;
    this.account = position(columns, "connected_account");
    this.reference = position(columns, carrying.reference().name());
    this.kind = position(columns, carrying.kind().name());
    this.deleted = position(columns, carrying.deleted().name());
    this.target =
        carrying.target().stream()
            .mapToInt(column -> position(columns, carrying.inside(column).name()))
            .toArray();
  }

  private static int position(List<ColumnSpec> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column " + name);
  }

  void take(@Nullable Object[] row) {
    if (row[reference] == null || row[kind] == null) {
      return; // No reference, or one that was not expanded: the join asks.
    }
    CarriedRows.Key key =
        new CarriedRows.Key(String.valueOf(row[account]), String.valueOf(row[reference]));
    if (state.carried().knows(key)) {
      return;
    }
    if (Boolean.TRUE.equals(row[deleted])) {
      state.carried().absent(key);
      return;
    }
    @Nullable Object[] found = new @Nullable Object[target.length];
    for (int i = 0; i < target.length; i++) {
      found[i] = row[target[i]];
    }
    state.carried().put(key, found);
  }
}
