package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CachePartition;
import io.stripejdbc.cache.CacheSession;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.cache.InFlightRead;
import io.stripejdbc.cache.ListRequest;
import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.cache.segment.TimeRangeSet;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.FetchHint;
import io.stripejdbc.scan.ScanSpec.FetchHint.ListEnd;
import io.stripejdbc.scan.refresh.ListRefresh;
import io.stripejdbc.scan.refresh.RefreshFactory;
import io.stripejdbc.scan.refresh.TaskOpener;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.request.StepGroups;
import io.stripejdbc.scan.rows.SeenIds;
import io.stripejdbc.scan.task.CacheCandidates;
import io.stripejdbc.scan.task.CacheWriter;
import io.stripejdbc.scan.task.CachedListTask;
import io.stripejdbc.scan.task.CachedObjectFinder;
import io.stripejdbc.scan.task.ListPager;
import io.stripejdbc.scan.task.OldestRowsTask;
import io.stripejdbc.scan.task.PageConsumer;
import io.stripejdbc.scan.task.PageTask;
import io.stripejdbc.scan.task.RowLimit;
import io.stripejdbc.scan.task.TaskRequest;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tasks of steps: with a cache session those that read cached rows, else those that call.
 */
final class TaskFactory {
  private final RequestPlan plan;
  private final PageConsumer<?> rows;
  private final ListStatistics statistics;
  private final WindowSplitter splitter;
  private final @Nullable CacheSession session;
  private final @Nullable RefreshFactory refreshes;
  private final MemoryReservation ids;
  private final long limit;
  private final boolean newestWanted;

  /**
   * @param rows what gives out the rows of the plan itself
   * @param ids the account of the ids of lists
   * @param session what is cached, null for nothing
   * @param refreshes brings cached rows up to date, null where they are read again
   */
  TaskFactory(
      RequestPlan plan,
      PageConsumer<?> rows,
      ListStatistics statistics,
      WindowSplitter splitter,
      MemoryReservation ids,
      @Nullable CacheSession session,
      @Nullable RefreshFactory refreshes) {
    this.refreshes = refreshes;
    this.ids = ids;
    this.statistics = statistics;
    this.plan = plan;
    this.rows = rows;
    this.splitter = splitter;
    this.session = session;
    // Rows that are dropped after they came do not count.
    boolean droppedLater = plan.spec().ids().isPresent() || plan.spec().isCapped();
    this.limit = droppedLater ? -1 : plan.spec().mostOfEach();
    this.newestWanted = plan.spec().newestFirst() || plan.spec().limit() < 0;
  }

  /**
   * What is known of children.
   *
   * @param under context of the children but for what their own step sends
   * @param known ids of those that came with their parent
   */
  record Below(RowContext under, Set<String> known) {}

  /** Whether rows may come in any order. */
  boolean areUnordered() {
    return !plan.spec().newestFirst();
  }

  @Nullable CacheSession memory() {
    return session;
  }

  /** Steps that make up one answer together; without memory each stands for itself. */
  List<List<RequestStep>> groups(List<RequestStep> steps) {
    return StepGroups.of(steps, session != null);
  }

  /**
   * Makes the tasks of a group.
   *
   * @param spec the question the steps are of
   * @param below where they go on, null for the beginning of top-level lists
   * @param then told of the answer when it is one object
   */
  <P extends PagedResult> List<? extends PageTask<?>> make(
      ScanRun run,
      ScanSpec spec,
      List<RequestStep> group,
      PageConsumer<P> consumer,
      RequestTarget target,
      @Nullable Below below,
      Consumer<P> then) {
    List<PlannedTask<P>> tasks = new ArrayList<>();
    for (RequestStep step : group) {
      RowContext context =
          below == null ? step.context(target) : below.under().sending(step.sent());
      Set<String> given = below == null ? Set.of() : below.known();
      long rowsWanted = consumer == (PageConsumer<?>) rows ? limit : -1;
      RowLimit most = new RowLimit(rowsWanted, newestWanted, plan.spec().extent().ofReader());
      tasks.add(
          new PlannedTask<>(
              run, new TaskRequest<>(target, step, consumer, context), given, most, then));
    }
    if (consumer == (PageConsumer<?>) rows && below == null && looksForOldest(group)) {
      return tasks.stream().map(task -> oldest(spec, task)).toList();
    }
    CacheSession known = session;
    return known == null ? tasks.stream().map(this::asks).toList() : cached(known, spec, tasks);
  }

  /** Whether the oldest rows of lists are wanted that can be asked for by time. */
  private boolean looksForOldest(List<RequestStep> group) {
    FetchHint hint = plan.spec().fetchHint();
    return hint.ofEach() > 0
        && hint.end() != ListEnd.NEWEST
        && !plan.spec().isCapped()
        && group.stream().allMatch(RequestStep::isWindowed);
  }

  private <P extends PagedResult> PageTask<P> oldest(ScanSpec spec, PlannedTask<P> planned) {
    FetchHint hint = plan.spec().fetchHint();
    OldestRowsTask.Opener<P> opener =
        (window, most, newest, consumer) -> {
          PlannedTask<P> part = planned.over(window, consumer, new RowLimit(most, newest, false));
          CacheSession known = session;
          return known == null
              ? part.task(this, part.step(), null, null, most)
              : cachedPart(known, spec, part);
        };
    return new OldestRowsTask<>(
        planned.request(),
        planned.run().nextNumber(),
        statistics,
        hint.ofEach(),
        hint.end(),
        opener);
  }

  /** A part of a list, of which some may be cached. */
  private <P extends PagedResult> PageTask<P> cachedPart(
      CacheSession known, ScanSpec spec, PlannedTask<P> part) {
    CacheCandidates candidates =
        new CacheCandidates(spec, known.cache().store(), part.consumer().layout().columns());
    List<ListRequest> wanted = List.of(candidates.of(part.step(), part.request().target(), false));
    CacheQuery query = known.question(part.window(), part.limit().rows());
    return part.cached(new CachePartition(known, wanted, query), 0, this);
  }

  private <P extends PagedResult> PageTask<P> asks(PlannedTask<P> planned) {
    PageTask<P> task = planned.task(this, planned.step(), null, null, planned.limit().rows());
    split(planned, planned.step(), task, planned.limit().rows());
    return task;
  }

  private <P extends PagedResult> List<? extends PageTask<?>> cached(
      CacheSession known, ScanSpec spec, List<PlannedTask<P>> planned) {
    PlannedTask<P> first = planned.get(0);
    List<ColumnSpec> columns = first.consumer().layout().columns();
    CacheCandidates candidates =
        new CacheCandidates(
            spec,
            known.cache().store(),
            first.consumer() instanceof ParentConsumer ? null : columns);
    boolean same = first.consumer() instanceof RetrieveConsumer;
    List<ListRequest> wanted = new ArrayList<>();
    for (PlannedTask<P> each : planned) {
      wanted.add(candidates.of(each.step(), each.request().target(), same));
    }
    CacheQuery query = known.question(first.window(), first.limit().rows());
    CachedRows elsewhere =
        CachedObjectFinder.inLists(
            known.cache(), first.step(), query, wanted.get(0).key(), columns);
    if (elsewhere != null) {
      CachePartition none = new CachePartition(known, wanted, query.over(TimeRange.NONE, -1));
      CachedListTask<P> task = first.cached(none, 0, this);
      task.readCached(elsewhere);
      return List.of(task);
    }
    ListRefresh refresh =
        refreshes == null || same
            ? null
            : refreshes.of(query, wanted, first.step(), first.request().target());
    if (refresh != null) {
      TaskOpener run = opener(first.run());
      return List.of(
          refresh.begin(
              run,
              () ->
                  cached(known, query, wanted, planned)
                      .forEach(task -> openBehind(refresh, task, run))));
    }
    return cached(known, query, wanted, planned);
  }

  private static TaskOpener opener(ScanRun run) {
    return new TaskOpener() {
      @Override
      public int nextNumber() {
        return run.nextNumber();
      }

      @Override
      public void add(PageTask<?> task) {
        run.add(task);
      }
    };
  }

  private static void openBehind(ListRefresh refresh, PageTask<?> task, TaskOpener run) {
    Predicate<CallFailure> replacement = refresh.replacement();
    if (replacement != null) {
      task.replaceable(replacement);
    }
    run.add(task);
  }

  private <P extends PagedResult> List<PageTask<P>> cached(
      CacheSession known,
      CacheQuery query,
      List<ListRequest> wanted,
      List<PlannedTask<P>> planned) {
    long limit = planned.get(0).limit().rows();
    List<PageTask<P>> tasks = new ArrayList<>();
    for (TimeRange part : parts(known, query, wanted)) {
      CachePartition partition = new CachePartition(known, wanted, query.over(part, limit));
      for (int i = 0; i < planned.size(); i++) {
        tasks.add(planned.get(i).cached(partition, i, this));
      }
    }
    return tasks;
  }

  /**
   * What is not cached and what is go side by side, where their order does not matter and all of it
   * is wanted. A reader who may stop takes what is cached first: a tool that shows the first rows
   * of a table again asks for nothing.
   */
  private List<TimeRange> parts(CacheSession known, CacheQuery query, List<ListRequest> wanted) {
    TimeRange window = query.window();
    boolean all = query.limit() < 0 && plan.spec().fetchHint().whole();
    if (!all || plan.spec().newestFirst() || !wanted.get(0).timed()) {
      return List.of(window);
    }
    if (new CachePartition(known, wanted, query).isPartOfWider()) {
      return List.of(window); // One call may bring what is missing and tell that the rest is so.
    }
    TimeRangeSet covered = known.cache().covered(query, wanted);
    List<TimeRange> parts = new ArrayList<>(covered.gaps(window));
    TimeRangeSet.of(parts).gaps(window).forEach(parts::add);
    return parts;
  }

  /** A task that reads a part and caches it. */
  <P extends PagedResult> PageTask<P> caching(
      PlannedTask<P> planned,
      RequestStep part,
      InFlightRead inFlight,
      CachePartition partition,
      PageTask<P> outward,
      long most) {
    CacheSession known = Objects.requireNonNull(session);
    CacheWriter writer =
        new CacheWriter(
            known.cache(), inFlight, planned.consumer().layout(), part.shape(), partition);
    PageTask<P> task = planned.task(this, part, writer, outward, most);
    split(planned, part, task, most);
    return task;
  }

  private void split(PlannedTask<?> planned, RequestStep part, PageTask<?> task, long most) {
    if (task instanceof ListPager<?> list) {
      boolean own = most < 0 && planned.consumer() == rows;
      list.expect(own ? plan.spec().fetchHint().first() : -1);
    }
    if (part.isWindowed() && most < 0 && !plan.spec().newestFirst()) {
      splitter.add((ListPager<?>) task);
    }
  }

  /** The ids that were read of a list besides those that came with its parent. */
  SeenIds seen(Set<String> known) {
    return SeenIds.of(known, ids);
  }

  /** Where a list, or a part of it, is expected to end. */
  ListStatistics.Reading reading(TaskRequest<?> request) {
    return statistics.read(
        request.target().account(), request.step().template(), request.step().window());
  }
}
