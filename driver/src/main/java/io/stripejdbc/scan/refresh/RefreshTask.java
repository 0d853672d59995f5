package io.stripejdbc.scan.refresh;

import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.scan.task.PageTask;
import java.util.function.Predicate;

/**
 * A step of a refresh; gives out no rows.
 *
 * @param <T> what its calls answer
 */
abstract class RefreshTask<T> extends PageTask<T> {
  private final ListRefresh refresh;

  RefreshTask(ListRefresh refresh, int number) {
    super(refresh.target(), number);
    this.refresh = refresh;
  }

  /** What would take its place takes the place of the reading that follows. */
  @Override
  public final void replaceable(Predicate<CallFailure> by) {
    refresh.replaceable(by);
  }

  @Override
  public final boolean isReplaced(CallFailure failure) {
    return refresh.isReplaced(failure);
  }
}
