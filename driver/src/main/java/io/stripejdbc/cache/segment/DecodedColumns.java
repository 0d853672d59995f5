package io.stripejdbc.cache.segment;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a {@link SegmentChunk} that were decoded because another one was: reading an object
 * costs about as much for all of its fields as for one.
 */
public final class DecodedColumns {
  private static final long OWN_BYTES = 40;
  private static final int BYTES_OF_A_REFERENCE = 4;

  private final Map<String, Integer> positions;
  private final @Nullable CachedColumn[] columns;
  private final long bytes;

  /**
   * Creates a set.
   *
   * @param positions where a column stands, by its name; one map for all chunks
   * @param columns the columns
   */
  public DecodedColumns(Map<String, Integer> positions, @Nullable CachedColumn[] columns) {
    this(positions, columns.clone(), 0);
  }

  private DecodedColumns(
      Map<String, Integer> positions, @Nullable CachedColumn[] columns, long bytes) {
    this.positions = positions;
    this.columns = columns;
    this.bytes = OWN_BYTES + (long) BYTES_OF_A_REFERENCE * columns.length + bytes;
  }

  /** The smallest of these columns that take no more than this together. */
  DecodedColumns within(long mostBytes) {
    int[] bySize = bySize();
    @Nullable CachedColumn[] kept = new @Nullable CachedColumn[columns.length];
    long size = 0;
    for (int position : bySize) {
      CachedColumn column = columns[position];
      long more = column == null || column.isShared() ? 0 : column.bytes();
      if (size + more > mostBytes) {
        break;
      }
      size += more;
      kept[position] = column;
    }
    return new DecodedColumns(positions, kept, size);
  }

  private int[] bySize() {
    long[] keys = new long[columns.length];
    for (int i = 0; i < keys.length; i++) {
      CachedColumn column = columns[i];
      keys[i] = (column == null ? 0 : column.bytes()) << Short.SIZE | i;
    }
    Arrays.sort(keys);
    int[] positions = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      positions[i] = (int) (keys[i] & 0xFFFF);
    }
    return positions;
  }

  /** A column, null if it is not kept. */
  @Nullable CachedColumn get(String name) {
    Integer position = positions.get(name);
    return position == null ? null : columns[position];
  }

  /** Memory it takes, what it shares with others left out. */
  long bytes() {
    return bytes;
  }
}
