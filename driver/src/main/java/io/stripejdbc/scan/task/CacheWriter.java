package io.stripejdbc.scan.task;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.CachePartition;
import io.stripejdbc.cache.InFlightRead;
import io.stripejdbc.cache.segment.CachedColumn;
import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.JsonBuffer;
import io.stripejdbc.row.ObjectBytes;
import io.stripejdbc.row.ObjectReader;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.rows.ChunkDecoder;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Caches the answers of one task. What cannot be cached is left out; it never makes a scan fail.
 *
 * <p>Answers are packed while they are read, by the thread that made the call; everything else
 * happens under the run's lock. Of a list of more than a page the columns that nobody has asked for
 * yet are read along: by themselves they would cost as much as all that was asked for.
 */
public final class CacheWriter {
  private final CacheManager cache;
  private final InFlightRead inFlight;
  private final RowLayout layout;
  private final Shape shape;
  private final @Nullable CachePartition partition;
  private final ChunkDecoder decoder;
  private ReadInstant asked;
  private volatile @Nullable SegmentChunk chunk;
  private volatile boolean full;
  private volatile boolean goesOn;
  private long lastCreated = Long.MAX_VALUE;
  private boolean ordered = true;

  /**
   * Creates one.
   *
   * @param partition what it is a part of, null where nobody else can read it
   */
  public CacheWriter(
      CacheManager cache,
      InFlightRead inFlight,
      RowLayout layout,
      Shape shape,
      @Nullable CachePartition partition) {
    this(cache, inFlight, new ChunkDecoder(layout, cache.words()), layout, shape, partition);
  }

  private CacheWriter(
      CacheManager cache,
      InFlightRead inFlight,
      ChunkDecoder decoder,
      RowLayout layout,
      Shape shape,
      @Nullable CachePartition partition) {
    this.cache = cache;
    this.inFlight = inFlight;
    this.layout = layout;
    this.shape = shape;
    this.partition = partition;
    this.decoder = decoder;
    this.asked = cache.now();
  }

  /** A reader that packs what it reads. */
  <P extends PagedResult> BodyReader<P> packing(BodyReader<P> reader) {
    boolean unused = inFlight.stall(false);
    asked = cache.now();
    chunk = null;
    return body -> {
      chunk = null;
      full = inFlight.isFull();
      if (full) {
        return reader.read(body);
      }
      JsonBuffer buffer = JsonBuffer.of(body);
      if (goesOn && layout.columns().size() <= ChunkDecoder.MOST_COLUMNS) {
        buffer.readWider(decoder.wider());
      }
      P page = reader.read(buffer);
      SegmentChunk packed = pack(buffer.objects(), page.rows());
      List<@Nullable Object[]> wider = buffer.widerRows();
      if (packed != null && wider != null) {
        decoder.keepWider(packed, wider);
      }
      chunk = packed;
      return page;
    };
  }

  private @Nullable SegmentChunk pack(ObjectBytes objects, List<@Nullable Object[]> rows) {
    if (shape == Shape.OBJECT && rows.isEmpty()) {
      return nothing();
    }
    if (objects.ends().length != rows.size()) {
      return null;
    }
    @Nullable String[] ids = new @Nullable String[rows.size()];
    long[] created = new long[rows.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = layout.id(rows.get(i));
      created[i] = layout.created(rows.get(i), SegmentChunk.UNKNOWN);
    }
    SegmentChunk packed =
        SegmentChunk.pack(objects.json(), objects.ends(), ids, created, cache.words());
    keepColumns(packed, rows);
    return packed;
  }

  private SegmentChunk nothing() {
    return SegmentChunk.pack(new byte[0], new int[0], new String[0], new long[0], cache.words());
  }

  private void keepColumns(SegmentChunk packed, List<@Nullable Object[]> rows) {
    List<ColumnSpec> columns = layout.columns();
    if (columns.size() > ChunkDecoder.MOST_COLUMNS) {
      decoder.keep(packed, rows);
      return;
    }
    for (int slot = 0; slot < columns.size(); slot++) {
      ColumnSpec column = columns.get(slot);
      String source = ObjectReader.source(column);
      if (source != null && column.role() == ColumnSpec.Role.FIELD) {
        packed.keep(source, CachedColumn.of(ChunkDecoder.values(rows, slot), cache.words()));
      }
    }
  }

  /**
   * Caches the answer that was packed last.
   *
   * @param kept positions of the rows that are the task's own
   * @param all whether every row of the window has been read now
   */
  void answered(List<Integer> kept, boolean all) {
    SegmentChunk packed = chunk;
    goesOn = !all;
    chunk = null;
    if (full) {
      inFlight.close();
      return;
    }
    if (packed == null || !isTimed(packed, kept)) {
      inFlight.abandon();
      return;
    }
    boolean before = ordered;
    follow(packed, kept);
    if (before && !ordered) {
      inFlight.retract();
    }
    Long from = all ? Long.valueOf(inFlight.window().from()) : complete(packed);
    inFlight.page(packed, without(packed, kept), from, asked);
    if (all) {
      inFlight.end();
    }
  }

  /** Whether it can be cut by time: every object has one. */
  private boolean isTimed(SegmentChunk packed, List<Integer> kept) {
    return !inFlight.isTimed()
        || kept.stream().noneMatch(row -> packed.created(row) == SegmentChunk.UNKNOWN);
  }

  /** Looks whether the rows come newest first. */
  private void follow(SegmentChunk packed, List<Integer> kept) {
    for (int row : kept) {
      ordered &= packed.created(row) <= lastCreated;
      lastCreated = Math.min(lastCreated, packed.created(row));
    }
  }

  /** The last second may go on with the next answer. */
  private @Nullable Long complete(SegmentChunk packed) {
    boolean known =
        ordered && inFlight.isTimed() && packed.rows() > 0 && lastCreated < Long.MAX_VALUE;
    return known ? Long.valueOf(lastCreated + 1) : null;
  }

  private static @Nullable BitSet without(SegmentChunk packed, List<Integer> kept) {
    if (kept.size() == packed.rows()) {
      return null;
    }
    BitSet without = new BitSet();
    without.set(0, packed.rows());
    kept.forEach(without::clear);
    return without;
  }

  /** There is no such object, or no such list: that is cached too. */
  void absent() {
    inFlight.page(nothing(), null, inFlight.window().from(), asked);
    inFlight.end();
    close();
  }

  /** Gives the part before a second to another task. */
  CacheWriter split(long second) {
    InFlightRead older = inFlight.split(second);
    CacheWriter other = new CacheWriter(cache, older, decoder, layout, shape, partition);
    other.goesOn = goesOn;
    return other;
  }

  /**
   * The rest of the task's list, where its reader took no row for a while and another scan has read
   * on; null where nobody has.
   *
   * @param left from its floor to the newest second of which it has rows
   * @param seen whether it has given this object
   */
  <P extends PagedResult> @Nullable CachedRemainder<P> rest(
      TimeRange left, Predicate<String> seen, PageConsumer<P> consumer, RowContext context) {
    CachePartition whole = partition;
    if (whole == null || !ordered || !inFlight.standsStill()) {
      return null;
    }
    List<Held> others = whole.instead(left);
    return others == null
        ? null
        : new CachedRemainder<>(
            whole.memory(), consumer, context, others, (second, id) -> id != null && seen.test(id));
  }

  /** The task waits for its reader; says whether that is new. */
  boolean held() {
    return inFlight.stall(true);
  }

  /** Keeps nothing more, and not what was kept under the impression of an order. */
  void abandon() {
    inFlight.retract();
    inFlight.abandon();
  }

  void close() {
    inFlight.close();
  }
}
