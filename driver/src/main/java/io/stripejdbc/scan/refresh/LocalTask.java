package io.stripejdbc.scan.refresh;

import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.scan.task.TaskCall;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Work without a call, done outside of the run's lock.
 *
 * @param <T> what comes of it
 */
final class LocalTask<T> extends RefreshTask<T> {
  private final Supplier<T> work;
  private final Consumer<T> then;

  /**
   * @param then told of what came of it, under the run's lock
   */
  LocalTask(ListRefresh refresh, int number, Supplier<T> work, Consumer<T> then) {
    super(refresh, number);
    this.work = work;
    this.then = then;
  }

  @Override
  public TaskCall<T> next() {
    return TaskCall.local(this, work);
  }

  @Override
  public boolean answered(T answer) {
    then.accept(answer);
    return false;
  }

  @Override
  public Verdict failed(CallFailure failure) {
    return Verdict.FAIL;
  }
}
