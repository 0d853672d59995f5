package io.stripejdbc.cache;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.CacheLookup.Hit;
import io.stripejdbc.cache.CacheLookup.Miss;
import io.stripejdbc.cache.CacheLookup.Pending;
import io.stripejdbc.cache.SegmentCoverage.Cover;
import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.Segment.Origin;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.cache.segment.StringInterner;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.cache.segment.TimeRangeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is cached and what is being read with one API key: decides for each question what to take,
 * what to read and when to wait for another reader. Shared by all connections of the key.
 *
 * <p>Nobody waits in here, and nobody waits for ever outside: a question waits only for a reading
 * that goes on by itself, with a call on its way or about to be made. A reading that has to wait
 * for its own reader says so ({@link InFlightRead#stall}) and is waited for no more; so is one
 * whose scan was closed or failed. Whoever waited then reads on by himself from where the other
 * came to. So no circle of scans that wait for each other can form, even of scans that one thread
 * reads in turn.
 *
 * <p>Locks are taken in one order: a scan's, this manager's, a reading's, the store's.
 */
public final class CacheManager {
  private final SegmentStore store;
  private final LongSupplier millis;
  private final LongSupplier nanos;
  private final StringInterner stringInterner = new StringInterner();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong changes = new AtomicLong();
  private final SeenEvents seenEvents = new SeenEvents();
  private final Map<ListKey, List<InFlightRead>> readings = new HashMap<>();
  private long longestMillis;

  /**
   * @param millis the time, milliseconds since the epoch
   * @param nanos a clock that never goes back
   */
  public CacheManager(SegmentStore store, LongSupplier millis, LongSupplier nanos) {
    this.store = store;
    this.millis = millis;
    this.nanos = nanos;
  }

  /** Where segments are kept. */
  public SegmentStore store() {
    return store;
  }

  /** Texts that come again and again. */
  public StringInterner words() {
    return stringInterner;
  }

  /** Events that were seen lately. */
  public SeenEvents seenEvents() {
    return seenEvents;
  }

  /** The time. */
  public ReadInstant now() {
    return new ReadInstant(millis.getAsLong(), nanos.getAsLong());
  }

  /** Nanoseconds of a clock that never goes back. */
  public long nanos() {
    return nanos.getAsLong();
  }

  /** A number that was not given before, for a scan. */
  public long nextNumber() {
    return numbers.incrementAndGet();
  }

  /** Changes whenever a decision may be another than before. */
  public long changes() {
    return changes.get();
  }

  void changed() {
    changes.incrementAndGet();
  }

  void put(Segment segment) {
    store.put(segment);
    changed();
  }

  /** Forgets segments by their numbers. */
  public void drop(List<Long> segments) {
    segments.forEach(store::drop);
    changed();
  }

  /** Nobody reads any more: what was read is kept, and outlives the process where it is to. */
  public void flush() {
    going().forEach(InFlightRead::close);
    store.flush();
  }

  private List<InFlightRead> going() {
    List<InFlightRead> going = new ArrayList<>();
    synchronized (readings) {
      readings.values().forEach(going::addAll);
    }
    return going;
  }

  /** Forgets everything that is kept; readings that go on keep nothing of what they read. */
  public void clear() {
    going().forEach(InFlightRead::abandon);
    store.clear();
    changed();
  }

  /** Forgets a segment that cannot be read. */
  public void forget(Segment segment) {
    drop(List.of(segment.id()));
  }

  void add(InFlightRead inFlight) {
    synchronized (readings) {
      readings.computeIfAbsent(inFlight.origin().key(), key -> new ArrayList<>()).add(inFlight);
    }
    changed();
  }

  void remove(InFlightRead inFlight) {
    synchronized (readings) {
      readings.computeIfPresent(
          inFlight.origin().key(),
          (key, all) -> {
            all.remove(inFlight);
            return all.isEmpty() ? null : all;
          });
    }
    changed();
  }

  /** How many readings go on. */
  public int readingCount() {
    synchronized (readings) {
      return readings.values().stream().mapToInt(List::size).sum();
    }
  }

  /**
   * Decides what to do about the newest part of a question. Who is told to read has to: others will
   * wait for it until the readings are closed.
   *
   * @param wanted the lists that make up the answer
   * @param serial number of the scan that asks
   * @param keepMillis how long what it reads is kept at least: as long as anybody has wanted it,
   *     for it may take the place of what others would still have taken
   */
  public CacheLookup decide(
      CacheQuery query, List<ListRequest> wanted, long serial, long keepMillis) {
    synchronized (readings) {
      longestMillis = Math.max(longestMillis, keepMillis);
      // Promises first: what is fulfilled in between is then there, and not missed by both.
      List<Map<Long, List<TimeRange>>> promises =
          wanted.stream().map(list -> promises(query, list)).toList();
      SegmentCoverage segmentCoverage = coverage(query, wanted);
      Hit hit = segmentCoverage.take();
      if (hit != null) {
        hit.pieces().forEach(list -> list.forEach(held -> store.used(held.segment())));
        return hit;
      }
      TimeRangeSet promised = promised(query, promises, segmentCoverage);
      if (promised.at(query.window().to()).has(query.window().to())) {
        return new Pending();
      }
      TimeRange gap = segmentCoverage.spans().or(promised).gaps(query.window()).get(0);
      return new Miss(gap, begin(query, gap, wanted, serial));
    }
  }

  private List<InFlightRead> begin(
      CacheQuery query, TimeRange gap, List<ListRequest> wanted, long serial) {
    boolean open = query.isOpen() && gap.to() == query.top();
    List<InFlightRead> begun = new ArrayList<>();
    for (ListRequest list : wanted) {
      Origin origin = new Origin(list.key(), list.table(), list.timed(), serial);
      InFlightRead inFlight = new InFlightRead(this, origin, gap, open, longestMillis);
      add(inFlight);
      begun.add(inFlight);
    }
    return begun;
  }

  /** The seconds of a question that are answered without reading. */
  public TimeRangeSet covered(CacheQuery query, List<ListRequest> wanted) {
    SegmentCoverage segmentCoverage = coverage(query, wanted);
    Hit hit = query.limit() >= 0 ? segmentCoverage.take() : null;
    return hit != null && hit.last()
        ? TimeRangeSet.of(List.of(query.window()))
        : segmentCoverage.spans();
  }

  /** Whether the newest part of a question is answered by what is cached. */
  boolean begins(CacheQuery query, List<ListRequest> wanted) {
    return coverage(query, wanted).take() != null;
  }

  /** What is known of the newest second of a window of one list, null for nothing. */
  @Nullable Held tail(CacheQuery query, ListRequest list) {
    Held known = list.timed() ? coverage(query, List.of(list)).tail() : null;
    Segment loaded = known == null ? null : store.load(known.segment());
    if (known == null || loaded == null) {
      return null;
    }
    Held tail = new Held(loaded, known.range(), true);
    // What has no id cannot be told from what comes again.
    return loaded.rows(known.range(), 1) == 0 || tail.ids().contains("") ? null : tail;
  }

  /** All of a window of one list, newest first; null where some of it is not cached. */
  public @Nullable List<Held> whole(CacheQuery query, ListRequest list) {
    Hit hit = coverage(query, List.of(list)).take();
    if (hit == null || !hit.range().equals(query.window()) || !isSure(hit)) {
      return null;
    }
    Hit loaded = load(hit);
    if (loaded == null) {
      return null;
    }
    List<Held> pieces = loaded.pieces().get(0);
    pieces.forEach(held -> store.used(held.segment()));
    return pieces;
  }

  private static boolean isSure(Hit hit) {
    return hit.pieces().stream()
        .flatMap(List::stream)
        .allMatch(held -> held.segment().isWhole(held.range()));
  }

  /**
   * The same with the objects of all segments.
   *
   * @return null where those of one cannot be read; it is forgotten, and another decision is due
   */
  @Nullable Hit load(Hit hit) {
    List<List<Held>> loaded = new ArrayList<>();
    for (List<Held> list : hit.pieces()) {
      List<Held> pieces = new ArrayList<>();
      for (Held held : list) {
        Segment segment = store.load(held.segment());
        if (segment == null) {
          changed();
          return null;
        }
        pieces.add(new Held(segment, held.range(), held.filtered()));
      }
      loaded.add(pieces);
    }
    return new Hit(hit.range(), loaded, hit.last());
  }

  /** The ids of a list that is cached whole, null if it is not. */
  public @Nullable List<String> ids(ListRequest list, CacheQuery query) {
    Hit hit = coverage(query, List.of(list)).take();
    if (hit == null || !hit.last() || !isSure(hit)) {
      return null;
    }
    List<String> ids = new ArrayList<>();
    Hit loaded = load(hit);
    if (loaded == null) {
      return null;
    }
    for (Held held : loaded.pieces().get(0)) {
      for (Segment.Part part : held.segment().parts()) {
        for (int row = 0; row < part.chunk().rows(); row++) {
          boolean gone = part.without() != null && part.without().get(row);
          ids.addAll(gone ? List.of() : List.of(String.valueOf(part.chunk().id(row))));
        }
      }
    }
    return ids;
  }

  /**
   * Of each list the segments past their time to live that would answer what no other one does.
   *
   * @param mostMillis age past which nothing can be told of a segment any more
   */
  public List<List<Segment>> stale(CacheQuery query, List<ListRequest> wanted, long mostMillis) {
    TimeRangeSet gaps = TimeRangeSet.of(covered(query, wanted).gaps(query.window()));
    return new StaleSegments(store, query, mostMillis).of(wanted, gaps);
  }

  /**
   * Keeps what segments of a list were brought up to in their place, unless one was forgotten
   * meanwhile or somebody was faster.
   *
   * @param now null where nothing of them is left
   */
  public void replace(List<Segment> old, @Nullable Segment now) {
    synchronized (readings) {
      List<Segment> kept = store.segments(old.get(0).origin().key());
      boolean same = old.stream().allMatch(one -> kept.stream().anyMatch(k -> isSame(one, k)));
      if (same && now != null) {
        store.replace(old, now);
      } else if (same) {
        old.forEach(one -> store.drop(one.id()));
      }
    }
    changed();
  }

  private static boolean isSame(Segment one, Segment other) {
    return one.id() == other.id() && one.knownAt().equals(other.knownAt());
  }

  private SegmentCoverage coverage(CacheQuery query, List<ListRequest> wanted) {
    List<List<Cover>> lists = new ArrayList<>();
    for (ListRequest list : wanted) {
      List<Cover> covers = new ArrayList<>();
      for (ListRequest.Source source : list.sources()) {
        for (Segment segment : store.segments(source.key())) {
          if (query.isFresh(segment) && segment.fits(list.timed())) {
            covers.add(new Cover(segment, segment.covers(query), source.filtered()));
          }
        }
      }
      lists.add(covers);
    }
    return new SegmentCoverage(query, lists, store::load);
  }

  /** The seconds that others read now: of several lists, all by one scan. */
  private static TimeRangeSet promised(
      CacheQuery query, List<Map<Long, List<TimeRange>>> lists, SegmentCoverage segmentCoverage) {
    Set<Long> serials = new HashSet<>();
    lists.forEach(list -> serials.addAll(list.keySet()));
    TimeRangeSet all = TimeRangeSet.NONE;
    for (long serial : serials) {
      TimeRangeSet common = TimeRangeSet.of(List.of(query.window()));
      for (int i = 0; i < lists.size(); i++) {
        List<TimeRange> its = lists.get(i).getOrDefault(serial, List.of());
        common = common.and(TimeRangeSet.of(its).or(segmentCoverage.spans(i, serial)));
      }
      all = all.or(common);
    }
    return all;
  }

  private Map<Long, List<TimeRange>> promises(CacheQuery query, ListRequest list) {
    Map<Long, List<TimeRange>> spans = new HashMap<>();
    for (ListRequest.Source source : list.sources()) {
      for (InFlightRead inFlight : readings.getOrDefault(source.key(), List.of())) {
        // A filter may need one call where the whole list needs a thousand: nobody waits for that.
        TimeRange range = source.filtered() ? inFlight.promises(query) : TimeRange.NONE;
        if (!range.isEmpty()) {
          spans.computeIfAbsent(inFlight.origin().serial(), serial -> new ArrayList<>()).add(range);
        }
      }
    }
    return spans;
  }

  /**
   * Finds one object in the lists that are kept.
   *
   * @param own the request for the object by its id
   * @param path path of the lists
   * @param good whether the objects of a list are as those that are asked for
   * @return where it is; null if it is in none, or was asked for by itself more lately
   */
  public @Nullable Place find(
      CacheQuery query, ListKey own, String path, Predicate<ListKey> good, String id) {
    return new ObjectFinder(store).find(query, own, path, good, id);
  }

  /**
   * Where one object is.
   *
   * @param row its position in the chunk
   */
  public record Place(Held held, SegmentChunk chunk, int row) {}
}
