package io.stripejdbc.cache;

import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.ReadOutcome;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.Segment.Origin;
import io.stripejdbc.cache.segment.Segment.Part;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.cache.segment.TimeRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A list that is being read, or a span of it: leaves segments behind as it goes on, each with whole
 * seconds, and tells others what they need not read themselves.
 *
 * <p>Safe for use by many threads; calls nobody but the store while it is locked.
 */
public final class InFlightRead {
  /** A segment this large is finished and another begun: what is evicted is evicted by segments. */
  private static final int MOST_PARTS = 16;

  private static final long MOST_BYTES = 1 << 20;

  /** A reader who takes no row for so long stands still; a shorter rest is none. */
  static final long STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final CacheManager cache;
  private final Origin origin;
  private final boolean open;
  private final long keepMillis;
  private final KeptBytes kept;
  private final ReadOutcome outcome = new ReadOutcome();
  private final List<Part> parts = new ArrayList<>();
  private TimeRange window;
  private long reached;
  private boolean anything;
  private boolean complete;
  private boolean stalled;
  private long stalledNanos;
  private boolean closed;
  private boolean tooLarge;
  private boolean finished;
  private @Nullable Segment latest;
  private final ReadInstant started;
  private long block;
  private long blockTo;
  private @Nullable ReadInstant blockReadAt;
  private final List<Long> blocks = new ArrayList<>();

  InFlightRead(CacheManager cache, Origin origin, TimeRange window, boolean open, long keepMillis) {
    this(cache, origin, window, open, keepMillis, new KeptBytes(cache.store().capacity()));
  }

  private InFlightRead(
      CacheManager cache,
      Origin origin,
      TimeRange window,
      boolean open,
      long keepMillis,
      KeptBytes kept) {
    this.kept = kept;
    this.cache = cache;
    this.origin = origin;
    this.window = window;
    this.open = open;
    this.keepMillis = keepMillis;
    this.started = cache.now();
    this.block = cache.nextNumber();
    this.blockTo = window.to();
  }

  Origin origin() {
    return origin;
  }

  /** Whether the list comes newest first and is cut by times of creation. */
  public boolean isTimed() {
    return origin.timed();
  }

  /** The span that is being read. */
  public synchronized TimeRange window() {
    return window;
  }

  /**
   * What this reading will leave for a question that waits, empty for nothing: the part not yet
   * read, unless it stands still, or has longer to go before it comes there than it is worth: who
   * wants one day of ten years ago does not wait until ten years have been read.
   */
  synchronized TimeRange promises(CacheQuery query) {
    if (closed || standsStill() || complete || tooLarge || !query.isFresh(started)) {
      return TimeRange.NONE;
    }
    TimeRange left = anything ? new TimeRange(window.from(), reached - 1) : window;
    boolean top = open && !anything;
    if (isFar(left, query.window())) {
      return TimeRange.NONE;
    }
    TimeRange promised = query.vouched(left, top, started).and(query.window());
    if (!promised.isEmpty()) {
      kept.await();
    }
    return promised;
  }

  /** Whether it has more seconds to go before the first one wanted than are wanted. */
  private boolean isFar(TimeRange left, TimeRange wanted) {
    long next = Math.min(left.to(), started.second());
    double ahead = (double) next - wanted.to();
    return ahead > 0 && ahead > (double) wanted.to() - Math.max(wanted.from(), left.from());
  }

  /**
   * Takes in an answer.
   *
   * @param without positions of objects that are not this reading's, null for none
   * @param from the first second of which every object has been read now, null if none is known
   * @param asked when the answer was asked for
   */
  public synchronized void page(
      SegmentChunk chunk, @Nullable BitSet without, @Nullable Long from, ReadInstant asked) {
    if (closed) {
      return;
    }
    if (bytes() + chunk.bytes() > cache.store().most()) {
      // A list without times, or out of order, is kept at its end or not at all: until then
      // nothing else bounds it.
      tooLarge = true;
      parts.clear();
    }
    if (tooLarge) {
      return;
    }
    parts.add(new Part(chunk, without));
    kept.add(chunk.bytes());
    readAt(asked);
    if (origin.timed() && from != null) {
      if (from <= window.from()) {
        outcome.ended();
      }
      extendTo(Math.max(from, window.from()));
    }
  }

  private void extendTo(long first) {
    if (first > blockTo || (anything && first >= reached)) {
      return;
    }
    anything = true;
    reached = first;
    put(new TimeRange(first, blockTo));
    if (!blocks.contains(block)) {
      blocks.add(block);
    }
    if (first == window.from()) {
      complete = true;
    } else if (isLarge()) {
      nextBlock(first);
    }
  }

  /**
   * The objects turned out not to come newest first: of the seconds that were said to be whole more
   * may follow. What was kept is taken back; it is kept at the end of the list, unless it is large.
   */
  public synchronized void retract() {
    if (closed || !anything || complete) {
      return;
    }
    cache.drop(blocks);
    latest = null;
    cache.store().discard(this);
    tooLarge |= finished;
    if (tooLarge) {
      parts.clear();
    }
    blocks.clear();
    anything = false;
    blockTo = window.to();
  }

  private void readAt(ReadInstant asked) {
    ReadInstant known = blockReadAt;
    blockReadAt = known == null || asked.compareTo(known) < 0 ? asked : known;
  }

  private void put(TimeRange range) {
    boolean top = open && blockTo == window.to();
    ReadInstant readAt = blockReadAt == null ? started : blockReadAt;
    Segment segment = new Segment(block, origin, readAt, keepMillis, range, top, parts, outcome);
    latest = segment;
    cache.put(segment);
  }

  private boolean isLarge() {
    return parts.size() >= MOST_PARTS || bytes() >= MOST_BYTES;
  }

  private long bytes() {
    return parts.stream().mapToLong(part -> part.chunk().bytes()).sum();
  }

  /** The last answer may have objects of the seconds to come. */
  private void nextBlock(long first) {
    Part last = parts.get(parts.size() - 1);
    parts.clear();
    finished = true;
    finish();
    block = cache.nextNumber();
    blockTo = first - 1;
    int[] inside = last.chunk().within(new TimeRange(Long.MIN_VALUE, blockTo), last.without());
    if (inside == null || inside.length > 0) {
      parts.add(last);
    } else {
      blockReadAt = null;
    }
  }

  private void finish() {
    Segment whole = latest;
    latest = null;
    if (whole != null) {
      cache.store().finish(whole, this);
    }
  }

  /** Gives away everything before this second to another reading of the same scan. */
  public InFlightRead split(long second) {
    // The other is known before this one shrinks: nobody finds the span unread in between.
    InFlightRead other =
        new InFlightRead(
            cache, origin, new TimeRange(window().from(), second - 1), false, keepMillis, kept);
    cache.add(other);
    synchronized (this) {
      window = new TimeRange(second, window.to());
    }
    return other;
  }

  /**
   * Says whether it goes on only when its own reader has taken more rows.
   *
   * @return whether that is new, so that who waits for it should look again
   */
  public boolean stall(boolean value) {
    synchronized (this) {
      if (stalled == value || closed) {
        return false;
      }
      stalled = value;
      stalledNanos = cache.nanos();
    }
    cache.changed();
    return value;
  }

  /** Whether it goes on only when its reader takes more rows, and has waited for that a while. */
  public synchronized boolean standsStill() {
    return stalled && cache.nanos() - stalledNanos > STILL_NANOS;
  }

  /** Whether the list has more than the cache could keep beside what it has kept of it. */
  public boolean isFull() {
    return kept.isFull();
  }

  /** The list was read to its end. */
  public synchronized void end() {
    if (!closed && !origin.timed() && !tooLarge) {
      complete = true;
      readAt(started);
      put(TimeRange.ALL);
    }
  }

  /** Reads no more; what was read is kept. */
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (!origin.timed() && !complete && !parts.isEmpty()) {
        put(TimeRange.NONE);
      }
      closed = true;
      parts.clear();
      finish();
      cache.store().confirm(this);
    }
    cache.remove(this);
  }

  /** Keeps nothing more of this reading. */
  public void abandon() {
    synchronized (this) {
      parts.clear();
      latest = null;
      cache.store().discard(this);
    }
    close();
  }
}
