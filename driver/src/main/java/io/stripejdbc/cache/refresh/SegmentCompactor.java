package io.stripejdbc.cache.refresh;

import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.ReadOutcome;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.Segment.Part;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.cache.segment.StringInterner;
import io.stripejdbc.cache.segment.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Makes one segment of small ones that lie side by side: a list that is brought up to date every
 * minute grows by a few rows each time, and not by a segment.
 */
public final class SegmentCompactor {
  /** A segment with more rows than this is large enough to be left alone. */
  private static final long SMALL_ROWS = 400;

  /** Parts from which on the rows of a segment are packed anew. */
  private static final int MOST_PARTS = 24;

  private static final int ROWS_OF_A_CHUNK = 100;

  private final LongSupplier numbers;
  private final StringInterner words;

  /**
   * Creates one.
   *
   * @param numbers gives numbers for segments
   */
  public SegmentCompactor(LongSupplier numbers, StringInterner words) {
    this.numbers = numbers;
    this.words = words;
  }

  /**
   * Segments that are to become one.
   *
   * @param old the segments, of one list and with their objects, newest first
   * @param merged what they become
   */
  public record Merge(List<Segment> old, Segment merged) {}

  /**
   * What is to be merged.
   *
   * @param told segments of one list, all told of at the same time
   */
  public List<Merge> merges(List<Segment> told) {
    List<Segment> sorted = new ArrayList<>(told);
    sorted.removeIf(one -> one.stored() != null || !one.origin().timed());
    sorted.sort(Comparator.comparingLong((Segment one) -> one.window().to()).reversed());
    List<Merge> merges = new ArrayList<>();
    List<Segment> run = new ArrayList<>();
    for (Segment one : sorted) {
      if (!run.isEmpty() && !follows(run, one)) {
        add(run, merges);
        run = new ArrayList<>();
      }
      run.add(one);
    }
    add(run, merges);
    return merges;
  }

  private static boolean follows(List<Segment> run, Segment older) {
    Segment last = run.get(run.size() - 1);
    long rows = run.stream().mapToLong(Segment::size).sum();
    return older.window().to() == last.window().from() - 1
        && isSmall(last)
        && isSmall(older)
        && rows + older.size() <= 2 * SMALL_ROWS;
  }

  private static boolean isSmall(Segment one) {
    return one.size() <= SMALL_ROWS;
  }

  private void add(List<Segment> run, List<Merge> merges) {
    boolean crowded = run.stream().anyMatch(one -> one.parts().size() > MOST_PARTS);
    if (run.size() > 1 || crowded) {
      merges.add(new Merge(List.copyOf(run), merged(run)));
    }
  }

  private Segment merged(List<Segment> run) {
    Segment newest = run.get(0);
    TimeRange window = new TimeRange(run.get(run.size() - 1).window().from(), newest.window().to());
    List<LookedUpObject> rows = new ArrayList<>();
    ReadInstant readAt = newest.readAt();
    ReadOutcome ended = new ReadOutcome();
    for (Segment one : run) {
      rows.addAll(rows(one));
      if (one.outcome().isWhole(one.window())) {
        ended.verified(one.window());
      }
      readAt = one.readAt().compareTo(readAt) < 0 ? one.readAt() : readAt;
    }
    rows.sort(Comparator.comparingLong(LookedUpObject::created).reversed());
    List<Part> parts = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += ROWS_OF_A_CHUNK) {
      List<LookedUpObject> some = rows.subList(from, Math.min(rows.size(), from + ROWS_OF_A_CHUNK));
      parts.add(new Part(SegmentUpdate.pack(some, words), null));
    }
    return newest.mergedAs(numbers.getAsLong(), readAt, window, parts, ended);
  }

  /** The rows of a segment's own seconds; a chunk may have others. */
  private static List<LookedUpObject> rows(Segment one) {
    List<LookedUpObject> rows = new ArrayList<>();
    for (Part part : one.parts()) {
      SegmentChunk chunk = part.chunk();
      List<byte[]> objects = chunk.objects();
      for (int row = 0; row < chunk.rows(); row++) {
        boolean gone = part.without() != null && part.without().get(row);
        if (!gone && one.window().has(chunk.created(row))) {
          rows.add(
              new LookedUpObject(
                  String.valueOf(chunk.id(row)), chunk.created(row), objects.get(row)));
        }
      }
    }
    return rows;
  }
}
