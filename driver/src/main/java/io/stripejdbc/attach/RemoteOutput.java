package io.stripejdbc.attach;

import org.jspecify.annotations.Nullable;

/**
 * One column of the answer: a column of a table, or an aggregate.
 *
 * @param aggregate null for the column itself
 * @param column null where rows are counted
 * @param type how it is read
 * @param scale digits of a decimal behind the point
 */
public record RemoteOutput(
    @Nullable Aggregate aggregate, @Nullable RemoteColumn column, AttachedType type, int scale) {

  /** What is computed over the rows of a group. */
  public enum Aggregate {
    COUNT,
    SUM,
    /** The sum, 0 of no rows. */
    SUM_OR_ZERO,
    MIN,
    MAX
  }

  /** A column as it is. */
  public static RemoteOutput of(RemoteColumn column) {
    return new RemoteOutput(null, column, column.column().type(), column.column().scale());
  }

  /** Whether it is a column as it is. */
  public boolean isColumn() {
    return aggregate == null;
  }

  RemoteOutput behind(int tables) {
    return new RemoteOutput(aggregate, column == null ? null : column.behind(tables), type, scale);
  }

  /** What messages call it. */
  String label() {
    String name = column == null ? "*" : column.column().name();
    return aggregate == null ? name : aggregate + "(" + name + ")";
  }
}
