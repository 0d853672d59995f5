package io.stripejdbc.plan.expand;

import io.stripejdbc.catalog.ColumnSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the objects that came inside a scan's rows, and keeps them for the join that wants them.
 */
final class ExpandedObjectCollector implements ExpandedReference.RowCollector {
  private final ExpandedObject source;
  private final LookupState state;
  private final int account;
  private final int reference;
  private final int kind;
  private final int deleted;
  private final int hidden;
  private final int[] target;

  /**
   * @param columns the columns of the scan's rows, {@link ExpandedReference#besides} among them
   */
  ExpandedObjectCollector(ExpandedObject source, List<ColumnSpec> columns, LookupState state) {
    this.source = source;
    this.state = state;
    this.account = ExpandedReference.position(columns, "connected_account");
    this.reference = ExpandedReference.position(columns, source.reference().name());
    this.kind = ExpandedReference.position(columns, source.kind().name());
    this.deleted = ExpandedReference.position(columns, source.deleted().name());
    ColumnSpec hides = source.hides();
    this.hidden =
        hides == null ? -1 : ExpandedReference.position(columns, source.inside(hides).name());
    this.target =
        source.target().stream()
            .mapToInt(column -> ExpandedReference.position(columns, source.inside(column).name()))
            .toArray();
  }

  @Override
  public void take(@Nullable Object[] row) {
    if (row[reference] == null || row[kind] == null) {
      return; // No reference, or one that was not expanded: the join asks.
    }
    ExpandedRows.Key key =
        new ExpandedRows.Key(String.valueOf(row[account]), String.valueOf(row[reference]));
    if (state.expandedRows().knows(key)) {
      return;
    }
    if (Boolean.TRUE.equals(row[deleted]) || (hidden >= 0 && row[hidden] != null)) {
      state.expandedRows().put(key, List.of());
      return;
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    @Nullable Object[] found = new @Nullable Object[target.length];
    for (int i = 0; i < target.length; i++) {
      found[i] = row[target[i]];
    }
    if (!source.isWhole(found)) {
      return; // Not what its table promises: the join asks, and is told.
    }
    rows.add(found);
    state.expandedRows().put(key, rows);
  }
}
