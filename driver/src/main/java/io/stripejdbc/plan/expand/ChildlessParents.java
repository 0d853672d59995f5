package io.stripejdbc.plan.expand;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.lookup.LookupBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * That parents of a kind have no children, told by columns of the scan's own rows: nothing has to
 * be asked for them, and Stripe would refuse it.
 *
 * @param slot the join whose keys the rows answer
 * @param streams whether each of the scan's rows reaches the join before the next is read
 * @param ofAccount whether the keys say the account, too
 * @param parent how children belong to the scan's rows
 * @param target columns of the children, in order
 */
public record ChildlessParents(
    int slot, boolean streams, boolean ofAccount, ParentSpec parent, List<ColumnSpec> target)
    implements ExpandedReference {
  /**
   * What a scan of the parents tells of them for a scan of their children, if it does.
   *
   * @param column the parents' column that the children are asked for by
   * @param asked the children
   * @param target columns of the children, in order
   */
  public static Optional<ExpandedReference> of(
      LookupBinding binding,
      boolean streams,
      TableSpec from,
      ColumnSpec column,
      TableSpec asked,
      List<ColumnSpec> target) {
    boolean ofAccount = binding.accountPosition() >= 0;
    List<ParentSpec> parents = asked.parents();
    return parents.size() == 1
        ? parents.stream()
            .filter(parent -> from.name().equals(parent.table()) && !parent.childless().isEmpty())
            .filter(parent -> parent.parentColumn().equals(column.name()))
            .<ExpandedReference>map(
                parent -> new ChildlessParents(binding.id(), streams, ofAccount, parent, target))
            .findFirst()
        : Optional.empty();
  }

  @Override
  public List<ColumnSpec> besides(TableSpec from) {
    List<ColumnSpec> columns = new ArrayList<>();
    columns.add(from.column("connected_account").orElseThrow());
    columns.add(from.column(parent.parentColumn()).orElseThrow());
    parent.childless().keySet().forEach(name -> columns.add(from.column(name).orElseThrow()));
    return columns;
  }

  @Override
  public boolean bringsRows() {
    return false;
  }

  @Override
  public RowCollector collector(List<ColumnSpec> columns, LookupState state) {
    int account = ExpandedReference.position(columns, "connected_account");
    int id = ExpandedReference.position(columns, parent.parentColumn());
    return row -> {
      boolean childless =
          parent.childless().entrySet().stream()
              .anyMatch(
                  value -> {
                    Object own = row[ExpandedReference.position(columns, value.getKey())];
                    return own != null && own.toString().equals(value.getValue());
                  });
      if (childless && row[id] != null) {
        String of = ofAccount ? String.valueOf(row[account]) : ExpandedRows.ANY;
        state.expandedRows().put(new ExpandedRows.Key(of, String.valueOf(row[id])), List.of());
      }
    };
  }
}
