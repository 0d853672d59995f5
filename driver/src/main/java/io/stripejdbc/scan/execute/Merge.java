package io.stripejdbc.scan.execute;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.scan.request.Layout;
import io.stripejdbc.scan.task.Call;
import io.stripejdbc.scan.task.Strand;
import io.stripejdbc.scan.window.Windows;
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
 * Rows newest first over all strands, each of which is newest first itself. One that turns out not
 * to be is held until it has ended, and sorted; where the reader has rows already that would have
 * to come later, there is no right order any more.
 *
 * <p>A row without a time comes first, as NULL does in SQL's descending order here. Equal seconds
 * keep the order of their strand; between strands the earlier opened one goes first.
 */
final class Merge implements Output {
  private final Map<Strand<?>, Deque<@Nullable Object[]>> waiting =
      new TreeMap<>(Comparator.comparingInt(strand -> strand.number()));
  private final String table;
  private final Layout layout;
  private final boolean ahead;
  private final Map<Strand<?>, Long> oldest = new HashMap<>();
  private final Set<Strand<?>> unordered = new HashSet<>();
  private long taken = Long.MAX_VALUE;

  /**
   * @param ahead whether a strand reads its next page before its last one is used up
   */
  Merge(String table, Layout layout, boolean ahead) {
    this.table = table;
    this.layout = layout;
    this.ahead = ahead;
  }

  @Override
  public void opened(Strand<?> strand) {
    waiting.put(strand, new ArrayDeque<>());
  }

  @Override
  public void add(Strand<?> strand, List<@Nullable Object[]> rows) {
    waiting.computeIfAbsent(strand, s -> new ArrayDeque<>()).addAll(rows);
    long last = oldest.getOrDefault(strand, Long.MAX_VALUE);
    for (@Nullable Object[] row : rows) {
      long created = created(row);
      if (created > last) {
        unordered.add(strand);
      }
      if (created > taken) {
        throw new DriverFailure(
            DriverError.BAD_ANSWER,
            "Stripe's list for table '%s' of account '%s' is not newest first: a row came that is"
                    .formatted(table, strand.target().account())
                + " newer than rows before it. Sort by another column besides 'created'");
      }
      last = created;
    }
    oldest.put(strand, last);
  }

  private long created(@Nullable Object[] row) {
    return layout.created(row, Long.MAX_VALUE);
  }

  @Override
  public void closed(Strand<?> strand) {
    Deque<@Nullable Object[]> rest = waiting.get(strand);
    oldest.remove(strand);
    if (unordered.remove(strand) && rest != null) {
      List<@Nullable Object[]> sorted = new ArrayList<>(rest);
      sorted.sort(Comparator.comparingLong(this::created).reversed());
      rest = new ArrayDeque<>(sorted);
    }
    if (rest != null && rest.isEmpty()) {
      waiting.remove(strand);
    } else if (rest != null) {
      // The last rows: nothing is waited for behind them.
      waiting.remove(strand);
      waiting.put(new Finished(strand), rest);
    }
  }

  @Override
  public boolean wants(Strand<?> strand, int inFlight) {
    Deque<@Nullable Object[]> rows = waiting.get(strand);
    return rows == null
        || unordered.contains(strand)
        || rows.size() <= (ahead ? Windows.FULL_PAGE / 2 : 0);
  }

  @Override
  public List<@Nullable Object[]> take() {
    List<@Nullable Object[]> taken = new ArrayList<>();
    while (taken.size() < Windows.FULL_PAGE) {
      Strand<?> first = first();
      if (first == null) {
        break;
      }
      Deque<@Nullable Object[]> rows = waiting.get(first);
      // The last row of a strand has its next page read: not before somebody comes for it.
      boolean last = !ahead && !taken.isEmpty() && rows != null && rows.size() == 1;
      if (rows == null || (last && !(first instanceof Finished))) {
        break;
      }
      @Nullable Object[] row = rows.remove();
      taken.add(row);
      this.taken = Math.min(this.taken, created(row));
      if (rows.isEmpty() && first instanceof Finished) {
        waiting.remove(first);
      }
    }
    return taken;
  }

  /** The strand with the newest row, null while one that could have it is still empty. */
  private @Nullable Strand<?> first() {
    Strand<?> best = null;
    long newest = Long.MIN_VALUE;
    for (Map.Entry<Strand<?>, Deque<@Nullable Object[]>> entry : waiting.entrySet()) {
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

  /** Stands for a strand that brings nothing more, at its place in the order. */
  private static final class Finished extends Strand<Void> {
    Finished(Strand<?> strand) {
      super(strand.target(), strand.number());
    }

    @Override
    public Call<Void> next() {
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
