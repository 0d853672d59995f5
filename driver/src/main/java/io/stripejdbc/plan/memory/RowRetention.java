package io.stripejdbc.plan.memory;

import java.util.List;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * What an operator keeps of the rows of one of its inputs until it ends.
 *
 * @param operation the operator as a user calls it: {@code ORDER BY}
 * @param kind which rows
 * @param keys with {@link Kind#DISTINCT} the columns of each grouping, with {@link Kind#RUNNING} of
 *     the partition
 * @param values columns of which every row's value is kept besides
 * @param overhead bytes for each row or group that is kept
 * @param accumulates whether what was kept stays when the input is read once more
 */
public record RowRetention(
    String operation,
    Kind kind,
    List<ImmutableBitSet> keys,
    ImmutableBitSet values,
    long overhead,
    boolean accumulates) {

  /** Which rows are kept. */
  enum Kind {
    /** All. */
    ALL,
    /** As many as LIMIT and OFFSET say. */
    LIMITED,
    /** One for each different key. */
    DISTINCT,
    /** With each row the values of all rows before it in its partition. */
    RUNNING
  }

  /** Key, list node, and a place in the array that is sorted. */
  public static final long SORTED_ROW = 96;

  /** What ORDER BY keeps, all rows or as many as a limit says. */
  public static RowRetention sorted(boolean limited) {
    return limited ? limited("ORDER BY", SORTED_ROW) : all("ORDER BY", SORTED_ROW);
  }

  public static RowRetention all(String operation, long overhead) {
    return new RowRetention(operation, Kind.ALL, List.of(), ImmutableBitSet.of(), overhead, false);
  }

  public static RowRetention limited(String operation, long overhead) {
    return new RowRetention(
        operation, Kind.LIMITED, List.of(), ImmutableBitSet.of(), overhead, false);
  }

  public static RowRetention distinct(
      String operation, List<ImmutableBitSet> keys, ImmutableBitSet values, long overhead) {
    return new RowRetention(operation, Kind.DISTINCT, keys, values, overhead, false);
  }

  public static RowRetention running(
      String operation, ImmutableBitSet keys, ImmutableBitSet values) {
    return new RowRetention(operation, Kind.RUNNING, List.of(keys), values, 0, false);
  }

  public RowRetention accumulating() {
    return new RowRetention(operation, kind, keys, values, overhead, true);
  }
}
