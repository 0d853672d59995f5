package io.stripejdbc.scan;

import io.stripejdbc.fetch.CallFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows newest first over all strands, each of which is newest first itself.
 *
 * <p>A row without a time comes first, as NULL does in SQL's descending order here. Equal seconds
 * keep the order of their strand; between strands the earlier opened one goes first.
 */
final class Merge implements Output {
  private final Map<Strand<?>, Deque<@Nullable Object[]>> waiting =
      new TreeMap<>(Comparator.comparingInt(strand -> strand.number()));
  private final Layout layout;
  private final boolean ahead;

  /**
   * @param ahead whether a strand reads its next page before its last one is used up
   */
  Merge(Layout layout, boolean ahead) {
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
  }

  @Override
  public void closed(Strand<?> strand) {
    Deque<@Nullable Object[]> rest = waiting.get(strand);
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
    return rows == null || rows.size() <= (ahead ? ListStrand.FULL_PAGE / 2 : 0);
  }

  @Override
  public List<@Nullable Object[]> take() {
    List<@Nullable Object[]> taken = new ArrayList<>();
    while (taken.size() < ListStrand.FULL_PAGE) {
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
      taken.add(rows.remove());
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
      if (head == null) {
        return null;
      }
      long created = layout.created(head, Long.MAX_VALUE);
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
    Call<Void> next() {
      throw new IllegalStateException("finished");
    }

    @Override
    boolean answered(Void answer) {
      return false;
    }

    @Override
    Verdict failed(CallFailure failure) {
      return Verdict.END;
    }
  }
}
