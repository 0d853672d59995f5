package io.stripejdbc.plan.expand;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.DeclaredType;
import io.stripejdbc.catalog.ColumnSpec.RequestExtras;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnSpec.ValueSource;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The object that a reference stands for: {@code expand[]} puts it in the place of its id.
 *
 * @param slot the join whose keys the rows answer
 * @param streams whether each of the scan's rows reaches the join before the next is read
 * @param reference the scan's column with the id
 * @param target columns of the other table, in order
 * @param hides the other table's column that has no value on its rows, null for none
 */
public record ExpandedObject(
    int slot,
    boolean streams,
    ColumnSpec reference,
    List<ColumnSpec> target,
    @Nullable ColumnSpec hides)
    implements ExpandedReference {
  /** Levels of a path that Stripe expands at most (Stripe docs: expanding objects). */
  private static final int DEEPEST = 4;

  private static final String ACCOUNT = "connected_account";

  /**
   * What a scan of {@code from} would bring along for a scan of the other table, if the API can.
   *
   * @param asked the other table, looked up by id
   * @param target the columns wanted of it, and those that conditions are checked by
   */
  public static Optional<ExpandedReference> of(
      int slot,
      boolean streams,
      TableSpec from,
      ColumnSpec reference,
      TableSpec asked,
      List<ColumnSpec> target) {
    boolean known =
        reference.expandable()
            && asked.name().equals(reference.references())
            && from.api() == TableSpec.ApiGeneration.V1
            && from.kind() != TableSpec.Kind.EMBEDDED
            && from.kind() != TableSpec.Kind.ACCOUNTS
            && from.kind() != TableSpec.Kind.PREVIEW
            && depth(reference) < DEEPEST;
    return known && target.stream().allMatch(ExpandedObject::isInside)
        ? Optional.of(new ExpandedObject(slot, streams, reference, target, hides(asked)))
        : Optional.empty();
  }

  private static @Nullable ColumnSpec hides(TableSpec asked) {
    String column = asked.list().hides();
    return column == null ? null : asked.column(column).orElseThrow();
  }

  /** Below {@code data} of a list. */
  private static int depth(ColumnSpec reference) {
    return String.valueOf(reference.jsonPath()).split("\\.", -1).length;
  }

  private static boolean isInside(ColumnSpec column) {
    return switch (column.role()) {
      case ACCOUNT, OBJECT -> true;
      case FIELD -> column.expand() == null && column.include() == null;
      case PARENT, PARENT_TYPE, PARAMETER, POSITION, CONDITION, EXPANDED -> false;
    };
  }

  @Override
  public RowCollector collector(List<ColumnSpec> columns, LookupState state) {
    return new ExpandedObjectCollector(this, columns, state);
  }

  @Override
  public List<ColumnSpec> besides(TableSpec from) {
    List<ColumnSpec> columns = new ArrayList<>();
    from.column(ACCOUNT).ifPresent(columns::add);
    columns.add(reference);
    columns.add(kind());
    columns.add(deleted());
    if (hides != null) {
      columns.add(inside(hides));
    }
    for (ColumnSpec column : target) {
      if (column.role() != Role.ACCOUNT) {
        columns.add(inside(column));
      }
    }
    return columns;
  }

  /** The name of the object's kind: there if and only if the reference was expanded. */
  ColumnSpec kind() {
    return column("object", ColumnType.VARCHAR, 0, 0, "object");
  }

  /** Whether only a trace of a deleted object is left. */
  ColumnSpec deleted() {
    return column("deleted", ColumnType.BOOLEAN, 0, 0, "deleted");
  }

  /** A column of the other table where it stands in the scan's rows. */
  ColumnSpec inside(ColumnSpec column) {
    if (column.role() == Role.ACCOUNT) {
      return column;
    }
    String path = column.role() == Role.OBJECT ? null : column.jsonPath();
    return column(column.name(), column.type(), column.precision(), column.scale(), path);
  }

  private ColumnSpec column(
      String name, ColumnType type, int precision, int scale, @Nullable String path) {
    String place = String.valueOf(reference.jsonPath());
    return ColumnSpec.of(
            reference.name() + "." + name,
            ValueSource.of(Role.EXPANDED, path == null ? place : place + "." + path),
            new DeclaredType(type, precision, scale, true))
        .withExtras(RequestExtras.expand(place));
  }
}
