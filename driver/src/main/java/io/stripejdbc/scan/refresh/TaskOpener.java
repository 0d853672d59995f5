package io.stripejdbc.scan.refresh;

import io.stripejdbc.scan.task.PageTask;

/** The run of a scan, as those see it who open tasks in it. */
public interface TaskOpener {
  /** A number for a task. */
  int nextNumber();

  /** Adds a task. */
  void add(PageTask<?> task);
}
