package io.stripejdbc.jdbc.result;

import io.stripejdbc.query.QueryCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are all there already: metadata, generated keys. */
final class ListCursor implements QueryCursor {
  private final List<@Nullable Object[]> rows;
  private int at = -1;

  ListCursor(List<@Nullable Object[]> rows) {
    this.rows = rows;
  }

  @Override
  public boolean next() {
    at = Math.min(at + 1, rows.size());
    return at < rows.size();
  }

  @Override
  public @Nullable Object value(int column) {
    return rows.get(at)[column];
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {}
}
