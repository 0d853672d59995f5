package io.stripejdbc.cache;

import io.stripejdbc.cache.Coverage.Cover;
import io.stripejdbc.cache.Decision.Held;
import io.stripejdbc.cache.Decision.Read;
import io.stripejdbc.cache.Decision.Take;
import io.stripejdbc.cache.Decision.Wait;
import io.stripejdbc.cache.Segment.Origin;
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
 * What is remembered and what is being read with one API key: decides for each question what to
 * take, what to read and when to wait for another reader. Shared by all connections of the key.
 *
 * <p>Nobody waits in here, and nobody waits for ever outside: a question waits only for a reading
 * that goes on by itself, with a call on its way or about to be made. A reading that has to wait
 * for its own reader says so ({@link Reading#stall}) and is waited for no more; so is one whose
 * scan was closed or failed. Whoever waited then reads on by himself from where the other came to.
 * So no circle of scans that wait for each other can form, even of scans that one thread reads in
 * turn.
 *
 * <p>Locks are taken in one order: a scan's, this room's, a reading's, the store's.
 */
public final class ReadingRoom {
  private final SegmentStore store;
  private final LongSupplier millis;
  private final LongSupplier nanos;
  private final Words words = new Words();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong changes = new AtomicLong();
  private final Map<ListKey, List<Reading>> readings = new HashMap<>();
  private long longestMillis;

  /**
   * @param millis the time, milliseconds since the epoch
   * @param nanos a clock that never goes back
   */
  public ReadingRoom(SegmentStore store, LongSupplier millis, LongSupplier nanos) {
    this.store = store;
    this.millis = millis;
    this.nanos = nanos;
  }

  /** Where segments are kept. */
  public SegmentStore store() {
    return store;
  }

  /** Texts that come again and again. */
  public Words words() {
    return words;
  }

  /** The time. */
  public Moment now() {
    return new Moment(millis.getAsLong(), nanos.getAsLong());
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

  void drop(List<Long> segments) {
    segments.forEach(store::drop);
    changed();
  }

  /** Forgets a segment that cannot be read. */
  public void forget(Segment segment) {
    drop(List.of(segment.id()));
  }

  void add(Reading reading) {
    synchronized (readings) {
      readings.computeIfAbsent(reading.origin().key(), key -> new ArrayList<>()).add(reading);
    }
    changed();
  }

  void remove(Reading reading) {
    synchronized (readings) {
      readings.computeIfPresent(
          reading.origin().key(),
          (key, all) -> {
            all.remove(reading);
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
  public Decision decide(Question question, List<Wanted> wanted, long serial, long keepMillis) {
    synchronized (readings) {
      longestMillis = Math.max(longestMillis, keepMillis);
      // Promises first: what is fulfilled in between is then there, and not missed by both.
      List<Map<Long, List<Span>>> promises =
          wanted.stream().map(list -> promises(question, list)).toList();
      Coverage coverage = coverage(question, wanted);
      Take take = coverage.take();
      if (take != null) {
        take.pieces().forEach(list -> list.forEach(held -> store.used(held.segment())));
        return take;
      }
      Spans promised = promised(question, promises, coverage);
      if (promised.at(question.window().to()).has(question.window().to())) {
        return new Wait();
      }
      Span gap = coverage.spans().or(promised).gaps(question.window()).get(0);
      return new Read(gap, begin(question, gap, wanted, serial));
    }
  }

  private List<Reading> begin(Question question, Span gap, List<Wanted> wanted, long serial) {
    boolean open = question.isOpen() && gap.to() == question.top();
    List<Reading> begun = new ArrayList<>();
    for (Wanted list : wanted) {
      Origin origin = new Origin(list.key(), list.table(), list.timed(), serial);
      Reading reading = new Reading(this, origin, gap, open, longestMillis);
      add(reading);
      begun.add(reading);
    }
    return begun;
  }

  /** The seconds of a question that are answered without reading. */
  public Spans covered(Question question, List<Wanted> wanted) {
    Coverage coverage = coverage(question, wanted);
    Take take = question.limit() >= 0 ? coverage.take() : null;
    return take != null && take.last() ? Spans.of(List.of(question.window())) : coverage.spans();
  }

  /** All of a window of one list, newest first; null where some of it is not remembered. */
  public @Nullable List<Held> whole(Question question, Wanted list) {
    Take take = coverage(question, List.of(list)).take();
    if (take == null || !take.span().equals(question.window())) {
      return null;
    }
    List<Held> pieces = take.pieces().get(0);
    pieces.forEach(held -> store.used(held.segment()));
    return pieces;
  }

  /** The ids of a list that is remembered whole, null if it is not. */
  public @Nullable List<String> ids(Wanted list, Question question) {
    Take take = coverage(question, List.of(list)).take();
    if (take == null || !take.last()) {
      return null;
    }
    List<String> ids = new ArrayList<>();
    for (Held held : take.pieces().get(0)) {
      for (Segment.Part part : held.segment().parts()) {
        for (int row = 0; row < part.chunk().rows(); row++) {
          ids.add(String.valueOf(part.chunk().id(row)));
        }
      }
    }
    return ids;
  }

  private Coverage coverage(Question question, List<Wanted> wanted) {
    List<List<Cover>> lists = new ArrayList<>();
    for (Wanted list : wanted) {
      List<Cover> covers = new ArrayList<>();
      for (Wanted.Source source : list.sources()) {
        for (Segment segment : store.segments(source.key())) {
          if (question.isFresh(segment.readAt()) && segment.fits(list.timed())) {
            covers.add(new Cover(segment, segment.covers(question), source.filtered()));
          }
        }
      }
      lists.add(covers);
    }
    return new Coverage(question, lists);
  }

  /** The seconds that others read now: of several lists, all by one scan. */
  private static Spans promised(
      Question question, List<Map<Long, List<Span>>> lists, Coverage coverage) {
    Set<Long> serials = new HashSet<>();
    lists.forEach(list -> serials.addAll(list.keySet()));
    Spans all = Spans.NONE;
    for (long serial : serials) {
      Spans common = Spans.of(List.of(question.window()));
      for (int i = 0; i < lists.size(); i++) {
        List<Span> its = lists.get(i).getOrDefault(serial, List.of());
        common = common.and(Spans.of(its).or(coverage.spans(i, serial)));
      }
      all = all.or(common);
    }
    return all;
  }

  private Map<Long, List<Span>> promises(Question question, Wanted list) {
    Map<Long, List<Span>> spans = new HashMap<>();
    for (Wanted.Source source : list.sources()) {
      for (Reading reading : readings.getOrDefault(source.key(), List.of())) {
        // A filter may need one call where the whole list needs a thousand: nobody waits for that.
        Span span = source.filtered() ? reading.promises(question) : Span.NONE;
        if (!span.isEmpty()) {
          spans.computeIfAbsent(reading.origin().serial(), serial -> new ArrayList<>()).add(span);
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
      Question question, ListKey own, String path, Predicate<ListKey> good, String id) {
    Moment newest = null;
    for (Segment alone : store.segments(own)) {
      newest = isLater(alone, newest) ? alone.readAt() : newest;
    }
    Place best = null;
    for (ListKey key : store.lists(own.account(), path)) {
      for (Segment segment : good.test(key) ? store.segments(key) : List.<Segment>of()) {
        boolean newer = isLater(segment, newest) && question.isFresh(segment.readAt());
        Place found = newer ? find(segment, id) : null;
        if (found != null) {
          best = found;
          newest = segment.readAt();
        }
      }
    }
    if (best != null) {
      store.used(best.held().segment());
    }
    return best;
  }

  private static boolean isLater(Segment segment, @Nullable Moment than) {
    return than == null || segment.readAt().compareTo(than) > 0;
  }

  /**
   * Where one object is.
   *
   * @param row its position in the chunk
   */
  public record Place(Held held, Chunk chunk, int row) {}

  private static @Nullable Place find(Segment segment, String id) {
    for (Segment.Part part : segment.parts()) {
      int row = part.chunk().find(id);
      if (row >= 0 && (part.without() == null || !part.without().get(row))) {
        return new Place(new Held(segment, Span.ALL, true), part.chunk(), row);
      }
    }
    return null;
  }
}
