package io.stripejdbc.plan.memory;

import io.stripejdbc.fetch.MemoryReservation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Counts the bytes of the rows that an operator keeps, as {@link RowRetention} says. */
public final class RetainedRowCounter {
  private static final long MIXER = 0x9E3779B97F4A7C15L;

  /** Rows between two looks at the largest ones, once there are as many as the limit says. */
  private static final int ROWS_A_LOOK = 256;

  /** A place in a list or an entry in a map, for each value that is kept. */
  private static final long VALUE = 48;

  private static final long LARGE_ROW = 16 * 1024;

  private final RowRetention retention;
  private final MemoryReservation reservation;
  private final int[][] keys;
  private final int[] values;
  private final long most;
  private final LongHashSet seen = new LongHashSet();
  private final LargestRows largest = new LargestRows();
  private final Map<Long, Long> running = new HashMap<>();
  private long rows;
  private long counted;

  /**
   * Creates one.
   *
   * @param most rows that are kept, for {@link RowRetention.Kind#LIMITED}
   */
  public RetainedRowCounter(RowRetention retention, MemoryReservation reservation, long most) {
    this.retention = retention;
    this.reservation = reservation;
    this.keys = arrays(retention.keys());
    this.values = retention.values().toArray();
    this.most = most;
  }

  private static int[][] arrays(List<ImmutableBitSet> sets) {
    int[][] arrays = new int[sets.size()][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = sets.get(i).toArray();
    }
    return arrays;
  }

  public void count(@Nullable Object row) {
    switch (retention.kind()) {
      case ALL -> reservation.add(RowSize.of(row) + retention.overhead());
      case LIMITED -> limited(RowSize.of(row) + retention.overhead());
      case DISTINCT -> distinct(row);
      case RUNNING -> running(row);
    }
  }

  private void limited(long size) {
    largest.add(size);
    rows++;
    if (rows <= most) {
      counted += size;
      reservation.add(size);
    } else if (rows % ROWS_A_LOOK == 0 || size > LARGE_ROW) {
      long now = largest.bytes(most);
      if (now > counted) {
        reservation.add(now - counted);
        counted = now;
      }
    }
  }

  private void distinct(@Nullable Object row) {
    for (int i = 0; i < keys.length; i++) {
      if (seen.add(hash(row, keys[i], i))) {
        reservation.add(RowSize.of(row, keys[i]) + retention.overhead() + LongHashSet.BYTES_OF_ONE);
      }
    }
    if (values.length > 0) {
      reservation.add((RowSize.of(row, values) + VALUE) * Math.max(1, keys.length));
    }
  }

  private void running(@Nullable Object row) {
    long size = running.merge(hash(row, keys[0], 0), RowSize.of(row, values), Long::sum);
    reservation.add(size);
  }

  private static long hash(@Nullable Object row, int[] columns, int seed) {
    long hash = seed + 1L;
    for (int column : columns) {
      Object cell = RowSize.cell(row, column);
      hash = (hash + (cell == null ? 7 : cell.hashCode())) * MIXER;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
