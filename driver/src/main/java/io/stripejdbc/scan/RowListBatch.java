package io.stripejdbc.scan;

import io.stripejdbc.cache.segment.ColumnVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that came one by one, as a batch.
 *
 * @param list the rows
 */
public record RowListBatch(List<@Nullable Object[]> list) implements RowBatch {
  @Override
  public int size() {
    return list.size();
  }

  @Override
  public void read(int column, int @Nullable [] rows, int count, ColumnVector into) {
    @Nullable Object[] values = into.beginValues(count);
    for (int i = 0; i < count; i++) {
      values[i] = list.get(rows == null ? i : rows[i])[column];
    }
  }
}
