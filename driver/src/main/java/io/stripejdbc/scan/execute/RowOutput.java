package io.stripejdbc.scan.execute;

import io.stripejdbc.scan.task.PageTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where rows wait between the tasks and the reader, and what decides whether more may be fetched.
 * Used under the run's lock.
 */
interface RowOutput {
  /** A task was added to the scan. */
  void opened(PageTask<?> task);

  /** Rows of a task, in its order. */
  void add(PageTask<?> task, List<@Nullable Object[]> rows);

  /** The task brings no more rows. */
  void closed(PageTask<?> task);

  /** Whether the task's next page is wanted now. */
  boolean wants(PageTask<?> task, int inFlight);

  /** The next rows for the reader, empty when none can be given yet. */
  List<@Nullable Object[]> take();
}
