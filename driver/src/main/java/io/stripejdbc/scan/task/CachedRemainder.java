package io.stripejdbc.scan.task;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.CacheSession;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.RowContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a list, read by another scan while the reader of this one took no row: taken from
 * memory instead of being asked for again.
 */
final class CachedRemainder<P extends PagedResult> {
  private final CacheSession session;
  private final PageConsumer<P> consumer;
  private final RowContext context;
  private final Deque<CachedRows> left = new ArrayDeque<>();
  private List<CachedRows> onTheWay = List.of();
  private long oldest = Long.MIN_VALUE;

  /**
   * @param pieces the cached rows that are left, newest first
   * @param known objects that were given out, by second of creation and id
   */
  CachedRemainder(
      CacheSession session,
      PageConsumer<P> consumer,
      RowContext context,
      List<Held> pieces,
      BiPredicate<Long, @Nullable String> known) {
    this.session = session;
    this.consumer = consumer;
    this.context = context;
    for (CachedRows objects : CachedRows.of(pieces)) {
      int[] rows =
          IntStream.range(0, objects.size())
              .map(objects::row)
              .filter(row -> !known.test(objects.chunk().created(row), objects.chunk().id(row)))
              .toArray();
      if (rows.length > 0) {
        left.add(new CachedRows(objects.segment(), objects.chunk(), rows, objects.filtered()));
        oldest = objects.chunk().created(rows[rows.length - 1]);
      }
    }
  }

  /** Whether nothing is left. */
  boolean isEmpty() {
    return left.isEmpty();
  }

  /** Creation of the last object, {@link Long#MIN_VALUE} for none. */
  long oldest() {
    return oldest;
  }

  /** Brings the next objects, none where nothing is left. */
  TaskCall<P> next(PageTask<P> task) {
    CachedRows next = left.poll();
    List<CachedRows> some = next == null ? List.of() : List.of(next);
    onTheWay = some;
    return TaskCall.local(task, () -> consumer.readCached(some, context));
  }

  /** Counts for the statement what came from the cache instead of calls. */
  void tell(long rows) {
    session.tell(onTheWay, rows);
  }
}
