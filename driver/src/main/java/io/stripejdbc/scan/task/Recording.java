package io.stripejdbc.scan.task;

import io.stripejdbc.cache.Chunk;
import io.stripejdbc.cache.Column;
import io.stripejdbc.cache.Decision.Held;
import io.stripejdbc.cache.Moment;
import io.stripejdbc.cache.Pieces;
import io.stripejdbc.cache.Reading;
import io.stripejdbc.cache.ReadingRoom;
import io.stripejdbc.cache.Span;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.fetch.Batch;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.row.ObjectBytes;
import io.stripejdbc.row.ObjectReader;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.row.Tape;
import io.stripejdbc.scan.request.Layout;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the answers of one strand. What cannot be remembered is left out; it never makes a scan
 * fail.
 *
 * <p>Answers are packed while they are read, by the thread that made the call; everything else
 * happens under the run's lock.
 */
public final class Recording {
  /** Whoever asks for more columns than this wants to look at rows, not to reckon with columns. */
  static final int MOST_COLUMNS = 40;

  private final ReadingRoom room;
  private final Reading reading;
  private final Layout layout;
  private final Shape shape;
  private final @Nullable Pieces pieces;
  private Moment asked;
  private volatile @Nullable Chunk chunk;
  private long lastCreated = Long.MAX_VALUE;
  private boolean ordered = true;

  /**
   * Creates one.
   *
   * @param pieces what it is a part of, null where nobody else can read it
   */
  public Recording(
      ReadingRoom room, Reading reading, Layout layout, Shape shape, @Nullable Pieces pieces) {
    this.room = room;
    this.reading = reading;
    this.layout = layout;
    this.shape = shape;
    this.pieces = pieces;
    this.asked = room.now();
  }

  /** A reader that packs what it reads. */
  <P extends Batch> BodyReader<P> packing(BodyReader<P> reader) {
    boolean unused = reading.stall(false);
    asked = room.now();
    chunk = null;
    return body -> {
      chunk = null;
      Tape tape = Tape.of(body);
      P page = reader.read(tape);
      chunk = pack(tape.objects(), page.rows());
      return page;
    };
  }

  private @Nullable Chunk pack(ObjectBytes objects, List<@Nullable Object[]> rows) {
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
      created[i] = layout.created(rows.get(i), Chunk.UNKNOWN);
    }
    Chunk packed = Chunk.pack(objects.json(), objects.ends(), ids, created, room.words());
    keepColumns(packed, rows);
    return packed;
  }

  private Chunk nothing() {
    return Chunk.pack(new byte[0], new int[0], new String[0], new long[0], room.words());
  }

  private void keepColumns(Chunk packed, List<@Nullable Object[]> rows) {
    List<ColumnSpec> columns = layout.columns();
    if (columns.size() > MOST_COLUMNS) {
      return;
    }
    for (int slot = 0; slot < columns.size(); slot++) {
      ColumnSpec column = columns.get(slot);
      String source = ObjectReader.source(column);
      if (source != null && column.role() == ColumnSpec.Role.FIELD) {
        int at = slot;
        @Nullable Object[] values = rows.stream().map(row -> row[at]).toArray();
        packed.keep(source, Column.of(values, room.words()));
      }
    }
  }

  /**
   * Remembers the answer that was packed last.
   *
   * @param kept positions of the rows that are the strand's own
   * @param all whether every row of the window has been read now
   */
  void answered(List<Integer> kept, boolean all) {
    Chunk packed = chunk;
    chunk = null;
    if (packed == null || !isTimed(packed, kept)) {
      reading.abandon();
      return;
    }
    boolean before = ordered;
    follow(packed, kept);
    if (before && !ordered) {
      reading.retract();
    }
    Long from = all ? Long.valueOf(reading.window().from()) : complete(packed);
    reading.page(packed, without(packed, kept), from, asked);
    if (all) {
      reading.end();
    }
  }

  /** Whether it can be cut by time: every object has one. */
  private boolean isTimed(Chunk packed, List<Integer> kept) {
    return !reading.isTimed()
        || kept.stream().noneMatch(row -> packed.created(row) == Chunk.UNKNOWN);
  }

  /** Looks whether the rows come newest first. */
  private void follow(Chunk packed, List<Integer> kept) {
    for (int row : kept) {
      ordered &= packed.created(row) <= lastCreated;
      lastCreated = Math.min(lastCreated, packed.created(row));
    }
  }

  /** The last second may go on with the next answer. */
  private @Nullable Long complete(Chunk packed) {
    boolean known =
        ordered && reading.isTimed() && packed.rows() > 0 && lastCreated < Long.MAX_VALUE;
    return known ? Long.valueOf(lastCreated + 1) : null;
  }

  private static @Nullable BitSet without(Chunk packed, List<Integer> kept) {
    if (kept.size() == packed.rows()) {
      return null;
    }
    BitSet without = new BitSet();
    without.set(0, packed.rows());
    kept.forEach(without::clear);
    return without;
  }

  /** There is no such object, or no such list: that is remembered too. */
  void absent() {
    reading.page(nothing(), null, reading.window().from(), asked);
    reading.end();
    close();
  }

  /** Gives the part before a second to another strand. */
  Recording split(long second) {
    return new Recording(room, reading.split(second), layout, shape, pieces);
  }

  /**
   * The rest of the strand's list, where its reader took no row for a while and another scan has
   * read on; null where nobody has.
   *
   * @param left from its floor to the last second of which it has rows
   * @param seen whether it has given this object of that second
   */
  <P extends Batch> @Nullable Rest<P> rest(
      Span left, Predicate<String> seen, Harvest<P> harvest, RowContext context) {
    Pieces whole = pieces;
    if (whole == null || !ordered || !reading.standsStill()) {
      return null;
    }
    List<Held> others = whole.instead(left);
    return others == null
        ? null
        : new Rest<>(
            whole.memory(),
            harvest,
            context,
            others,
            (second, id) -> second == left.to() && id != null && seen.test(id));
  }

  /** The strand waits for its reader; says whether that is new. */
  boolean held() {
    return reading.stall(true);
  }

  /** Keeps nothing more, and not what was kept under the impression of an order. */
  void abandon() {
    reading.retract();
    reading.abandon();
  }

  void close() {
    reading.close();
  }
}
