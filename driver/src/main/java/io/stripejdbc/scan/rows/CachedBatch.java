package io.stripejdbc.scan.rows;

import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.cache.segment.CachedColumn;
import io.stripejdbc.cache.segment.ColumnVector;
import io.stripejdbc.scan.RowBatch;
import org.jspecify.annotations.Nullable;

/** Rows of one chunk of cached objects, whose columns are decoded. */
public final class CachedBatch implements RowBatch {
  private final @Nullable CachedColumn[] columns;
  private final @Nullable Object[] constants;
  private final int @Nullable [] rows;
  private final int size;

  /**
   * Creates one.
   *
   * @param columns the columns of the rows, null where all rows have the same value
   * @param constants that value
   * @param rows positions of the rows in the columns, null for all
   * @param size how many rows
   */
  CachedBatch(
      @Nullable CachedColumn[] columns,
      @Nullable Object[] constants,
      int @Nullable [] rows,
      int size) {
    this.columns = columns;
    this.constants = constants;
    this.rows = rows;
    this.size = size;
  }

  /** All the columns of these objects that are of this kind. */
  public static CachedBatch of(
      @Nullable CachedColumn[] columns, @Nullable Object[] constants, CachedRows objects) {
    return new CachedBatch(columns, constants, objects.rows(), objects.size());
  }

  /** The same columns of some of the rows. */
  public CachedBatch only(int[] some) {
    return new CachedBatch(columns, constants, positions(some, some.length), some.length);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void read(int column, int @Nullable [] some, int count, ColumnVector into) {
    CachedColumn values = columns[column];
    if (values == null) {
      into.setConstant(constants[column], count);
    } else {
      values.read(some == null ? rows : positions(some, count), count, into);
    }
  }

  private int[] positions(int[] some, int count) {
    if (rows == null) {
      return some;
    }
    int[] positions = new int[count];
    for (int i = 0; i < count; i++) {
      positions[i] = rows[some[i]];
    }
    return positions;
  }

  /** Its rows as arrays, filled a column at a time. */
  @Nullable Object[][] rows() {
    @Nullable Object[][] all = new @Nullable Object[size][columns.length];
    for (int slot = 0; slot < columns.length; slot++) {
      CachedColumn column = columns[slot];
      for (int i = 0; i < size; i++) {
        all[i][slot] = column == null ? constants[slot] : column.get(rows == null ? i : rows[i]);
      }
    }
    return all;
  }

  /** A row of its own. */
  @Nullable Object[] row(int position) {
    @Nullable Object[] row = new @Nullable Object[columns.length];
    for (int slot = 0; slot < row.length; slot++) {
      CachedColumn column = columns[slot];
      row[slot] =
          column == null ? constants[slot] : column.get(rows == null ? position : rows[position]);
    }
    return row;
  }

  /** Bytes of its columns, whether the cache keeps them or not. */
  long bytes() {
    long bytes = 0;
    for (CachedColumn column : columns) {
      bytes += column == null ? 0 : column.bytes();
    }
    return bytes;
  }
}
