package io.stripejdbc.scan.execute;

import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.task.PageConsumer;
import io.stripejdbc.scan.task.PageTask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps the answers about connected accounts until the platform's own is known, so that both can be
 * asked for side by side: an account that is listed and is the platform's own is that one row.
 */
final class OwnAccountFirstConsumer<P extends PagedResult> extends PageConsumer.Forwarding<P> {
  private final Predicate<String> isOwn;
  private final List<Runnable> kept = new ArrayList<>();
  private boolean known;

  /**
   * @param rows what takes the rows themselves
   * @param isOwn whether rows of an account are left out, since they come under the platform's name
   */
  OwnAccountFirstConsumer(PageConsumer<P> rows, Predicate<String> isOwn) {
    super(rows);
    this.isOwn = isOwn;
  }

  /** The platform's own account was given out: gives out what has come of the others. */
  void ownIsKnown() {
    known = true;
    kept.forEach(Runnable::run);
    kept.clear();
  }

  @Override
  public void take(
      PageTask<?> from, P page, List<Integer> positions, RequestStep step, RowContext context) {
    if (known) {
      give(from, page, positions, step, context);
    } else {
      kept.add(() -> give(from, page, positions, step, context));
    }
  }

  private void give(
      PageTask<?> from, P page, List<Integer> positions, RequestStep step, RowContext context) {
    if (!isOwn.test(from.target().account())) {
      super.take(from, page, positions, step, context);
    }
  }
}
