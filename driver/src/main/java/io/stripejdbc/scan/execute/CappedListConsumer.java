package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.catalog.FilterSpec;
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
 * so the list has to be read without the parameter. A cached one is counted whole, whatever part of
 * it the question is about.
 */
final class CappedListConsumer<P extends PagedResult> implements PageConsumer<P> {
  private final PageConsumer<P> rows;
  private final String parameter;
  private final int most;
  private final Runnable mayLackSome;
  private long count;
  private boolean told;

  /**
   * @param rows what takes the rows themselves
   * @param cap the parameter at which the list is cut
   * @param mayLackSome run once, when it has so many
   */
  CappedListConsumer(PageConsumer<P> rows, FilterSpec cap, Runnable mayLackSome) {
    this.rows = rows;
    this.parameter = cap.parameter() + '=';
    this.most = cap.terms().most();
    this.mayLackSome = mayLackSome;
  }

  @Override
  public void take(
      PageTask<?> from, P page, List<Integer> kept, RequestStep step, RowContext context) {
    rows.take(from, page, kept, step, context);
    count += kept.size();
    if (!told && count >= most) {
      told = true;
      mayLackSome.run();
    }
  }

  @Override
  public void takesCached(List<Held> parts) {
    for (Held held : parts) {
      Segment segment = held.segment();
      boolean cut =
          segment.origin().key().parameters().stream().anyMatch(p -> p.startsWith(parameter));
      if (cut && segment.size() >= most) {
        count += segment.size();
      }
    }
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
