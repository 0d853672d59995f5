package io.stripejdbc.scan.task;

import io.stripejdbc.cache.Decision.Held;
import io.stripejdbc.cache.Memory;
import io.stripejdbc.cache.Recalled;
import io.stripejdbc.fetch.Batch;
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
final class Rest<P extends Batch> {
  private final Memory memory;
  private final Harvest<P> harvest;
  private final RowContext context;
  private final Deque<Recalled> left = new ArrayDeque<>();
  private List<Recalled> onTheWay = List.of();
  private long oldest = Long.MIN_VALUE;

  /**
   * @param pieces where the rest is, newest first
   * @param known objects that were given out, by second of creation and id
   */
  Rest(
      Memory memory,
      Harvest<P> harvest,
      RowContext context,
      List<Held> pieces,
      BiPredicate<Long, @Nullable String> known) {
    this.memory = memory;
    this.harvest = harvest;
    this.context = context;
    for (Recalled objects : Recalled.of(pieces)) {
      int[] rows =
          IntStream.range(0, objects.size())
              .map(objects::row)
              .filter(row -> !known.test(objects.chunk().created(row), objects.chunk().id(row)))
              .toArray();
      if (rows.length > 0) {
        left.add(new Recalled(objects.segment(), objects.chunk(), rows, objects.filtered()));
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
  Call<P> next(Strand<P> strand) {
    Recalled next = left.poll();
    List<Recalled> some = next == null ? List.of() : List.of(next);
    onTheWay = some;
    return Call.local(strand, () -> harvest.recall(some, context));
  }

  /** Tells the statement what it was spared. */
  void tell(long rows) {
    memory.tell(onTheWay, rows);
  }
}
