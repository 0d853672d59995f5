package io.stripejdbc.scan.window;

import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.RequestTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When the accounts of one key and their lists begin, and how dense the lists are, as learned on
 * the way: where to expect the end of a list that is split while it is read, and whether to split
 * it before its first page has come. A guess, never a bound: nothing is left out for it.
 *
 * <p>Safe for use by many threads; bounded.
 */
public final class ListStatistics {
  private static final int MOST = 10_000;

  private final Map<String, Beginning> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Beginning> eldest) {
          return size() > MOST;
        }
      };

  /** Forgets what is known of every account and list. */
  public synchronized void clear() {
    known.clear();
  }

  /** The beginning of what is known by this name. */
  private synchronized Beginning of(String name) {
    return known.computeIfAbsent(name, any -> new Beginning());
  }

  /** When an account was made. */
  public Beginning account(String account) {
    return of(account);
  }

  /** A reading of a list, newest first, or of what was made in a window. */
  public Reading read(String account, RequestTemplate list, Bounds window) {
    Beginning beginning = of(account + ' ' + list.path() + ' ' + list.parameters());
    return new Reading(beginning, account(account), window);
  }

  /** A reading of a list nothing is known of, and nothing will be learned of. */
  public static Reading unknown() {
    return new Reading(new Beginning(), new Beginning(), new Bounds(1, 0));
  }

  /** What is known of one account or one list. */
  public static final class Beginning {
    private volatile long second = Long.MIN_VALUE;
    private volatile WindowSplitPolicy.Before before = WindowSplitPolicy.Before.NOTHING;
    private boolean wholly;

    /** Seconds since the epoch, {@link Long#MIN_VALUE} if not known. */
    long second() {
      return second;
    }

    /** Takes in what was found: the latest of all is the nearest. */
    public void learn(long found) {
      second = Math.max(second, found);
    }

    /** Takes in how a list lay; what was seen of all of it is not replaced by what of a part. */
    synchronized void learn(WindowSplitPolicy.Before found, boolean all) {
      if (all || !wholly) {
        before = found;
        wholly = all;
      }
    }
  }

  /** A list that is being read in one window or in several: its oldest row is its beginning. */
  public static final class Reading {
    /** Fewer rows say little of a density; a list of few pages is read one after the other. */
    private static final long LEAST_ROWS = 10L * WindowSplitPolicy.FULL_PAGE;

    private final Beginning beginning;
    private final Beginning account;
    private final boolean toItsBeginning;
    private final boolean all;
    private int open = 1;
    private long newest = Long.MIN_VALUE;
    private long oldest = Long.MAX_VALUE;
    private long rows;
    private final List<CreatedHistogram.Mark> marks = new ArrayList<>();

    private Reading(Beginning beginning, Beginning account, Bounds window) {
      this.beginning = beginning;
      this.account = account;
      this.toItsBeginning = window.least() <= 0;
      this.all = toItsBeginning && window.greatest() == Long.MAX_VALUE;
    }

    /** Where the list began when it was read before, {@link Long#MIN_VALUE} if it was not. */
    long expected() {
      return beginning.second();
    }

    /** How dense it was when it was read before. */
    public WindowSplitPolicy.Before before() {
      return beginning.before;
    }

    /** When the account was made, {@link Long#MIN_VALUE} if not known. */
    long accountMade() {
      return account.second();
    }

    /**
     * A page was read, which ended with a row of this second.
     *
     * @param oldestRow {@link Long#MIN_VALUE} where it has no time: the list has no shape then
     */
    public void page(long oldestRow, long pageRows) {
      if (pageRows > 0 && oldestRow != Long.MIN_VALUE) {
        marks.add(new CreatedHistogram.Mark(oldestRow, pageRows));
      }
    }

    /** One window more. */
    public void opened() {
      open++;
    }

    /**
     * A window was read to its end.
     *
     * @param newestRow creation of its first row, {@link Long#MIN_VALUE} where it has none
     * @param oldestRow creation of its last row, {@link Long#MIN_VALUE} where it has none
     */
    public void closed(long newestRow, long oldestRow, long windowRows) {
      newest = Math.max(newest, newestRow);
      oldest = oldestRow == Long.MIN_VALUE ? oldest : Math.min(oldest, oldestRow);
      rows += windowRows;
      open--;
      if (open == 0 && oldest != Long.MAX_VALUE) {
        learn();
      }
    }

    private void learn() {
      if (toItsBeginning) {
        beginning.learn(oldest);
      }
      double seconds = Math.max(1, newest - oldest);
      WindowSplitPolicy.Before found =
          rows < LEAST_ROWS
              ? WindowSplitPolicy.Before.NOTHING
              : new WindowSplitPolicy.Before(
                  rows / seconds, newest, Long.MIN_VALUE, shape(), false);
      beginning.learn(found, all);
    }

    /** Null where some rows came from elsewhere than pages. */
    private @Nullable CreatedHistogram shape() {
      boolean allOfPages = marks.stream().mapToLong(CreatedHistogram.Mark::rows).sum() == rows;
      return allOfPages ? CreatedHistogram.of(newest, marks) : null;
    }
  }
}
