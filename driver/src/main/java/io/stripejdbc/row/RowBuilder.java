package io.stripejdbc.row;

import org.jspecify.annotations.Nullable;

/** A row while it is read: its columns, and what the reader of the page wants to know besides. */
final class RowBuilder {
  /** Where the object's own id goes, besides columns. */
  static final int ID = -1;

  /** Where the mark of a deleted object goes. */
  static final int DELETED = -2;

  /** Where the object's own word for its kind goes. */
  static final int KIND = -3;

  private final @Nullable Object[] values;
  private @Nullable String id;
  private boolean deleted;
  private @Nullable String kind;
  private boolean nameless;
  private boolean distinct;
  private @Nullable String complaint;

  /** The child rows found inside the object, null when there are none. */
  @Nullable ChildRows children;

  RowBuilder(int columns) {
    this.values = new @Nullable Object[columns];
  }

  /** Sets a column, or one of the other things. */
  void set(int slot, @Nullable Object value) {
    if (slot >= 0) {
      values[slot] = value;
    } else if (slot == ID) {
      id = (String) value;
    } else if (slot == KIND) {
      kind = (String) value;
    } else {
      deleted = "true".equals(value);
    }
  }

  /** The columns. */
  @Nullable Object[] values() {
    return values;
  }

  /** The object's own id, null when it has none. */
  @Nullable String id() {
    return id;
  }

  /** What the object says it is, null when it says nothing. */
  @Nullable String kind() {
    return kind;
  }

  /** Says that the object should have said what it is, and did not. */
  void nameless() {
    nameless = true;
  }

  boolean isNameless() {
    return nameless;
  }

  /** Says that no other object of its list has its id. */
  void distinct() {
    distinct = true;
  }

  boolean isDistinct() {
    return distinct;
  }

  /** Notes that the object is not what the API promises; the first word counts. */
  void complain(String what) {
    complaint = complaint == null ? what : complaint;
  }

  /** What of the object is not what the API promises, null for nothing. */
  @Nullable String complaint() {
    return complaint;
  }

  /** Whether the object is only the trace of a deleted one. */
  boolean deleted() {
    return deleted;
  }
}
