package io.stripejdbc.plan.expand;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.row.ChildReader;
import io.stripejdbc.row.ChildRows;
import io.stripejdbc.row.RowContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the children that came inside their parents, and keeps them for the join. */
final class EmbeddedChildrenCollector implements ExpandedReference.Carrier {
  private final EmbeddedChildren carrying;
  private final LookupState state;
  private final ChildReader reader;
  private final int account;
  private final int parent;
  private final int list;

  EmbeddedChildrenCollector(
      EmbeddedChildren carrying, List<ColumnSpec> columns, LookupState state) {
    this.carrying = carrying;
    this.state = state;
    this.reader = new ChildReader(carrying.target(), carrying.paged());
    this.account = ExpandedReference.position(columns, "connected_account");
    this.parent = ExpandedReference.position(columns, carrying.parent().parentColumn());
    this.list = ExpandedReference.position(columns, carrying.list().name());
  }

  @Override
  public void take(@Nullable Object[] row) {
    if (row[list] == null || row[parent] == null) {
      return; // Not embedded in the parent: the join asks.
    }
    String of = String.valueOf(row[account]);
    String id = String.valueOf(row[parent]);
    ExpandedRows.Key key = new ExpandedRows.Key(of, id);
    if (state.carried().knows(key)) {
      return;
    }
    RowContext under = RowContext.of(of).under(carrying.parent(), id, carrying.kind());
    ChildRows children = reader.read(String.valueOf(row[list]), under);
    if (!children.hasMore() && children.rows().stream().allMatch(carrying::isWhole)) {
      state.carried().put(key, children.rows());
    }
  }
}
