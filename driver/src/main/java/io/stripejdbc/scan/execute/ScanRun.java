package io.stripejdbc.scan.execute;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.PageSource;
import io.stripejdbc.scan.task.PageTask;
import io.stripejdbc.scan.task.TaskCall;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A scan that is running: tasks whose calls the workers make, and one reader of the rows, a {@link
 * ScanCursor}.
 *
 * <p>Everything but the calls themselves happens under one lock; calls are made outside of it.
 */
final class ScanRun implements CallExecutor.Client {
  /** Opens the first tasks; called under the lock. */
  interface Start {
    void open(ScanRun run);
  }

  /** Looks for a task that can be made by taking part of another's window. */
  interface Splitter {
    @Nullable PageTask<?> split(ScanRun run);

    /** Splits the tasks that would go on when all others have ended. */
    void balance(ScanRun run);
  }

  /** Decides whether an account that refuses is left out. */
  interface Leniency {
    boolean leaveOut(PageTask<?> task, CallFailure failure);
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final ReaderWait reader;
  private final PageSource source;
  private final ScanCallControl control;
  private final CallExecutor pool;
  private final RowOutput output;
  private final TaskQueue tasks;
  private final Start start;
  private final Splitter splitter;
  private final Leniency leniency;
  private final CallingTasks calling = new CallingTasks();
  private int numbers;
  private boolean started;
  private boolean asked;
  private boolean closed;
  private boolean readOn;
  private @Nullable DriverFailure failure;

  ScanRun(
      RowOutput output,
      PageSource source,
      ScanCallControl control,
      CallExecutor pool,
      Start start,
      Splitter splitter,
      Leniency leniency) {
    this.output = output;
    this.tasks = new TaskQueue(output, control);
    this.reader = new ReaderWait(lock, control, pool, tasks);
    this.source = source;
    this.control = control;
    this.pool = pool;
    this.start = start;
    this.splitter = splitter;
    this.leniency = leniency;
  }

  // Tasks: under the lock.

  int nextNumber() {
    return numbers++;
  }

  /** Adds a task; its calls go before those of the tasks that wait. */
  void add(PageTask<?> task) {
    if (!closed) {
      tasks.addFirst(task);
    }
  }

  /** Adds a task behind those that wait. */
  void addLast(PageTask<?> task) {
    if (!closed) {
      tasks.addLast(task);
    }
  }

  /** Whether the reader came back for more than the first page. */
  boolean isReadOn() {
    return readOn;
  }

  private boolean isDone() {
    return closed || failure != null;
  }

  @Override
  public @Nullable Runnable poll() {
    lock.lock();
    try {
      TaskCall<?> call = isDone() ? null : nextCall();
      if (call == null) {
        return null;
      }
      calling.began(call.task());
      return () -> make(call);
    } catch (Throwable problem) {
      // Whoever polls is a worker of all scans: the failure is this scan's alone.
      fail(problem);
      reader.wake();
      pool.wake();
      return null;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable TaskCall<?> nextCall() {
    TaskCall<?> call = tasks.next(calling.count(), pool::wake);
    if (call != null || tasks.areHeld()) {
      return call;
    }
    PageTask<?> split = splitter.split(this);
    if (split == null) {
      return null;
    }
    tasks.open(split);
    return split.next();
  }

  private <T> void make(TaskCall<T> call) {
    try {
      T answer = call.work().answer(source, control);
      settle(() -> answered(call.task(), answer), call.task());
    } catch (CallFailure failed) {
      settle(() -> goesOn(call.task(), failed), call.task());
    } catch (Throwable problem) {
      settle(
          () -> {
            throw problem;
          },
          call.task());
    }
  }

  /** What a settled call means: whether its task goes on. */
  private interface Settlement {
    boolean goesOn() throws Throwable;
  }

  private void settle(Settlement settlement, PageTask<?> task) {
    lock.lock();
    try {
      boolean wanted = calling.ended(task);
      if (closed && wanted) {
        finish(settlement, task);
      } else if (!isDone()) {
        goOn(settlement, task);
      }
    } catch (Throwable problem) {
      fail(problem);
    } finally {
      reader.wake();
      lock.unlock();
    }
    pool.wake();
  }

  private void goOn(Settlement settlement, PageTask<?> task) throws Throwable {
    if (!tasks.isLeftOut(task) && settlement.goesOn()) {
      tasks.goOn(task);
    } else {
      tasks.end(task);
    }
    splitter.balance(this);
  }

  /** Has an answer cached that nobody reads any more. */
  private void finish(Settlement settlement, PageTask<?> task) {
    try {
      boolean unused = settlement.goesOn();
    } catch (Throwable problem) {
      if (failure(problem).error() == DriverError.BAD_ANSWER) {
        task.forget();
      }
    }
    tasks.end(task);
    if (calling.isEmpty()) {
      pool.remove(this);
      control.stop();
    }
  }

  private <T> boolean answered(PageTask<T> task, T answer) {
    task.keepsPosition();
    return task.answered(answer);
  }

  private boolean goesOn(PageTask<?> task, CallFailure failed) {
    if (closed) {
      return false;
    }
    return switch (task.failed(failed)) {
      case GO_ON -> true;
      case END -> false;
      case FAIL -> {
        if (!task.isReplaced(failed)) {
          refused(task, failed);
        }
        yield false;
      }
    };
  }

  /** Leaves the task's account out, or fails. */
  void refused(PageTask<?> task, CallFailure failed) {
    if (!leniency.leaveOut(task, failed)) {
      throw failed.failure();
    }
    tasks.leaveOut(task);
  }

  private void fail(Throwable problem) {
    DriverFailure found = failure(problem);
    failure = found;
    if (found.error() == DriverError.BAD_ANSWER) {
      tasks.forget();
    }
    tasks.endAll();
  }

  static DriverFailure failure(Throwable problem) {
    if (problem instanceof DriverFailure known) {
      return known;
    }
    if (problem instanceof OutOfMemoryError) {
      return DriverFailure.ofHeap();
    }
    return problem instanceof CallFailure call
        ? call.failure()
        : new DriverFailure(
            DriverError.INTERNAL, "The driver failed while reading: " + problem, 0, problem);
  }

  // The reader.

  /** The next rows for the reader, who waits for them; none at the end. */
  List<@Nullable Object[]> nextPage() {
    control.check();
    List<@Nullable Object[]> rows = awaitPage();
    pool.wake();
    return rows;
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private List<@Nullable Object[]> awaitPage() {
    CallControl.Registration stop = control.onStop(reader::stop);
    lock.lock();
    try {
      comeForRows();
      while (true) {
        if (failure != null) {
          throw failure;
        }
        List<@Nullable Object[]> rows = output.take();
        if (!rows.isEmpty() || closed || tasks.isEmpty()) {
          return rows;
        }
        // That nothing is left for the reader may be what a put-off call has waited for.
        pool.wake();
        reader.await();
      }
    } finally {
      lock.unlock();
      stop.close();
    }
  }

  /** Begins with the calls, before anybody comes for rows. */
  void begin() {
    lock.lock();
    try {
      startOnce();
    } finally {
      lock.unlock();
    }
  }

  private void comeForRows() {
    if (asked && !readOn) {
      // What waited for that can go out now.
      readOn = true;
      pool.wake();
    }
    asked = true;
    startOnce();
  }

  private void startOnce() {
    if (!closed && !started) {
      started = true;
      start.open(this);
      splitter.balance(this);
      pool.add(this);
    }
  }

  /**
   * Ends the scan.
   *
   * @param failed whether its reader met a failure
   */
  void close(boolean failed) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      if (failure != null || failed) {
        calling.drop();
      }
      tasks.endAll(calling.keepCached());
      control.releaseRows();
      reader.wake();
    } finally {
      lock.unlock();
    }
    pool.remove(this);
    end();
    pool.wake();
  }

  private void abort() {
    lock.lock();
    try {
      control.stop();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the calls on their way, but for those whose answers serve the next statement. */
  private void end() {
    control.finish();
    lock.lock();
    try {
      if (calling.isEmpty() || !pool.letFinish(this, this::abort)) {
        control.stop();
      }
    } finally {
      lock.unlock();
    }
  }
}
