package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.task.PageConsumer;
import io.stripejdbc.scan.task.PageTask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the answers about connected accounts until the platform's own is known, so that both can be
 * asked for side by side: an account that is listed and is the platform's own is that one row.
 */
final class OwnAccountFirstConsumer<P extends PagedResult> implements PageConsumer<P> {
  private final PageConsumer<P> rows;
  private final Predicate<String> isOwn;
  private final List<Runnable> kept = new ArrayList<>();
  private boolean known;

  /**
   * @param rows what takes the rows themselves
   * @param isOwn whether rows of an account are left out, since they come under the platform's name
   */
  OwnAccountFirstConsumer(PageConsumer<P> rows, Predicate<String> isOwn) {
    this.rows = rows;
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
      rows.take(from, page, positions, step, context);
    }
  }

  @Override
  public void takesCached(List<Held> parts) {
    rows.takesCached(parts);
  }

  @Override
  public BodyReader<P> reader(Shape shape, RowContext context) {
    return rows.reader(shape, context);
  }

  @Override
  public P readCached(List<CachedRows> objects, RowContext context) {
    return rows.readCached(objects, context);
  }

  @Override
  public boolean fits(@Nullable Object[] row) {
    return rows.fits(row);
  }

  @Override
  public RowLayout layout() {
    return rows.layout();
  }

  @Override
  public @Nullable String accountOf(P page) {
    return rows.accountOf(page);
  }
}
