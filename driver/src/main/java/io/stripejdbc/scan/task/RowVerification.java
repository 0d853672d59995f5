package io.stripejdbc.scan.task;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.segment.ReadOutcome;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.scan.request.RequestTemplate;
import io.stripejdbc.scan.request.ResidualFilter;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.window.WindowSplitPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cached rows of one task of which a call has to tell that none of their seconds is missing,
 * and the one that is being made.
 *
 * <p>Who wants all rows asks when all else has been read. Who wants the newest few takes them from
 * one reading as it was made: it saw as much as a live one would have. Where more is wanted than
 * that reading has, a live one would have seen what follows in the list, so that is asked before
 * the rows are given out.
 */
final class RowVerification {
  private final List<UnverifiedRows> taken = new ArrayList<>();
  private final Set<String> fitting = new HashSet<>();
  private @Nullable UnverifiedRows asked;
  private boolean beforehand;
  private boolean endsCached;
  private boolean ofWiderList;

  /** Notes what was taken from the cache, newest first. */
  void taken(List<Held> pieces) {
    taken.addAll(UnverifiedRows.of(pieces));
    endsCached = true;
  }

  /** Notes that a call reads what comes next. */
  void readsOn() {
    endsCached = false;
  }

  /** Notes whether all that is known of the list so far is part of a wider one. */
  void isPartOfWider(boolean part) {
    ofWiderList = part;
  }

  /** Notes ids of rows of wider lists that are rows of the list that is asked for. */
  void given(RequestTemplate list, RowLayout layout, List<@Nullable Object[]> rows) {
    ofWiderList &= UnverifiedRows.areWhole(layout, rows);
    if (ofWiderList || taken.stream().anyMatch(UnverifiedRows::isOfWiderList)) {
      fitting.addAll(UnverifiedRows.idsOf(list, layout, rows));
    }
  }

  /** The same, as far as they are known. */
  Set<String> fitting() {
    return fitting;
  }

  /** Whether all that was given is a page or less of a wider list, and others may be missing. */
  boolean isOfFewOfWiderList() {
    return ofWiderList && fitting.size() <= WindowSplitPolicy.FULL_PAGE && isDue();
  }

  /** Whether rows were given of which others may be missing. */
  boolean isDue() {
    List<UnverifiedRows> left = UnverifiedRows.joined(taken);
    taken.clear();
    taken.addAll(left);
    return !left.isEmpty();
  }

  /** The same of who has as many as he wants: the last reading that he took from saw enough. */
  boolean isDueOfNewest() {
    boolean due = isDue();
    if (due && endsCached) {
      taken.remove(taken.size() - 1);
    }
    return !taken.isEmpty();
  }

  /** Forgets what was taken: all of it is read anew. */
  void clear() {
    taken.clear();
  }

  /** What to ask about next. */
  UnverifiedRows next() {
    UnverifiedRows rows = taken.remove(0);
    asked = rows;
    beforehand = false;
    return rows;
  }

  /**
   * What to ask about before the newest few are given out of these pieces, null for nothing. Rows
   * of a wider list are not told from others before they are read; they are asked about later.
   *
   * @param wanted how many
   */
  @Nullable UnverifiedRows first(List<Held> pieces, long wanted) {
    List<Held> needed = new ArrayList<>();
    long rows = 0;
    for (Held held : pieces) {
      if (rows >= wanted) {
        break;
      }
      needed.add(held);
      rows += held.segment().rows(held.range(), wanted - rows);
    }
    List<UnverifiedRows> groups = UnverifiedRows.joined(UnverifiedRows.of(needed));
    for (UnverifiedRows group : groups) {
      boolean enough = rows >= wanted && group.endsWith(needed.get(needed.size() - 1));
      if (!enough && !group.isOfWiderList()) {
        return group;
      }
    }
    return null;
  }

  /** Asks about rows before they are given out. */
  UnverifiedRows beforehand(UnverifiedRows rows) {
    asked = rows;
    beforehand = true;
    return rows;
  }

  /** Whether the call that is being made is for rows that were not given out. */
  boolean isBeforehand() {
    return asked != null && beforehand;
  }

  /**
   * The call was answered.
   *
   * @param nothing whether nothing follows
   */
  void answered(boolean nothing, CacheManager cache) {
    UnverifiedRows rows = asked;
    asked = null;
    beforehand = false;
    if (rows != null) {
      rows.answered(nothing, cache);
    }
  }

  /** What is asked about cannot be told. */
  void forget(CacheManager cache) {
    UnverifiedRows rows = asked;
    if (rows != null) {
      rows.forget(cache);
    }
  }

  /**
   * Cached rows of a reading that has not come to the end of its window: that none of their seconds
   * is missing holds only if the list is newest first. A call for what follows behind the last of
   * them, of the same seconds, tells.
   *
   * @param outcome how the reading ended
   * @param seconds the seconds they are of
   * @param pieces the rows themselves, newest first
   */
  record UnverifiedRows(ReadOutcome outcome, TimeRange seconds, List<Held> pieces) {
    private static final int MOST_IDS = 100;

    /** Those among pieces that were taken from the cache, newest first; one for each segment. */
    static List<UnverifiedRows> of(List<Held> pieces) {
      List<UnverifiedRows> all = new ArrayList<>();
      for (Held held : pieces) {
        if (!held.segment().isWhole(held.range()) && !held.range().isEmpty()) {
          all.add(new UnverifiedRows(held.segment().outcome(), held.range(), List.of(held)));
        }
      }
      return all;
    }

    /** Whether some were read of a list that has rows too which the question does not want. */
    boolean isOfWiderList() {
      return pieces.stream().anyMatch(held -> !held.filtered());
    }

    /** Ids of all of them, wanted or not. */
    Set<String> ids() {
      Set<String> ids = new HashSet<>();
      pieces.forEach(held -> ids.addAll(held.ids()));
      return ids;
    }

    /**
     * Ids of rows of a wider list, which has those of other values as well, that meet a list's
     * parameters. Rows that were cached of the list itself may have the wanted columns only; they
     * are told by their segment.
     */
    static List<String> idsOf(
        RequestTemplate list, RowLayout layout, List<@Nullable Object[]> rows) {
      ResidualFilter filter = ResidualFilter.list(list.table(), list.parameters(), layout);
      List<String> ids = new ArrayList<>();
      for (@Nullable Object[] row : rows) {
        if (row.length == layout.columns().size() && filter.test(row)) {
          ids.add(String.valueOf(layout.id(row)));
        }
      }
      return ids;
    }

    /** Whether rows have all columns that their list is told from others by. */
    static boolean areWhole(RowLayout layout, List<@Nullable Object[]> rows) {
      return rows.isEmpty() || rows.get(0).length == layout.columns().size();
    }

    /**
     * Ids of the last of them in the order of the list, at most a page: a cursor has to be an
     * object of the list that is asked for.
     *
     * @param wanted ids of objects of wider lists that meet the parameters of the question
     */
    List<String> lastIds(Set<String> wanted) {
      List<String> ids = new ArrayList<>();
      for (int i = pieces.size() - 1; i >= 0; i--) {
        Held held = pieces.get(i);
        List<String> listed = held.idsAsListed();
        for (int j = listed.size() - 1; j >= 0 && ids.size() < MOST_IDS; j--) {
          if (held.filtered() || wanted.contains(listed.get(j))) {
            ids.add(listed.get(j));
          }
        }
      }
      Collections.reverse(ids);
      return ids;
    }

    /** Whether this is the last of them. */
    boolean endsWith(Held piece) {
      return pieces.get(pieces.size() - 1).equals(piece);
    }

    boolean isVerified() {
      return outcome.isWhole(seconds);
    }

    /** Whether the others are of the same reading, and follow without a gap. */
    private boolean isFollowedBy(UnverifiedRows older) {
      return outcome == older.outcome && seconds.from() - 1 == older.seconds.to();
    }

    private UnverifiedRows with(UnverifiedRows older) {
      List<Held> both = new ArrayList<>(pieces);
      both.addAll(older.pieces);
      return new UnverifiedRows(
          outcome, new TimeRange(older.seconds.from(), seconds.to()), List.copyOf(both));
    }

    /** The same with as few as possible: those that one call tells of are one. */
    static List<UnverifiedRows> joined(List<UnverifiedRows> all) {
      List<UnverifiedRows> joined = new ArrayList<>();
      for (UnverifiedRows next : all) {
        int last = joined.size() - 1;
        if (next.isVerified()) {
          continue;
        }
        if (last >= 0 && joined.get(last).isFollowedBy(next)) {
          joined.set(last, joined.get(last).with(next));
        } else {
          joined.add(next);
        }
      }
      return joined;
    }

    /**
     * Takes in what follows. Where that was asked of a part of the list alone, it says nothing of
     * the other rows.
     */
    void answered(boolean nothing, CacheManager cache) {
      if (nothing && !isOfWiderList()) {
        outcome.verified(seconds);
      } else if (!nothing) {
        forget(cache);
      }
    }

    /** Lets go of the segments that they lie in. */
    void forget(CacheManager cache) {
      cache.drop(pieces.stream().map(held -> held.segment().id()).toList());
    }
  }
}
