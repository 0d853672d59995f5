package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CachePartition;
import io.stripejdbc.cache.InFlightRead;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.task.CacheWriter;
import io.stripejdbc.scan.task.CachedListTask;
import io.stripejdbc.scan.task.CallOpener;
import io.stripejdbc.scan.task.ListPager;
import io.stripejdbc.scan.task.ObjectFetch;
import io.stripejdbc.scan.task.PageConsumer;
import io.stripejdbc.scan.task.PageTask;
import io.stripejdbc.scan.task.RowLimit;
import io.stripejdbc.scan.task.TaskRequest;
import io.stripejdbc.scan.window.ListStatistics;
import io.stripejdbc.scan.window.WindowSplitPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One step for one account, and the tasks that can be made of it.
 *
 * @param request what is asked, and who takes the rows
 * @param known ids of objects that were given out already
 * @param limit how many rows are wanted
 * @param then told of the answer when it is one object
 */
record PlannedTask<P extends PagedResult>(
    ScanRun run, TaskRequest<P> request, Set<String> known, RowLimit limit, Consumer<P> then) {

  RequestStep step() {
    return request.step();
  }

  PageConsumer<P> consumer() {
    return request.consumer();
  }

  /** The seconds that are asked for. */
  TimeRange window() {
    Bounds bounds = step().window();
    return step().isWindowed() ? new TimeRange(bounds.least(), bounds.greatest()) : TimeRange.ALL;
  }

  /** A part of the list, for another consumer. */
  PlannedTask<P> over(Bounds window, PageConsumer<P> other, RowLimit most) {
    return new PlannedTask<>(
        run,
        new TaskRequest<>(request.target(), step().over(window), other, request.context()),
        known,
        most,
        then);
  }

  private PlannedTask<P> knowing(Set<String> given) {
    Set<String> all = new HashSet<>(known);
    all.addAll(given);
    return new PlannedTask<>(run, request, all, limit, then);
  }

  private boolean isObject() {
    return step().shape() == Shape.OBJECT;
  }

  /** A task that takes what is cached, and makes calls for the rest. */
  CachedListTask<P> cached(CachePartition partition, int list, TaskFactory factory) {
    return new CachedListTask<>(
        request,
        run.nextNumber(),
        partition,
        list,
        limit,
        known,
        new Calls(partition, factory),
        isObject() ? then : answer -> {});
  }

  /** A task that makes calls. */
  PageTask<P> task(
      TaskFactory factory,
      RequestStep part,
      @Nullable CacheWriter writer,
      @Nullable PageTask<P> outward,
      long most) {
    int number = outward == null ? run.nextNumber() : outward.number();
    TaskRequest<P> asked = request.with(part);
    if (isObject()) {
      return new ObjectFetch<>(asked, number, then, outward, writer);
    }
    ListStatistics.Reading reading = factory.reading(asked);
    return new ListPager<>(
        asked,
        number,
        new RowLimit(most, limit.newest(), limit.ofReader()),
        factory.seen(known),
        reading,
        reading.before(),
        outward,
        writer);
  }

  /** The same, its rows being looked at alone. */
  private PlannedTask<P> withoutRows() {
    PageConsumer<P> none =
        new PageConsumer.Forwarding<>(consumer()) {
          @Override
          public void take(
              PageTask<?> from, P page, List<Integer> kept, RequestStep step, RowContext context) {}
        };
    return over(step().window(), none, limit);
  }

  /** What follows in the list behind rows that are cached. */
  private ListPager<P> behind(
      TaskFactory factory, TimeRange range, List<String> lastIds, PageTask<P> outward) {
    ListPager<P> pager =
        new ListPager<>(
            request.with(step().over(new Bounds(range.from(), range.to()))),
            outward.number(),
            RowLimit.NONE,
            factory.seen(known),
            ListStatistics.unknown(),
            WindowSplitPolicy.Before.NOTHING,
            outward,
            null);
    pager.beginBehind(lastIds);
    return pager;
  }

  /** The calls for what is not cached. */
  private final class Calls implements CallOpener<P> {
    private final CachePartition partition;
    private final TaskFactory factory;

    Calls(CachePartition partition, TaskFactory factory) {
      this.partition = partition;
      this.factory = factory;
    }

    @Override
    public PageTask<P> open(
        TimeRange range, InFlightRead inFlight, long most, PageTask<P> outward, Set<String> given) {
      RequestStep part =
          step().isWindowed() ? step().over(new Bounds(range.from(), range.to())) : step();
      PlannedTask<P> planned = given.isEmpty() ? PlannedTask.this : knowing(given);
      return factory.caching(planned, part, inFlight, partition, outward, most);
    }

    @Override
    public ListPager<P> openBehind(
        TimeRange range,
        List<String> lastIds,
        Set<String> given,
        PageTask<P> outward,
        boolean silent) {
      PlannedTask<P> planned = knowing(given);
      return (silent ? planned.withoutRows() : planned).behind(factory, range, lastIds, outward);
    }

    @Override
    public boolean areUnordered() {
      return factory.areUnordered();
    }
  }
}
