package io.stripejdbc.query.direct;

import java.util.List;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** The rows of a read as rows of the result. */
final class DirectRows implements Enumerator<@Nullable Object[]> {
  private final Enumerator<@Nullable Object[]> read;
  private final DirectValue[] values;
  private final boolean same;

  /**
   * Creates one.
   *
   * @param width how many values a row of the read has
   */
  DirectRows(Enumerator<@Nullable Object[]> read, int width, List<DirectValue> values) {
    this.read = read;
    this.values = values.toArray(DirectValue[]::new);
    this.same = isSame(this.values, width);
  }

  /** Whether a row of the result is the row of the read: then there is nothing to copy. */
  private static boolean isSame(DirectValue[] values, int width) {
    boolean same = values.length == width;
    for (int i = 0; same && i < width; i++) {
      same = values[i].column() == i;
    }
    return same;
  }

  @Override
  public @Nullable Object[] current() {
    @Nullable Object[] found = read.current();
    if (same) {
      return found;
    }
    @Nullable Object[] row = new @Nullable Object[values.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = values[i].of(found);
    }
    return row;
  }

  @Override
  public boolean moveNext() {
    return read.moveNext();
  }

  @Override
  public void reset() {
    throw new UnsupportedOperationException("a read cannot be rewound");
  }

  @Override
  public void close() {
    read.close();
  }
}
