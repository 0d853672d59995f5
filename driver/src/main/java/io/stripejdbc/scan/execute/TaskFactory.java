package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.CachePartition;
import io.stripejdbc.cache.CacheQuery;
import io.stripejdbc.cache.CacheSession;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.cache.ExpandCompatibility;
import io.stripejdbc.cache.InFlightRead;
import io.stripejdbc.cache.ListKey;
import io.stripejdbc.cache.ListRequest;
import io.stripejdbc.cache.TimeRange;
import io.stripejdbc.cache.TimeRangeSet;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.ScanSpec.FetchHint;
import io.stripejdbc.scan.ScanSpec.FetchHint.ListEnd;
import io.stripejdbc.scan.refresh.ListRefresh;
import io.stripejdbc.scan.refresh.RefreshFactory;
import io.stripejdbc.scan.refresh.TaskOpener;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.task.CacheCandidates;
import io.stripejdbc.scan.task.CacheWriter;
import io.stripejdbc.scan.task.CachedListTask;
import io.stripejdbc.scan.task.ListPager;
import io.stripejdbc.scan.task.ObjectFetch;
import io.stripejdbc.scan.task.OldestRowsTask;
import io.stripejdbc.scan.task.PageConsumer;
import io.stripejdbc.scan.task.PageTask;
import io.stripejdbc.scan.task.SeenIds;
import io.stripejdbc.scan.window.ListStatistics;
import io.stripejdbc.scan.window.WindowSplitPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    this.limit = droppedLater ? -1 : most(plan.spec());
    this.newestWanted = plan.spec().newestFirst() || plan.spec().limit() < 0;
  }

  /** Whether any rows will do, of whatever list. */
  static boolean anyRows(ScanSpec spec) {
    return !spec.newestFirst() && spec.limit() >= 0;
  }

  static TimeRange span(Bounds bounds) {
    return new TimeRange(bounds.least(), bounds.greatest());
  }

  private static Bounds bounds(TimeRange range) {
    return new Bounds(range.from(), range.to());
  }

  /** Rows that each list gives at most, -1 for no bound. */
  static long most(ScanSpec spec) {
    return spec.limit() < 0 ? spec.fetchHint().newestOfEach() : spec.limit();
  }

  /**
   * What is known of children.
   *
   * @param under context of the children but for what their own step sends
   * @param known ids of those that came with their parent
   */
  record Below(RowContext under, Set<String> known) {}

  @Nullable CacheSession memory() {
    return session;
  }

  private record Answer(String path, ScanSpec.Bounds window, RequestStep.@Nullable Parent parent) {}

  /** Steps that make up one answer together; without memory each stands for itself. */
  List<List<RequestStep>> groups(List<RequestStep> steps) {
    return groups(steps, session != null);
  }

  static List<List<RequestStep>> groups(List<RequestStep> steps, boolean together) {
    Map<Object, List<RequestStep>> groups = new LinkedHashMap<>();
    for (RequestStep step : steps) {
      boolean alone = !together || step.shape() == Shape.OBJECT || step.shape() == Shape.SEARCH;
      Object key = alone ? step : new Answer(step.template().path(), step.window(), step.parent());
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(step);
    }
    return List.copyOf(groups.values());
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
    List<Seat<P>> seats = new ArrayList<>();
    for (RequestStep step : group) {
      RowContext context =
          below == null ? step.context(target) : below.under().sending(step.sent());
      Set<String> given = below == null ? Set.of() : below.known();
      long most = consumer == (PageConsumer<?>) rows ? limit : -1;
      seats.add(new Seat<>(run, step, consumer, target, context, given, most, newestWanted, then));
    }
    if (consumer == (PageConsumer<?>) rows && below == null && looksForOldest(group)) {
      return seats.stream().map(seat -> oldest(spec, seat)).toList();
    }
    CacheSession known = session;
    return known == null ? seats.stream().map(this::asks).toList() : recalling(known, spec, seats);
  }

  /** Whether the oldest rows of lists are wanted that can be asked for by time. */
  private boolean looksForOldest(List<RequestStep> group) {
    FetchHint hint = plan.spec().fetchHint();
    return hint.ofEach() > 0
        && hint.end() != ListEnd.NEWEST
        && !plan.spec().isCapped()
        && group.stream().allMatch(RequestStep::isWindowed);
  }

  private <P extends PagedResult> PageTask<P> oldest(ScanSpec spec, Seat<P> seat) {
    FetchHint hint = plan.spec().fetchHint();
    OldestRowsTask.Opener<P> opener =
        (window, most, newest, consumer) -> {
          Seat<P> part = seat.over(seat.step().over(window), consumer, most, newest);
          CacheSession known = session;
          return known == null
              ? part.task(this, part.step(), null, null, most)
              : cached(known, spec, part, span(window));
        };
    return new OldestRowsTask<>(
        seat.target(),
        seat.run().nextNumber(),
        seat.step(),
        seat.consumer(),
        statistics,
        hint.ofEach(),
        hint.end(),
        opener);
  }

  /** A part of a list, of which some may be cached. */
  private <P extends PagedResult> PageTask<P> cached(
      CacheSession known, ScanSpec spec, Seat<P> seat, TimeRange window) {
    CacheCandidates candidates =
        new CacheCandidates(spec, known.cache().store(), seat.consumer().layout().columns());
    List<ListRequest> wanted = List.of(candidates.of(seat.step(), seat.target(), false));
    CacheQuery query = known.question(span(seat.step().window()), seat.limit());
    return seat.recalls(
        new CachePartition(known, wanted, query.over(window, seat.limit())), 0, this);
  }

  private <P extends PagedResult> PageTask<P> asks(Seat<P> seat) {
    PageTask<P> task = seat.task(this, seat.step(), null, null, seat.limit());
    split(seat, seat.step(), task, seat.limit());
    return task;
  }

  private <P extends PagedResult> List<? extends PageTask<?>> recalling(
      CacheSession known, ScanSpec spec, List<Seat<P>> seats) {
    Seat<P> first = seats.get(0);
    List<ColumnSpec> columns = first.consumer().layout().columns();
    CacheCandidates candidates =
        new CacheCandidates(
            spec,
            known.cache().store(),
            first.consumer() instanceof ParentConsumer ? null : columns);
    boolean same = first.consumer() instanceof RetrieveConsumer;
    List<ListRequest> wanted = new ArrayList<>();
    for (Seat<P> seat : seats) {
      wanted.add(candidates.of(seat.step(), seat.target(), same));
    }
    TimeRange window = first.step().isWindowed() ? span(first.step().window()) : TimeRange.ALL;
    CacheQuery query = known.question(window, first.limit());
    CachedRows elsewhere =
        inLists(known.cache(), first.step(), query, wanted.get(0).key(), columns);
    if (elsewhere != null) {
      CachePartition none = new CachePartition(known, wanted, query.over(TimeRange.NONE, -1));
      CachedListTask<P> task = first.recalls(none, 0, this);
      task.recall(elsewhere);
      return List.of(task);
    }
    ListRefresh refresh =
        refreshes == null || same
            ? null
            : refreshes.of(query, wanted, first.step(), first.target());
    if (refresh != null) {
      TaskOpener run = opener(first.run());
      return List.of(
          refresh.begin(
              run,
              () ->
                  recalling(known, query, wanted, seats)
                      .forEach(task -> openBehind(refresh, task, run))));
    }
    return recalling(known, query, wanted, seats);
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

  private <P extends PagedResult> List<PageTask<P>> recalling(
      CacheSession known, CacheQuery query, List<ListRequest> wanted, List<Seat<P>> seats) {
    Seat<P> first = seats.get(0);
    List<PageTask<P>> tasks = new ArrayList<>();
    for (TimeRange part : parts(known, query, wanted)) {
      CachePartition partition = new CachePartition(known, wanted, query.over(part, first.limit()));
      for (int i = 0; i < seats.size(); i++) {
        tasks.add(seats.get(i).recalls(partition, i, this));
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
    TimeRangeSet covered = known.cache().covered(query, wanted);
    List<TimeRange> parts = new ArrayList<>(covered.gaps(window));
    TimeRangeSet.of(parts).gaps(window).forEach(parts::add);
    return parts;
  }

  /** One step for one account: all that its task is made of. */
  private record Seat<P extends PagedResult>(
      ScanRun run,
      RequestStep step,
      PageConsumer<P> consumer,
      RequestTarget target,
      RowContext context,
      Set<String> known,
      long limit,
      boolean newestWanted,
      Consumer<P> then) {

    /** A part of the list, for another consumer. */
    Seat<P> over(RequestStep part, PageConsumer<P> other, long most, boolean newest) {
      return new Seat<>(run, part, other, target, context, known, most, newest, then);
    }

    private boolean isObject() {
      return step.shape() == Shape.OBJECT;
    }

    CachedListTask<P> recalls(CachePartition partition, int list, TaskFactory maker) {
      CachedListTask.Reader<P> reader =
          (range, inFlight, most, outward, given) -> {
            RequestStep part = step.isWindowed() ? step.over(bounds(range)) : step;
            Seat<P> seat = given.isEmpty() ? this : knowing(given);
            return maker.reads(seat, part, inFlight, partition, outward, most);
          };
      return new CachedListTask<>(
          target,
          run.nextNumber(),
          step,
          consumer,
          context,
          partition,
          list,
          limit,
          known,
          reader,
          (range, lastIds, outward) -> knowing(Set.copyOf(lastIds)).behind(maker, range, lastIds, outward),
          isObject() ? then : answer -> {});
    }

    /** What follows in the list behind rows that are cached. */
    private ListPager<P> behind(
        TaskFactory maker, TimeRange range, List<String> lastIds, PageTask<P> outward) {
      ListPager<P> pager =
          new ListPager<>(
              target,
              outward.number(),
              step.over(bounds(range)),
              consumer,
              context,
              -1,
              false,
              SeenIds.of(known, maker.ids),
              ListStatistics.unknown(),
              WindowSplitPolicy.Before.NOTHING,
              outward,
              null);
      pager.beginBehind(lastIds);
      return pager;
    }

    private Seat<P> knowing(Set<String> given) {
      Set<String> all = new HashSet<>(known);
      all.addAll(given);
      return new Seat<>(run, step, consumer, target, context, all, limit, newestWanted, then);
    }

    PageTask<P> task(
        TaskFactory maker,
        RequestStep part,
        @Nullable CacheWriter writer,
        @Nullable PageTask<P> outward,
        long most) {
      int number = outward == null ? run.nextNumber() : outward.number();
      if (isObject()) {
        return new ObjectFetch<>(target, number, part, consumer, context, then, outward, writer);
      }
      ListStatistics.Reading reading =
          maker.statistics.read(target.account(), part.template(), part.window());
      return new ListPager<>(
          target,
          number,
          part,
          consumer,
          context,
          most,
          newestWanted,
          SeenIds.of(known, maker.ids),
          reading,
          reading.before(),
          outward,
          writer);
    }
  }

  /** The object that a step asks for, in a list that is cached; null if it is in none. */
  static @Nullable CachedRows inLists(
      CacheManager cache,
      RequestStep step,
      CacheQuery query,
      ListKey own,
      List<ColumnSpec> columns) {
    String id = step.id();
    if (id == null) {
      return null;
    }
    String path = step.template().path();
    CacheManager.Place place =
        cache.find(
            query,
            own,
            path.substring(0, path.lastIndexOf('/')),
            list -> ExpandCompatibility.areAsGood(own.parameters(), list.parameters(), columns),
            id);
    if (place == null) {
      return null;
    }
    Held held = place.held();
    return new CachedRows(held.segment(), place.chunk(), new int[] {place.row()}, true);
  }

  private <P extends PagedResult> PageTask<P> reads(
      Seat<P> seat,
      RequestStep part,
      InFlightRead inFlight,
      CachePartition partition,
      PageTask<P> outward,
      long most) {
    CacheSession known = Objects.requireNonNull(session);
    CacheWriter writer =
        new CacheWriter(known.cache(), inFlight, seat.consumer().layout(), part.shape(), partition);
    PageTask<P> task = seat.task(this, part, writer, outward, most);
    split(seat, part, task, most);
    return task;
  }

  private void split(Seat<?> seat, RequestStep part, PageTask<?> task, long most) {
    if (task instanceof ListPager<?> list) {
      boolean own = most < 0 && seat.consumer() == rows;
      list.expect(own ? plan.spec().fetchHint().first() : -1);
    }
    if (part.isWindowed() && most < 0 && !plan.spec().newestFirst()) {
      splitter.add((ListPager<?>) task);
    }
  }
}
