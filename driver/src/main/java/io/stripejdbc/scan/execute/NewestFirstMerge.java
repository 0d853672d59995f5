package io.stripejdbc.scan.execute;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.rows.RowBytes;
import io.stripejdbc.scan.task.PageTask;
import io.stripejdbc.scan.task.TaskCall;
import io.stripejdbc.scan.window.WindowSplitPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows newest first over all tasks, each of which is newest first itself. One that turns out not to
 * be is held until it has ended, and sorted; where the reader has rows already that would have to
 * come later, there is no right order any more.
 *
 * <p>A row without a time comes first, as NULL does in SQL's descending order here. Equal seconds
 * keep the order of their task; between tasks the earlier opened one goes first.
 */
final class NewestFirstMerge implements RowOutput {
  private final Map<PageTask<?>, Deque<@Nullable Object[]>> waiting =
      new TreeMap<>(Comparator.comparingInt(task -> task.number()));
  private final String table;
  private final RowLayout layout;
  private final boolean ahead;
  private final Map<PageTask<?>, Long> oldest = new HashMap<>();
  private final UnpackingLimit unpacking = new UnpackingLimit();
  private final Set<PageTask<?>> unordered = new HashSet<>();
  private final MemoryReservation memory;
  private final boolean mayStop;
  private boolean starved;
  private long taken = Long.MAX_VALUE;

  /**
   * @param ahead whether a task reads its next page before its last one is used up
   * @param whole whether the reader is known to take every row
   * @param memory counts the rows that wait for those of other tasks
   */
  NewestFirstMerge(
      String table, RowLayout layout, boolean ahead, boolean whole, MemoryReservation memory) {
    this.mayStop = !whole;
    this.memory = memory;
    this.table = table;
    this.layout = layout;
    this.ahead = ahead;
  }

  @Override
  public void opened(PageTask<?> task) {
    waiting.put(task, new ArrayDeque<>());
  }

  @Override
  public void add(PageTask<?> task, List<@Nullable Object[]> rows) {
    long bytes = RowBytes.of(rows);
    unpacking.came(bytes);
    memory.add(bytes);
    waiting.computeIfAbsent(task, s -> new ArrayDeque<>()).addAll(rows);
    long last = oldest.getOrDefault(task, Long.MAX_VALUE);
    for (@Nullable Object[] row : rows) {
      long created = created(row);
      if (created > last) {
        unordered.add(task);
      }
      if (created > taken) {
        throw new DriverFailure(
            DriverError.BAD_ANSWER,
            "Stripe's list for table '%s' of account '%s' is not newest first: a row came that is"
                    .formatted(table, task.target().account())
                + " newer than rows before it. Sort by another column besides 'created'");
      }
      last = created;
    }
    oldest.put(task, last);
  }

  private long created(@Nullable Object[] row) {
    return layout.created(row, Long.MAX_VALUE);
  }

  @Override
  public void closed(PageTask<?> task) {
    Deque<@Nullable Object[]> rest = waiting.get(task);
    oldest.remove(task);
    if (unordered.remove(task) && rest != null) {
      List<@Nullable Object[]> sorted = new ArrayList<>(rest);
      sorted.sort(Comparator.comparingLong(this::created).reversed());
      rest = new ArrayDeque<>(sorted);
    }
    if (rest != null && rest.isEmpty()) {
      waiting.remove(task);
    } else if (rest != null) {
      // The last rows: nothing is waited for behind them.
      waiting.remove(task);
      waiting.put(new Finished(task), rest);
    }
  }

  @Override
  public boolean wants(PageTask<?> task, int inFlight) {
    Deque<@Nullable Object[]> rows = waiting.get(task);
    boolean readsOn = mayStop && !unordered.contains(task) && task.followsCachedRows();
    if (rows != null && readsOn) {
      // Cached rows are read on from when somebody comes for more than those.
      return rows.isEmpty() && starved;
    }
    boolean needed =
        rows == null
            || unordered.contains(task)
            || rows.size() <= (ahead ? WindowSplitPolicy.FULL_PAGE / 2 : 0);
    return needed && unpacking.allows(task, inFlight);
  }

  @Override
  public List<@Nullable Object[]> take() {
    List<@Nullable Object[]> taken = new ArrayList<>();
    while (taken.size() < WindowSplitPolicy.FULL_PAGE) {
      PageTask<?> first = first();
      if (first == null) {
        break;
      }
      Deque<@Nullable Object[]> rows = waiting.get(first);
      // The last row of a task has its next page read: not before somebody comes for it.
      boolean last = !ahead && !taken.isEmpty() && rows != null && rows.size() == 1;
      if (rows == null || (last && !(first instanceof Finished))) {
        break;
      }
      @Nullable Object[] row = rows.remove();
      memory.subtract(RowBytes.of(row));
      taken.add(row);
      this.taken = Math.min(this.taken, created(row));
      if (rows.isEmpty() && first instanceof Finished) {
        waiting.remove(first);
      }
    }
    starved = taken.isEmpty();
    return taken;
  }

  /** The task with the newest row, null while one that could have it is still empty. */
  private @Nullable PageTask<?> first() {
    PageTask<?> best = null;
    long newest = Long.MIN_VALUE;
    for (Map.Entry<PageTask<?>, Deque<@Nullable Object[]>> entry : waiting.entrySet()) {
      @Nullable Object[] head = entry.getValue().peek();
      if (head == null || unordered.contains(entry.getKey())) {
        return null;
      }
      long created = created(head);
      if (best == null || created > newest) {
        best = entry.getKey();
        newest = created;
      }
    }
    return best;
  }

  /** Stands for a task that brings nothing more, at its place in the order. */
  private static final class Finished extends PageTask<Void> {
    Finished(PageTask<?> task) {
      super(task.target(), task.number());
    }

    @Override
    public TaskCall<Void> next() {
      throw new IllegalStateException("finished");
    }

    @Override
    public boolean answered(Void answer) {
      return false;
    }

    @Override
    public Verdict failed(CallFailure failure) {
      return Verdict.END;
    }
  }
}
