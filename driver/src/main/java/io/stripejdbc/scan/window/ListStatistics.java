package io.stripejdbc.scan.window;

import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.RequestTemplate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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

  /** What is written of: those used last, a few kilobytes each at most. */
  private static final int MOST_WRITTEN = 1_000;

  private final LongSupplier millis;
  private @Nullable Supplier<List<byte[]>> stored;

  private @Nullable List<String> connected;
  private @Nullable String own;

  private final Map<String, KnownList> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, KnownList> eldest) {
          return size() > MOST;
        }
      };

  public ListStatistics() {
    this(System::currentTimeMillis);
  }

  /**
   * @param stored gives what another process knew, asked when something is first wanted
   */
  public ListStatistics(LongSupplier millis, Supplier<List<byte[]>> stored) {
    this(millis);
    this.stored = stored;
  }

  /**
   * @param millis the time, milliseconds since the epoch
   */
  public ListStatistics(LongSupplier millis) {
    this.millis = millis;
  }

  /** The time, milliseconds since the epoch. */
  public long now() {
    return millis.getAsLong();
  }

  /**
   * How many rows were found.
   *
   * @param readMillis when, milliseconds since the epoch
   */
  public record KnownRows(double rows, long readMillis) {}

  /** How many rows a list, or a window of it, had when the list was read last; null if unknown. */
  public @Nullable KnownRows known(String account, RequestTemplate list, Bounds window) {
    KnownList knownList;
    synchronized (this) {
      readStored();
      knownList = known.get(name(account, list));
    }
    KnownRows all = knownList == null ? null : knownList.rows;
    if (all == null || knownList == null || window.equals(Bounds.ALL)) {
      return all;
    }
    CreatedHistogram histogram = knownList.before.histogram();
    if (histogram == null) {
      return all.rows() <= WindowSplitPolicy.FULL_PAGE ? all : null;
    }
    double older = window.least() <= 0 ? all.rows() : histogram.rank(window.least() - 1);
    return new KnownRows(older - histogram.rank(window.greatest()), all.readMillis());
  }

  /**
   * Where a list is expected to begin.
   *
   * @param second the second of the last of some of its oldest rows, when it was read before
   * @param accountMade when its account was made
   */
  public record Begin(long second, long accountMade) {}

  /**
   * Where a list is expected to begin; {@link Long#MIN_VALUE} for what is not known.
   *
   * @param rows its oldest rows, so many
   */
  public Begin begin(String account, RequestTemplate list, long rows) {
    KnownList knownList = of(name(account, list));
    CreatedHistogram histogram = knownList.before.histogram();
    long second =
        rows == 1
            ? knownList.second()
            : histogram == null
                ? Long.MIN_VALUE
                : histogram.second((double) histogram.size() - rows);
    return new Begin(second, account(account).second());
  }

  /** Takes in the second of the oldest row of a list. */
  public void began(String account, RequestTemplate list, long second) {
    of(name(account, list)).learn(second);
  }

  private static String name(String account, RequestTemplate list) {
    return account + ' ' + list.path() + ' ' + list.parameters();
  }

  /** Forgets what is known of every account and list. */
  public synchronized void clear() {
    stored = null;
    known.clear();
    connected = null;
    own = null;
  }

  /** Takes in the id of the key's own account. */
  public synchronized void ownIs(String account) {
    own = account;
  }

  /** The id of the key's own account, null where it is not known. */
  public synchronized @Nullable String own() {
    return own;
  }

  /** Whether an account is known to be the key's own. */
  public synchronized boolean isOwn(String account) {
    return account.equals(own);
  }

  /** The connected accounts, when they were listed last; null where they were not. */
  public synchronized @Nullable List<String> connectedAccounts() {
    return connected;
  }

  /** Takes in all connected accounts. */
  public synchronized void listed(List<String> accounts) {
    connected = List.copyOf(accounts);
  }

  private void readStored() {
    Supplier<List<byte[]>> before = stored;
    stored = null;
    if (before != null) {
      before.get().forEach(this::add);
    }
  }

  /** What is known, for {@link #add}; empty for nothing new. */
  public synchronized byte[] bytes() {
    if (stored != null) {
      return new byte[0]; // Nobody has asked: what was written is still so.
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      List<Map.Entry<String, KnownList>> all = new ArrayList<>(known.entrySet());
      all.removeIf(one -> one.getValue().isNothing());
      List<Map.Entry<String, KnownList>> last =
          all.subList(Math.max(0, all.size() - MOST_WRITTEN), all.size());
      out.writeInt(last.size());
      for (Map.Entry<String, KnownList> one : last) {
        out.writeUTF(one.getKey());
        one.getValue().write(out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Takes in what was known by another process; what is not understood is left out. */
  synchronized void add(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      for (int left = in.readInt(); left > 0; left--) {
        String name = in.readUTF();
        KnownList knownList = KnownList.read(in);
        known.putIfAbsent(name, knownList);
      }
    } catch (IOException foreign) {
      // A guess less: nothing is left out for it.
    }
  }

  /** The beginning of what is known by this name. */
  private synchronized KnownList of(String name) {
    readStored();
    return known.computeIfAbsent(name, any -> new KnownList());
  }

  /** When an account was made. */
  public KnownList account(String account) {
    return of(account);
  }

  /** A reading of a list, newest first, or of what was made in a window. */
  public Reading read(String account, RequestTemplate list, Bounds window) {
    return new Reading(of(name(account, list)), account(account), window, millis);
  }

  /** A reading of a list nothing is known of, and nothing will be learned of. */
  public static Reading unknown() {
    return new Reading(new KnownList(), new KnownList(), new Bounds(1, 0), () -> 0);
  }

  /** What is known of one account or one list. */
  public static final class KnownList {
    private volatile long second = Long.MIN_VALUE;
    private volatile WindowSplitPolicy.Before before = WindowSplitPolicy.Before.NOTHING;
    private volatile @Nullable KnownRows rows;
    private boolean wholly;

    boolean isNothing() {
      return second == Long.MIN_VALUE && rows == null && before.histogram() == null;
    }

    void write(DataOutput out) throws IOException {
      out.writeLong(second);
      WindowSplitPolicy.Before lay = before;
      CreatedHistogram histogram = lay.histogram();
      out.writeDouble(lay.density());
      out.writeLong(lay.newest());
      out.writeBoolean(histogram != null);
      if (histogram != null) {
        histogram.write(out);
      }
      KnownRows counted = rows;
      out.writeDouble(counted == null ? -1 : counted.rows());
      out.writeLong(counted == null ? 0 : counted.readMillis());
    }

    static KnownList read(DataInput in) throws IOException {
      KnownList knownList = new KnownList();
      knownList.second = in.readLong();
      double density = in.readDouble();
      long newest = in.readLong();
      CreatedHistogram histogram = in.readBoolean() ? CreatedHistogram.read(in) : null;
      knownList.before =
          histogram == null
              ? WindowSplitPolicy.Before.NOTHING
              : new WindowSplitPolicy.Before(density, newest, histogram, false, false);
      double counted = in.readDouble();
      long readMillis = in.readLong();
      knownList.rows = counted < 0 ? null : new KnownRows(counted, readMillis);
      return knownList;
    }

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
    /** Rows of which the seconds are kept: as many pages as a query may ask for by default. */
    private static final int MOST_ROWS = 1_000_000;

    private final KnownList knownList;
    private final KnownList account;
    private final LongSupplier millis;
    private final boolean toItsBeginning;
    private final boolean all;
    private int open = 1;
    private long newest = Long.MIN_VALUE;
    private long oldest = Long.MAX_VALUE;
    private long rows;
    private final CreatedSeconds seconds = new CreatedSeconds();

    private Reading(KnownList knownList, KnownList account, Bounds window, LongSupplier millis) {
      this.millis = millis;
      this.knownList = knownList;
      this.account = account;
      this.toItsBeginning = window.least() <= 0;
      this.all = toItsBeginning && window.greatest() == Long.MAX_VALUE;
    }

    /** Where the list began when it was read before, {@link Long#MIN_VALUE} if it was not. */
    long expected() {
      return knownList.second();
    }

    /** How dense it was when it was read before. */
    public WindowSplitPolicy.Before before() {
      return knownList.before;
    }

    /** When the account was made, {@link Long#MIN_VALUE} if not known. */
    long accountMade() {
      return account.second();
    }

    /**
     * A row was read.
     *
     * @param second {@link Long#MIN_VALUE} where it has no time: it is not known then how the rows
     *     lie
     */
    public void row(long second) {
      if (second == Long.MIN_VALUE || seconds.size() >= MOST_ROWS) {
        return;
      }
      seconds.add(second);
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
      if (open == 0 && all) {
        knownList.rows = new KnownRows(rows, millis.getAsLong());
      }
      if (open == 0 && oldest != Long.MAX_VALUE) {
        learn();
      }
    }

    private void learn() {
      if (toItsBeginning) {
        knownList.learn(oldest);
      }
      double span = Math.max(1, newest - oldest);
      WindowSplitPolicy.Before found =
          rows <= WindowSplitPolicy.FULL_PAGE
              ? WindowSplitPolicy.Before.NOTHING
              : new WindowSplitPolicy.Before(rows / span, newest, histogram(), false, false);
      knownList.learn(found, all);
      seconds.clear();
    }

    /** Null where some rows came from elsewhere than pages. */
    private @Nullable CreatedHistogram histogram() {
      return seconds.size() == rows ? CreatedHistogram.of(seconds) : null;
    }
  }
}
