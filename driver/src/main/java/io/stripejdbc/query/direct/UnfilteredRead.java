package io.stripejdbc.query.direct;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.runtime.CursorEnumerator;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanConditions;
import io.stripejdbc.scan.ScanExtent;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.FetchHint;
import java.util.List;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a table: loads nothing of Calcite's expressions.
 *
 * @param limit the most rows, -1 for all
 */
record UnfilteredRead(TableSpec table, List<ColumnSpec> columns, boolean newestFirst, long limit)
    implements DirectRead {
  @Override
  public Enumerator<@Nullable Object[]> open(DirectContext context) {
    long maxRows = context.maxRows();
    long most = maxRows > 0 && (limit < 0 || maxRows < limit) ? maxRows : limit;
    FetchHint toTheEnd = new FetchHint(-1, -1, false, false);
    return new Rows(
        context
            .runtime()
            .scanner()
            .open(
                new ScanSpec(
                    table,
                    columns,
                    ScanConditions.NONE,
                    new ScanExtent(newestFirst, most, toTheEnd, most == maxRows)),
                context.runtime().control()));
  }

  /** A cursor's rows as they are. */
  private static final class Rows extends CursorEnumerator {
    Rows(RowCursor cursor) {
      super(cursor);
    }

    @Override
    public @Nullable Object[] current() {
      return row();
    }

    @Override
    public boolean moveNext() {
      return advance();
    }
  }
}
