package io.stripejdbc.plan.batch;

import io.stripejdbc.cache.segment.ColumnVector;
import io.stripejdbc.scan.RowBatch;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of a batch that are computed with: all of them, then those that meet a condition. */
final class BatchRows {
  private final ColumnVector[] columns;
  private final boolean[] isRead;
  private @Nullable RowBatch batch;
  private int[] positions = {};
  private int @Nullable [] selected;
  private int size;

  /**
   * @param width how many columns the rows have
   */
  BatchRows(int width) {
    this.columns = new ColumnVector[width];
    this.isRead = new boolean[width];
    for (int i = 0; i < width; i++) {
      columns[i] = new ColumnVector();
    }
  }

  /** Goes on to all rows of the next batch. */
  void begin(RowBatch next) {
    batch = next;
    selected = null;
    size = next.size();
    Arrays.fill(isRead, false);
  }

  /** Leaves out the rows for which this is not true. */
  void select(ColumnVector truth) {
    if (positions.length < size) {
      positions = new int[size];
    }
    long[] numbers = truth.numbers();
    boolean[] nulls = truth.nulls();
    int count = 0;
    for (int row = 0; row < size; row++) {
      positions[count] = row;
      count += numbers[row] != 0 && (nulls == null || !nulls[row]) ? 1 : 0;
    }
    if (count < size) {
      selected = positions;
      size = count;
      Arrays.fill(isRead, false);
    }
  }

  /** How many rows. */
  int size() {
    return size;
  }

  /** Where in the batch a row stands. */
  int position(int row) {
    return selected == null ? row : selected[row];
  }

  /** A column of the rows; the same object for all that look at it. */
  ColumnVector column(int index) {
    ColumnVector column = columns[index];
    if (!isRead[index]) {
      Objects.requireNonNull(batch).read(index, selected, size, column);
      isRead[index] = true;
    }
    return column;
  }
}
