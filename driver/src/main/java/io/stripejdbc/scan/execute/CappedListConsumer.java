package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.task.PageConsumer;
import io.stripejdbc.scan.task.PageTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of a list that Stripe cuts at some number: one that has so many may lack others,
 * so the list has to be read without the parameter.
 */
final class CappedListConsumer<P extends PagedResult> implements PageConsumer<P> {
  private final PageConsumer<P> rows;
  private final int most;
  private final Runnable mayLackSome;
  private int count;

  /**
   * @param rows what takes the rows themselves
   * @param most rows that the list has at most
   * @param mayLackSome run once, when it has so many
   */
  CappedListConsumer(PageConsumer<P> rows, int most, Runnable mayLackSome) {
    this.rows = rows;
    this.most = most;
    this.mayLackSome = mayLackSome;
  }

  @Override
  public void take(
      PageTask<?> from, P page, List<Integer> kept, RequestStep step, RowContext context) {
    rows.take(from, page, kept, step, context);
    boolean before = count < most;
    count += kept.size();
    if (before && count >= most) {
      mayLackSome.run();
    }
  }

  @Override
  public BodyReader<P> reader(Shape shape, RowContext context) {
    return rows.reader(shape, context);
  }

  @Override
  public P recall(List<CachedRows> objects, RowContext context) {
    return rows.recall(objects, context);
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
