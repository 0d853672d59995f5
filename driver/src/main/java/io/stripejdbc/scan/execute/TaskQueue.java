package io.stripejdbc.scan.execute;

import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.scan.task.PageTask;
import io.stripejdbc.scan.task.TaskCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tasks of a scan: which wait for a call, and which may still bring rows. Under its lock. */
final class TaskQueue {
  private final RowOutput output;
  private final CallControl control;
  private final Deque<PageTask<?>> ready = new ArrayDeque<>();
  private final Set<PageTask<?>> living = new HashSet<>();
  private final Set<String> leftOut = new HashSet<>();
  private boolean held;
  private boolean waiting;

  /**
   * @param control told which accounts are being read
   */
  TaskQueue(RowOutput output, CallControl control) {
    this.output = output;
    this.control = control;
  }

  /** Adds a task whose first call is made at once. */
  void open(PageTask<?> task) {
    living.add(task);
    output.opened(task);
    if (!task.rowsOf().isEmpty()) {
      control.accountOpened(task.rowsOf());
    }
  }

  private void close(PageTask<?> task) {
    task.close();
    if (!task.rowsOf().isEmpty()) {
      control.accountClosed(task.rowsOf());
    }
  }

  /** Adds a task; its calls go before those of the tasks that wait. */
  void addFirst(PageTask<?> task) {
    open(task);
    ready.addFirst(task);
  }

  /** Adds a task behind those that wait. */
  void addLast(PageTask<?> task) {
    open(task);
    ready.addLast(task);
  }

  /** Whether no task can bring anything more. */
  boolean isEmpty() {
    return living.isEmpty();
  }

  /**
   * The call to make next, null for none.
   *
   * @param wake lets other scans look again
   */
  @Nullable TaskCall<?> next(int inFlight, Runnable wake) {
    held = false;
    waiting = false;
    for (Iterator<PageTask<?>> all = ready.iterator(); all.hasNext(); ) {
      PageTask<?> task = all.next();
      if (!output.wants(task, inFlight)) {
        held = true;
        if (task.held()) {
          wake.run();
        }
        continue;
      }
      TaskCall<?> call = task.next();
      if (call != null) {
        all.remove();
        return call;
      }
      waiting = true;
    }
    return null;
  }

  /** Whether a task was put off at the last look, until the reader has taken more rows. */
  boolean areHeld() {
    return held;
  }

  /** Whether a task waited at the last look for what another scan reads. */
  boolean waitForOthers() {
    return waiting;
  }

  /** A task whose call was answered waits for its next one. */
  void goOn(PageTask<?> task) {
    ready.addLast(task);
  }

  /** A task brings nothing more. */
  void end(PageTask<?> task) {
    living.remove(task);
    close(task);
    output.closed(task);
  }

  /** Tells all that answers are not what was asked for. */
  void forget() {
    living.forEach(PageTask::forget);
  }

  /** All end; what they have read is kept, and who waits for the rest goes on by himself. */
  void endAll() {
    endAll(Set.of());
  }

  /** The same but for tasks that have an answer to come. */
  void endAll(Set<PageTask<?>> but) {
    ready.clear();
    living.removeAll(but);
    living.forEach(this::close);
    living.clear();
  }

  /**
   * An account refused and is left out: all of it. Its other lists may be on their way, or be let
   * through, and the half of an account would be a wrong answer.
   */
  void leaveOut(PageTask<?> refused) {
    leftOut.add(refused.rowsOf());
    List<PageTask<?>> its = new ArrayList<>(ready);
    its.removeIf(task -> !isLeftOut(task));
    ready.removeAll(its);
    its.forEach(this::end);
  }

  /** Whether the task's account is left out, whatever it still answers. */
  boolean isLeftOut(PageTask<?> task) {
    return leftOut.contains(task.rowsOf());
  }
}
