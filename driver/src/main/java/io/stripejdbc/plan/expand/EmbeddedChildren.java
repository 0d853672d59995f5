package io.stripejdbc.plan.expand;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.DeclaredType;
import io.stripejdbc.catalog.ColumnSpec.RequestExtras;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnSpec.ValueSource;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.TableSpec;
import java.util.List;
import java.util.Optional;

/**
 * The children that stand inside their parent's object: an invoice's lines, a subscription's items.
 * Where they are only the beginning of a longer list, the list is asked for.
 *
 * @param slot the join whose keys the rows answer
 * @param streams whether each of the scan's rows reaches the join before the next is read
 * @param parent how the children hang on the scan's rows
 * @param paged whether they are the first page of a list that can be asked for
 * @param kind the API's name of the parent object
 * @param target columns of the children, in order
 */
public record EmbeddedChildren(
    int slot,
    boolean streams,
    ParentSpec parent,
    boolean paged,
    String kind,
    List<ColumnSpec> target)
    implements ExpandedReference {
  /**
   * What a scan of the parents would bring along for a scan of their children, if they do.
   *
   * @param column the parents' column that the children are asked for by
   * @param asked the table of the children
   * @param target the columns wanted of it, and those that conditions are checked by
   */
  public static Optional<ExpandedReference> of(
      int slot,
      boolean streams,
      TableSpec from,
      ColumnSpec column,
      TableSpec asked,
      List<ColumnSpec> target) {
    boolean paged = asked.kind() == TableSpec.Kind.NESTED;
    return embedded(asked, from)
        .filter(parent -> parent.parentColumn().equals(column.name()))
        .filter(parent -> target.stream().allMatch(EmbeddedChildren::isInside))
        .map(
            parent ->
                new EmbeddedChildren(slot, streams, parent, paged, from.object().name(), target));
  }

  /** How the rows of a table stand inside those of another one, if they do. */
  public static Optional<ParentSpec> embedded(TableSpec children, TableSpec parents) {
    boolean lists =
        parents.kind() == TableSpec.Kind.LIST && parents.api() == TableSpec.ApiGeneration.V1;
    return lists && children.parents().size() == 1
        ? children.parents().stream()
            .filter(parent -> parent.embedded() != null && parents.name().equals(parent.table()))
            .findFirst()
        : Optional.empty();
  }

  private static boolean isInside(ColumnSpec column) {
    return switch (column.role()) {
      case ACCOUNT, PARENT, POSITION, FIELD, OBJECT ->
          column.expand() == null && column.include() == null;
      case PARENT_TYPE, PARAMETER, CONDITION, EXPANDED -> false;
    };
  }

  @Override
  public List<ColumnSpec> besides(TableSpec from) {
    return List.of(
        from.column("connected_account").orElseThrow(),
        from.column(parent.parentColumn()).orElseThrow(),
        list());
  }

  /** The children as the parent's object has them. */
  ColumnSpec list() {
    String path = String.valueOf(parent.embedded());
    return ColumnSpec.of(
            path + ".children",
            ValueSource.of(Role.EXPANDED, path),
            DeclaredType.of(ColumnType.JSON))
        .withExtras(RequestExtras.expand(parent.expand()));
  }

  @Override
  public RowCollector collector(List<ColumnSpec> columns, LookupState state) {
    return new EmbeddedChildrenCollector(this, columns, state);
  }
}
