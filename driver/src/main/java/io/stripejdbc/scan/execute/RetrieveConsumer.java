package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CacheSession;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.row.PageReader;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestPlanner;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.task.CacheReader;
import io.stripejdbc.scan.task.PageConsumer;
import io.stripejdbc.scan.task.PageTask;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for each object of a list by its own, because the list lacks what is wanted ({@code include}
 * of version 2).
 */
final class RetrieveConsumer implements PageConsumer<Page> {
  /** Asks for one object. */
  interface Opener {
    /** Opens its task. */
    void open(RequestStep step, RequestTarget target);
  }

  private final RequestStep one;
  private final @Nullable CacheSession session;
  private final Opener opener;
  private final RowLayout ids;

  /**
   * @param session what is cached, null for nothing
   */
  RetrieveConsumer(RequestPlan plan, @Nullable CacheSession session, Opener opener) {
    this.one = RequestStep.object(RequestPlanner.retrieve(plan.spec()), true);
    this.session = session;
    this.opener = opener;
    this.ids = RowLayout.of(plan.spec().table(), List.of(), List.of());
  }

  @Override
  public RowLayout layout() {
    return ids;
  }

  @Override
  public BodyReader<Page> reader(Shape shape, RowContext context) {
    return new PageReader(shape, ids.decoder(), context);
  }

  @Override
  public Page readCached(List<CachedRows> objects, RowContext context) {
    return CacheReader.everything(Objects.requireNonNull(session).cache(), ids, objects, context);
  }

  @Override
  public void take(
      PageTask<?> from, Page page, List<Integer> kept, RequestStep step, RowContext context) {
    for (int position : kept) {
      String id = ids.id(page.rows().get(position));
      if (id != null) {
        opener.open(one.with(one.template().fillLast(id)), from.target());
      }
    }
  }
}
