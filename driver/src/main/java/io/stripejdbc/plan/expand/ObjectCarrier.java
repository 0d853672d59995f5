package io.stripejdbc.plan.expand;

import io.stripejdbc.catalog.ColumnSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the objects that came inside a scan's rows, and keeps them for the join that wants them.
 */
final class ObjectCarrier implements Carrying.Carrier {
  private final CarriedObject carrying;
  private final LookupState state;
  private final int account;
  private final int reference;
  private final int kind;
  private final int deleted;
  private final int[] target;

  /**
   * @param columns the columns of the scan's rows, {@link Carrying#besides} among them
   */
  ObjectCarrier(CarriedObject carrying, List<ColumnSpec> columns, LookupState state) {
    this.carrying = carrying;
    this.state = state;
    this.account = Carrying.position(columns, "connected_account");
    this.reference = Carrying.position(columns, carrying.reference().name());
    this.kind = Carrying.position(columns, carrying.kind().name());
    this.deleted = Carrying.position(columns, carrying.deleted().name());
    this.target =
        carrying.target().stream()
            .mapToInt(column -> Carrying.position(columns, carrying.inside(column).name()))
            .toArray();
  }

  @Override
  public void take(@Nullable Object[] row) {
    if (row[reference] == null || row[kind] == null) {
      return; // No reference, or one that was not expanded: the join asks.
    }
    CarriedRows.Key key =
        new CarriedRows.Key(String.valueOf(row[account]), String.valueOf(row[reference]));
    if (state.carried().knows(key)) {
      return;
    }
    if (Boolean.TRUE.equals(row[deleted])) {
      state.carried().put(key, List.of());
      return;
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    @Nullable Object[] found = new @Nullable Object[target.length];
    for (int i = 0; i < target.length; i++) {
      found[i] = row[target[i]];
    }
    if (!carrying.isWhole(found)) {
      return; // Not what its table promises: the join asks, and is told.
    }
    rows.add(found);
    state.carried().put(key, rows);
  }
}
