package io.stripejdbc.scan.execute;

import io.stripejdbc.scan.task.PageTask;
import java.util.HashSet;
import java.util.Set;

/**
 * The tasks of a scan that have a call on its way. Under its lock.
 *
 * <p>Stripe counts a call when it is sent. Where its answer is cached, it is worth having also when
 * the reader closes before it has come: it comes to its end, within the bounds that the {@link
 * CallExecutor} sets, and serves the next statement.
 */
final class CallingTasks {
  private final Set<PageTask<?>> tasks = new HashSet<>();

  int count() {
    return tasks.size();
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  /** A call of the task goes out. */
  void began(PageTask<?> task) {
    tasks.add(task);
  }

  /**
   * A call of the task has been answered or has failed.
   *
   * @return whether anybody still wants what comes of it
   */
  boolean ended(PageTask<?> task) {
    return tasks.remove(task);
  }

  /** Nobody reads on: of what is on its way only that is wanted that will be cached. */
  Set<PageTask<?>> keepCached() {
    tasks.removeIf(task -> !task.cachesAnswer());
    return tasks;
  }

  /** The scan has failed: nothing that is on its way is wanted any more. */
  void drop() {
    tasks.clear();
  }
}
