package io.stripejdbc.row;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row while it is read: its columns, and what the reader of the page wants to know besides. */
final class Row {
  final @Nullable Object[] slots;
  private final int idSlot;
  private final int deletedSlot;

  /** The child rows found inside the object, null when there are none. */
  @Nullable Children children;

  Row(@Nullable Object[] slots, int idSlot, int deletedSlot) {
    this.slots = slots;
    this.idSlot = idSlot;
    this.deletedSlot = deletedSlot;
  }

  /** The columns alone. */
  @Nullable Object[] values() {
    return Arrays.copyOf(slots, idSlot);
  }

  /** The object's own id, null when it has none. */
  @Nullable String id() {
    return (String) slots[idSlot];
  }

  /** Whether the object is only the trace of a deleted one. */
  boolean deleted() {
    return "true".equals(slots[deletedSlot]);
  }
}
