package io.stripejdbc.scan.task;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RowLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scan does with the answers of its tasks: gives out rows, or goes on to the children of
 * parents.
 *
 * @param <P> what answers are read into
 */
public interface PageConsumer<P extends PagedResult> {
  /** How to read an answer of this shape. */
  BodyReader<P> reader(Shape shape, RowContext context);

  /**
   * Takes in the part of an answer that is the task's own.
   *
   * @param from the task it came to
   * @param page the answer
   * @param kept its rows that are the task's, by position in the answer
   * @param step the step it belongs to
   * @param context context of the rows
   */
  void take(PageTask<?> from, P page, List<Integer> kept, RequestStep step, RowContext context);

  /**
   * Reads objects that are cached, as if their answer came again; called outside of all locks. Of
   * objects that did not come by this step's own parameters it leaves out those that do not meet
   * them.
   */
  P readCached(List<CachedRows> objects, RowContext context);

  /**
   * Is told of the cached parts that will be recalled for a step, those without objects as well.
   */
  default void takesCached(List<Held> parts) {}

  /** Whether a row meets the conditions that were sent with its request. */
  default boolean fits(@Nullable Object[] row) {
    return true;
  }

  /** The layout of {@link PagedResult#rows}. */
  RowLayout layout();

  /** The account an object says it is, where the rows are accounts. */
  default @Nullable String accountOf(P page) {
    return page.rows().isEmpty() ? null : layout().id(page.rows().get(0));
  }

  /** Stands before another, which does what is not done here. */
  abstract class Forwarding<P extends PagedResult> implements PageConsumer<P> {
    private final PageConsumer<P> rows;

    /**
     * @param rows what takes the rows themselves
     */
    protected Forwarding(PageConsumer<P> rows) {
      this.rows = rows;
    }

    @Override
    public void take(
        PageTask<?> from, P page, List<Integer> kept, RequestStep step, RowContext context) {
      rows.take(from, page, kept, step, context);
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
    public void takesCached(List<Held> parts) {
      rows.takesCached(parts);
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
}
