package io.stripejdbc.cache.segment;

import io.stripejdbc.cache.segment.SegmentView.CachedList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one list that were made in a span of time, as they were when they were read.
 * Immutable but for decoded columns; stays valid in the hands of whoever holds it.
 *
 * <p>Its last second but one downwards may be known in part ({@link #ragged()}): rows that were
 * read, beside which there may be others of the same second.
 */
public final class Segment {
  /** Seconds before its reading that a segment does not answer for: objects may show up late. */
  public static final long GRACE_SECONDS = 10;

  /** Seconds by which an event may show up late in the list of events. */
  public static final long LATE_EVENT_SECONDS = 60;

  private static final long OWN_BYTES = 400;

  /**
   * The objects of one answer.
   *
   * @param chunk the objects
   * @param without positions of those that are not part of it, null for none
   */
  public record Part(SegmentChunk chunk, @Nullable BitSet without) {}

  /**
   * Where it comes from.
   *
   * @param key the list it is of
   * @param table the table whose question brought it
   * @param timed whether the list's objects have a time of creation and come newest first
   * @param serial number of the scan that read it
   */
  public record Origin(ListKey key, String table, boolean timed, long serial) {}

  private final long id;
  private final Origin origin;
  private final ReadInstant readAt;
  private final @Nullable ReadInstant toldAt;
  private final long keepMillis;
  private final TimeRange window;
  private final boolean open;
  private final List<Part> parts;
  private final @Nullable StoredSegment stored;
  private final ReadOutcome outcome;

  /**
   * Creates one.
   *
   * @param id the part it is a state of; a later state takes the place of an earlier one
   * @param keepMillis age at which nobody wants it any more
   * @param window seconds of which it has every object; empty for none
   * @param open whether it was asked for up to then
   * @param parts the objects, newest first
   */
  public Segment(
      long id,
      Origin origin,
      ReadInstant readAt,
      long keepMillis,
      TimeRange window,
      boolean open,
      List<Part> parts,
      ReadOutcome outcome) {
    this(
        id,
        origin,
        new AsOf(readAt, null),
        keepMillis,
        new Coverage(window, open),
        Contents.of(parts),
        outcome);
  }

  private Segment(
      long id,
      Origin origin,
      AsOf asOf,
      long keepMillis,
      Coverage coverage,
      Contents contents,
      ReadOutcome outcome) {
    this.id = id;
    this.origin = origin;
    this.readAt = asOf.read();
    this.toldAt = asOf.told();
    this.keepMillis = keepMillis;
    this.window = coverage.window();
    this.open = coverage.open();
    this.parts = List.copyOf(contents.parts());
    this.stored = contents.stored();
    this.outcome = outcome;
  }

  /** When the objects were read, and as of when changes to them were told; null for never. */
  private record AsOf(ReadInstant read, @Nullable ReadInstant told) {}

  /** The seconds of which there is every object, and whether it was asked for up to then. */
  private record Coverage(TimeRange window, boolean open) {}

  /** The objects, or the file that they lie in. */
  private record Contents(List<Part> parts, @Nullable StoredSegment stored) {
    static Contents of(List<Part> parts) {
      return new Contents(parts, null);
    }
  }

  private AsOf asOf() {
    return new AsOf(readAt, toldAt);
  }

  private Coverage coverage() {
    return new Coverage(window, open);
  }

  private Segment with(long other, AsOf asOf, Coverage coverage, Contents contents) {
    return new Segment(other, origin, asOf, keepMillis, coverage, contents, outcome);
  }

  /** This segment without its objects, which lie in a file. */
  public Segment storedIn(StoredSegment file) {
    return with(id, asOf(), coverage(), new Contents(List.of(), file));
  }

  /** This segment with its objects. */
  public Segment with(List<Part> objects) {
    return with(id, asOf(), coverage(), Contents.of(objects));
  }

  /**
   * This segment brought up to date: the same rows, or fewer seconds of them, as they were at a
   * later time.
   *
   * @param at as of when changes were told
   * @param seconds the part of its window that is kept, or a longer one of which nothing is missing
   */
  public Segment told(ReadInstant at, TimeRange seconds, boolean upToThen) {
    return with(
        id, new AsOf(readAt, at), new Coverage(seconds, upToThen), new Contents(parts, stored));
  }

  /** The same as another segment, with these objects. */
  public Segment replacedBy(long other, List<Part> objects) {
    return with(other, asOf(), coverage(), Contents.of(objects));
  }

  /** The same as part of another reading. */
  public Segment ofReading(long serial) {
    Origin other = new Origin(origin.key(), origin.table(), origin.timed(), serial);
    return new Segment(
        id, other, asOf(), keepMillis, coverage(), new Contents(parts, stored), outcome);
  }

  /**
   * This segment with older ones of its list.
   *
   * @param first when the one that was read first was read
   * @param ended how the readings of all of them ended
   */
  public Segment mergedAs(
      long other, ReadInstant first, TimeRange seconds, List<Part> objects, ReadOutcome ended) {
    return new Segment(
        other,
        origin,
        new AsOf(first, toldAt),
        keepMillis,
        new Coverage(seconds, open),
        Contents.of(objects),
        ended);
  }

  /** As of when changes to it were told; null where it was only read. */
  public @Nullable ReadInstant toldAt() {
    return toldAt;
  }

  /** When it was read or told of last. */
  public ReadInstant knownAt() {
    return toldAt == null ? readAt : toldAt;
  }

  /** Where its objects lie; null where it has them. */
  public @Nullable StoredSegment stored() {
    return stored;
  }

  /** How the reading ended that it comes from. */
  public ReadOutcome outcome() {
    return outcome;
  }

  /**
   * Whether nothing is missing in a part of its window, wherever the rows stand in the list. A list
   * without times is taken whole or not at all.
   */
  public boolean isWhole(TimeRange part) {
    return !origin.timed() || outcome.isWhole(part);
  }

  public long id() {
    return id;
  }

  public Origin origin() {
    return origin;
  }

  /** When it was read. */
  public ReadInstant readAt() {
    return readAt;
  }

  public long keepMillis() {
    return keepMillis;
  }

  public TimeRange window() {
    return window;
  }

  public boolean open() {
    return open;
  }

  /** The objects, newest first. */
  public List<Part> parts() {
    return parts;
  }

  public void hit() {
    outcome.hit();
  }

  /**
   * Whether it can answer for a list that is cut by times, or for one that is not. The first needs
   * the time of every object; the second takes a list whole or not at all.
   */
  public boolean fits(boolean timed) {
    if (timed && stored != null) {
      return !stored.unknown();
    }
    return timed
        ? parts.stream().noneMatch(part -> part.chunk().hasUnknown())
        : window.isEmpty() || window.equals(TimeRange.ALL);
  }

  /** The seconds of a question that it answers, empty for none. */
  public TimeRange covers(CacheQuery query) {
    return query.isFresh(this)
        ? query.vouched(window, open, this).and(query.window())
        : TimeRange.NONE;
  }

  /**
   * The part of time of which it has some objects, not known to be all: the second before its
   * window; of a list without times that was not read to its end, everything.
   */
  private TimeRange ragged() {
    if (!origin.timed()) {
      return window.isEmpty() ? TimeRange.ALL : TimeRange.NONE;
    }
    boolean none = window.isEmpty() || window.from() == Long.MIN_VALUE;
    return none ? TimeRange.NONE : new TimeRange(window.from() - 1, window.from() - 1);
  }

  /** What it has of that part for a question: none where others may have shown up since. */
  public TimeRange ragged(CacheQuery query) {
    return query.vouched(ragged(), false, this);
  }

  /** Objects within a span, counted up to {@code enough}. */
  public long rows(TimeRange range, long enough) {
    long rows = 0;
    for (Part part : parts) {
      int[] within = part.chunk().within(range, part.without());
      rows += within == null ? part.chunk().rows() : within.length;
      if (rows >= enough) {
        break;
      }
    }
    return rows;
  }

  /** All objects that were read, those that newer parts have taken the place of among them. */
  public long size() {
    return stored == null
        ? parts.stream().mapToLong(part -> part.chunk().rows()).sum()
        : stored.rows();
  }

  /** The objects but those that newer parts have taken the place of; all of those in a file. */
  public long liveSize() {
    long gone = 0;
    for (Part part : parts) {
      gone += part.without() == null ? 0 : part.without().cardinality();
    }
    return size() - gone;
  }

  /** Memory it takes now. */
  public long bytes() {
    if (stored != null) {
      return stored.length();
    }
    long bytes = OWN_BYTES + 2L * origin.key().path().length();
    for (Part part : parts) {
      bytes += 32 + part.chunk().bytes();
    }
    return bytes;
  }

  /** Whether it answers everything that an older segment of the same list answers. */
  public boolean replaces(Segment older) {
    return id != older.id
        && readAt.compareTo(older.knownAt()) >= 0
        && !window.isEmpty()
        && (open || !older.open)
        && window.from() <= older.window.from()
        && window.to() >= older.window.to();
  }

  public SegmentView view(long nowMillis, SegmentView.Location location) {
    TimeRange shown = window.isEmpty() ? ragged() : window;
    return new SegmentView(
        new CachedList(
            origin.key().account(),
            origin.table(),
            origin.key().path(),
            String.join("&", origin.key().parameters())),
        shown.from(),
        shown.to(),
        new SegmentView.Size(stored == null ? rows(shown, Long.MAX_VALUE) : stored.rows(), bytes()),
        new SegmentView.Age(readAt.millis(), Math.max(0, nowMillis - knownAt().millis())),
        outcome.hits(),
        location);
  }
}
