package io.stripejdbc.scan;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When the accounts of one key and their lists begin, as learned on the way: where to expect the
 * end of a list that is split while it is read. A guess, never a bound: nothing older is left out.
 *
 * <p>Safe for use by many threads; bounded.
 */
final class Beginnings {
  private static final int MOST = 10_000;

  private final Map<String, Beginning> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Beginning> eldest) {
          return size() > MOST;
        }
      };

  /** The beginning of what is known by this name. */
  private synchronized Beginning of(String name) {
    return known.computeIfAbsent(name, any -> new Beginning());
  }

  /** When an account was made. */
  Beginning account(String account) {
    return of(account);
  }

  /** A reading of a list, newest first, of which all is wanted or what is not too old. */
  Reading read(String account, Template list, boolean all) {
    Beginning beginning = of(account + ' ' + list.path() + ' ' + list.parameters());
    return new Reading(beginning, account(account), all);
  }

  /** A reading of a list nothing is known of, and nothing will be learned of. */
  static Reading unknown() {
    return new Reading(new Beginning(), new Beginning(), false);
  }

  /** One beginning. */
  static final class Beginning {
    private volatile long second = Long.MIN_VALUE;

    /** Seconds since the epoch, {@link Long#MIN_VALUE} if not known. */
    long second() {
      return second;
    }

    /** Takes in what was found: the latest of all is the nearest. */
    void learn(long found) {
      second = Math.max(second, found);
    }
  }

  /** A list that is being read in one window or in several: its oldest row is its beginning. */
  static final class Reading {
    private final Beginning beginning;
    private final Beginning account;
    private final boolean all;
    private int open = 1;
    private long oldest = Long.MAX_VALUE;

    private Reading(Beginning beginning, Beginning account, boolean all) {
      this.beginning = beginning;
      this.account = account;
      this.all = all;
    }

    /** Where the list began when it was read before, {@link Long#MIN_VALUE} if it was not. */
    long expected() {
      return beginning.second();
    }

    /** When the account was made, {@link Long#MIN_VALUE} if not known. */
    long accountMade() {
      return account.second();
    }

    /** One window more. */
    void opened() {
      open++;
    }

    /** A window was read to its end; {@link Long#MIN_VALUE} where it has no rows. */
    void closed(long oldestRow) {
      oldest = oldestRow == Long.MIN_VALUE ? oldest : Math.min(oldest, oldestRow);
      open--;
      if (all && open == 0 && oldest != Long.MAX_VALUE) {
        beginning.learn(oldest);
      }
    }
  }
}
