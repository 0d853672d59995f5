package io.stripejdbc.scan.refresh;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.refresh.LookedUpObject;
import io.stripejdbc.cache.refresh.ObjectChange;
import io.stripejdbc.cache.refresh.RefreshPlan;
import io.stripejdbc.cache.refresh.RefreshPlanner;
import io.stripejdbc.cache.refresh.SegmentCompactor;
import io.stripejdbc.cache.refresh.SegmentUpdate;
import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.task.PageTask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings the cached rows of the lists of one answer up to date, and then opens the tasks that read
 * them: events, a plan, look-ups, new segments in the place of the old ones.
 *
 * <p>Everything but the plan and the new segments happens under the run's lock. What fails is left
 * as it is, past its time to live, so that it is read again.
 */
public final class ListRefresh {
  /**
   * An object that was looked up.
   *
   * @param row its columns, in the order of the layout of the lists
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Found(LookedUpObject object, @Nullable Object[] row) {}

  private final CallControl control;
  private final CacheManager cache;
  private final RefreshedLists lists;
  private final StatementEvents statement;
  private final @Nullable EventsQuestion question;
  private final List<Found> found = new ArrayList<>();
  private @Nullable TaskOpener opener;
  private @Nullable Runnable then;
  private @Nullable Predicate<CallFailure> replacement;
  private ReadInstant at;
  private int pending;
  private long calls;

  /**
   * @param question the events to ask for, null where none tell of the rows
   */
  ListRefresh(
      CallControl control,
      CacheManager cache,
      RefreshedLists lists,
      StatementEvents statement,
      @Nullable EventsQuestion question) {
    this.control = control;
    this.cache = cache;
    this.lists = lists;
    this.statement = statement;
    this.question = question;
    this.at = cache.now();
  }

  /**
   * The first task.
   *
   * @param last opens the tasks that read the lists
   */
  public PageTask<?> begin(TaskOpener run, Runnable last) {
    opener = run;
    then = last;
    EventsQuestion asked = question;
    return asked == null
        ? planning(run, Map.of())
        : new EventsTask(this, run.nextNumber(), asked, statement.of(target().account()));
  }

  RequestTarget target() {
    return lists.target();
  }

  ReadInstant now() {
    return cache.now();
  }

  void replaceable(Predicate<CallFailure> by) {
    replacement = by;
  }

  boolean isReplaced(CallFailure failure) {
    Predicate<CallFailure> by = replacement;
    replacement = null;
    return by != null && by.test(failure);
  }

  /** What takes the place of the reading that follows when it is refused, null for nothing. */
  public @Nullable Predicate<CallFailure> replacement() {
    return replacement;
  }

  /** A call was answered or refused. */
  void called() {
    calls++;
  }

  /** The account's events cannot be read, or are too many. */
  void giveUp(String why) {
    statement.giveUp(control, target().account(), why);
    end();
  }

  /** The key may not read events. */
  void refuse(String why) {
    statement.refuse(control, why);
    end();
  }

  /** Events have been read, or cannot be. */
  void told(AccountEvents.@Nullable Reading reading) {
    TaskOpener run = opener;
    Map<String, ObjectChange> changes =
        reading == null ? null : lists.changes(reading, cache.seenEvents());
    if (reading == null || changes == null || run == null) {
      end();
      return;
    }
    at = reading.at();
    run.add(planning(run, changes));
  }

  private PageTask<?> planning(TaskOpener run, Map<String, ObjectChange> changes) {
    return new LocalTask<>(
        this,
        run.nextNumber(),
        () -> RefreshPlanner.plan(lists.state(cache, changes)),
        plan -> planned(run, plan));
  }

  private void planned(TaskOpener run, RefreshPlan plan) {
    if (plan.readsAll()) {
      end();
      return;
    }
    pending = plan.lookups().size();
    for (String id : plan.lookups()) {
      run.add(new LookupTask(this, run.nextNumber(), id, lists.lookup(id), lists.layout(), plan));
    }
    if (pending == 0) {
      run.add(replacing(run, plan));
    }
  }

  /**
   * A look-up was answered.
   *
   * @param object what came, null where there is no such object any more
   */
  void lookedUp(@Nullable Found object, RefreshPlan plan) {
    if (object != null) {
      found.add(object);
    }
    TaskOpener run = opener;
    if (--pending == 0 && run != null) {
      run.add(replacing(run, plan));
    }
  }

  private PageTask<?> replacing(TaskOpener run, RefreshPlan plan) {
    return new LocalTask<>(
        this, run.nextNumber(), () -> replace(plan), kept -> replaced(kept, plan));
  }

  /** Puts new segments in the place of the old ones; says how many rows are kept. */
  private Long replace(RefreshPlan plan) {
    Set<String> replaced = new HashSet<>(plan.lookups());
    replaced.addAll(lists.expired(cache));
    SegmentUpdate update =
        new SegmentUpdate(
            at, plan.keepTo(), replaced, lists.dropped(), cache::nextNumber, cache.words());
    long serial = cache.nextNumber();
    long kept = 0;
    for (RefreshedLists.OfList list : lists.segments(cache, touched(replaced), found)) {
      List<LookedUpObject> own =
          found.stream().filter(one -> list.has(one.row())).map(Found::object).toList();
      Map<Segment, Segment> told = new LinkedHashMap<>();
      for (Segment old : list.segments()) {
        Segment now = update.of(old, old.equals(list.last()), own);
        if (now == null) {
          cache.replace(List.of(old), null);
        } else {
          told.put(now.ofReading(serial), old);
          kept += now.liveSize();
        }
      }
      kept -= own.size();
      put(told);
    }
    return kept;
  }

  private Set<String> touched(Set<String> replaced) {
    Set<String> touched = new HashSet<>(replaced);
    touched.addAll(lists.dropped());
    return touched;
  }

  /**
   * @param told the new segments of a list, each with the one whose place it takes
   */
  private void put(Map<Segment, Segment> told) {
    SegmentCompactor compactor = new SegmentCompactor(cache::nextNumber, cache.words());
    for (SegmentCompactor.Merge merge : compactor.merges(List.copyOf(told.keySet()))) {
      List<Segment> old = new ArrayList<>();
      merge.old().forEach(now -> old.add(Objects.requireNonNull(told.remove(now))));
      cache.replace(old, merge.merged());
    }
    told.forEach((now, old) -> cache.replace(List.of(old), now));
  }

  private void replaced(long kept, RefreshPlan plan) {
    control.broughtUpToDate(0, kept, plan.lookups().size());
    end();
  }

  private void end() {
    control.broughtUpToDate(calls, 0, 0);
    Runnable last = then;
    then = null;
    if (last != null) {
      last.run();
    }
  }
}
