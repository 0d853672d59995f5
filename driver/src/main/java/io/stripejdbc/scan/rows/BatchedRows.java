package io.stripejdbc.scan.rows;

import io.stripejdbc.scan.RowBatch;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows that are kept by column, and made when they are read one by one. */
public final class BatchedRows extends AbstractList<@Nullable Object[]> {
  private final List<CachedBatch> batches;
  private final int[] ends;

  /** Rows of batches, none of which is empty. */
  public BatchedRows(List<CachedBatch> batches) {
    this.batches = batches;
    this.ends = new int[batches.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += batches.get(i).size();
      ends[i] = end;
    }
  }

  /** The rows by column; no batch is empty. */
  public List<? extends RowBatch> batches() {
    return batches;
  }

  /** Bytes of the columns. */
  public long bytes() {
    return batches.stream().mapToLong(CachedBatch::bytes).sum();
  }

  @Override
  public int size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  @Override
  public @Nullable Object[] get(int index) {
    Objects.checkIndex(index, size());
    int found = Arrays.binarySearch(ends, index + 1);
    int batch = found >= 0 ? found : -found - 1;
    return batches.get(batch).row(index - (batch == 0 ? 0 : ends[batch - 1]));
  }

  @Override
  public Iterator<@Nullable Object[]> iterator() {
    return new Rows(batches.iterator());
  }

  /** The rows of a batch are made together, when the first of them is wanted. */
  private static final class Rows implements Iterator<@Nullable Object[]> {
    private final Iterator<CachedBatch> batches;
    private Iterator<@Nullable Object[]> rows = Collections.emptyIterator();

    Rows(Iterator<CachedBatch> batches) {
      this.batches = batches;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext() || batches.hasNext();
    }

    @Override
    public @Nullable Object[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no row");
      }
      if (!rows.hasNext()) {
        rows = Arrays.asList(batches.next().rows()).iterator();
      }
      return rows.next();
    }
  }
}
