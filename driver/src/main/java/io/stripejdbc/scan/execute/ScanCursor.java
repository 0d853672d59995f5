package io.stripejdbc.scan.execute;

import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.scan.RowBatch;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.RowListBatch;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.rows.BatchedRows;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of a scan that is running, one by one or in batches; for one thread. */
final class ScanCursor implements RowCursor {
  private final ScanRun run;
  private final RowLayout layout;
  private final long limit;
  private Iterator<@Nullable Object[]> page = List.<@Nullable Object[]>of().iterator();
  private Iterator<? extends RowBatch> batches = Collections.emptyIterator();
  private @Nullable Object @Nullable [] current;
  private long given;
  private @Nullable DriverFailure thrown;

  ScanCursor(ScanRun run, RequestPlan plan) {
    this.run = run;
    this.layout = plan.layout();
    this.limit = plan.spec().limit();
  }

  @Override
  public void begin() {
    run.begin();
  }

  @Override
  public boolean advance() {
    if (thrown != null) {
      throw thrown;
    }
    if (limit >= 0 && given >= limit) {
      close();
    }
    if (!page.hasNext() && !run.isClosed()) {
      page = nextPage().iterator();
    }
    if (!page.hasNext()) {
      current = null;
      close();
      return false;
    }
    current = layout.trim(page.next());
    given++;
    return true;
  }

  @Override
  public @Nullable Object[] row() {
    if (current == null) {
      throw new NoSuchElementException("no current row");
    }
    return current;
  }

  @Override
  public @Nullable RowBatch nextBatch() {
    if (limit >= 0 || thrown != null) {
      return RowCursor.super.nextBatch();
    }
    if (!batches.hasNext() && !run.isClosed()) {
      batches = batches(nextPage());
    }
    if (!batches.hasNext()) {
      close();
      return null;
    }
    return batches.next();
  }

  private static Iterator<? extends RowBatch> batches(List<@Nullable Object[]> rows) {
    if (rows instanceof BatchedRows batched) {
      return batched.batches().iterator();
    }
    return rows.isEmpty()
        ? Collections.emptyIterator()
        : List.of(new RowListBatch(rows)).iterator();
  }

  private List<@Nullable Object[]> nextPage() {
    try {
      return run.nextPage();
    } catch (Throwable problem) {
      // Whatever it was, from now on: what is asked again must not end as if that were all.
      DriverFailure stop = ScanRun.failure(problem);
      thrown = stop;
      close();
      throw stop;
    }
  }

  @Override
  public void close() {
    run.close(thrown != null);
    page = List.<@Nullable Object[]>of().iterator();
    batches = Collections.emptyIterator();
  }
}
