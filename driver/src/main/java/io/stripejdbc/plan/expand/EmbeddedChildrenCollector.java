package io.stripejdbc.plan.expand;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.row.ChildReader;
import io.stripejdbc.row.ChildRows;
import io.stripejdbc.row.RowContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the children that came inside their parents, and keeps them for the join. */
final class EmbeddedChildrenCollector implements ExpandedReference.RowCollector {
  private final EmbeddedChildren source;
  private final LookupState state;
  private final ChildReader reader;
  private final int account;
  private final int parent;
  private final int list;

  EmbeddedChildrenCollector(EmbeddedChildren source, List<ColumnSpec> columns, LookupState state) {
    this.source = source;
    this.state = state;
    this.reader = new ChildReader(source.target(), source.paged());
    this.account = ExpandedReference.position(columns, "connected_account");
    this.parent = ExpandedReference.position(columns, source.parent().parentColumn());
    this.list = ExpandedReference.position(columns, source.list().name());
  }

  @Override
  public void take(@Nullable Object[] row) {
    if (row[list] == null || row[parent] == null) {
      return; // Not embedded in the parent: the join asks.
    }
    String of = String.valueOf(row[account]);
    String id = String.valueOf(row[parent]);
    ExpandedRows.Key key = new ExpandedRows.Key(of, id);
    if (state.expandedRows().knows(key)) {
      return;
    }
    RowContext under = RowContext.of(of).under(source.parent(), id, source.kind());
    ChildRows children = reader.read(String.valueOf(row[list]), under);
    if (!children.hasMore() && children.rows().stream().allMatch(source::isWhole)) {
      state.expandedRows().put(key, children.rows());
    }
  }
}
