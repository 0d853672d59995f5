package io.stripejdbc.scan.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.scan.ScanSpec.Bounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The oldest rows of lists of many shapes, and what it takes to find them. */
@Timeout(60)
class OldestRowSearchTest {
  private static final long NOW = 1_793_500_000L;
  private static final long YEAR = 31_536_000L;

  /** What a search gave out, and the calls it took. */
  private record Found(List<Long> rows, int calls) {}

  /**
   * @param rows seconds, in the order of the list
   */
  private static Found search(long[] rows, Bounds window, long wanted, boolean ties, long guess) {
    return search(rows, new OldestRowSearch(window, wanted, ties, guess, Long.MIN_VALUE));
  }

  private static Found search(long[] rows, OldestRowSearch search) {
    List<Long> found = new ArrayList<>();
    int calls = 0;
    for (Bounds asked = search.next(); asked != null; asked = search.next()) {
      Bounds now = asked;
      long[] all =
          LongStream.of(rows).filter(s -> s >= now.least() && s <= now.greatest()).toArray();
      int limit = (int) search.limit();
      long[] page = Arrays.copyOf(all, Math.min(all.length, limit));
      calls += Math.max(1, (page.length + 99) / 100);
      boolean complete = all.length < limit;
      long newest = LongStream.of(page).max().orElse(Long.MIN_VALUE);
      long oldest = LongStream.of(page).min().orElse(Long.MIN_VALUE);
      if (search.answered(page.length, complete, newest, oldest)) {
        LongStream.of(page).forEach(found::add);
      }
      assertTrue(calls < 500, () -> "it does not end: " + now);
    }
    return new Found(found, calls);
  }

  private static int check(long[] rows, long wanted, boolean ties, String what) {
    Found found = search(rows, Bounds.ALL, wanted, ties, Long.MIN_VALUE);
    long[] sorted = LongStream.of(rows).sorted().toArray();
    List<Long> given = new ArrayList<>(found.rows());
    Collections.sort(given);
    int least = (int) Math.min(wanted, sorted.length);
    assertTrue(given.size() >= least, what + ": " + given.size());
    long last = least == 0 ? Long.MIN_VALUE : sorted[least - 1];
    long whole = LongStream.of(sorted).filter(s -> ties ? s <= last : s < last).count();
    for (int i = 0; i < Math.max(least, whole); i++) {
      assertEquals(sorted[i], given.get(i), what);
    }
    return found.calls();
  }

  private static long[] newestFirst(int size, LongSupplier age) {
    return LongStream.generate(() -> NOW - age.getAsLong())
        .limit(size)
        .map(s -> -s)
        .sorted()
        .map(s -> -s)
        .toArray();
  }

  /** Lists of one size in all shapes. */
  private static List<long[]> shapes(int size, Random random) {
    return List.of(
        newestFirst(size, () -> (long) (random.nextDouble() * YEAR)),
        newestFirst(size, () -> (long) (Math.sqrt(random.nextDouble()) * YEAR)),
        newestFirst(size, () -> (long) (Math.pow(random.nextDouble(), 3) * 5 * YEAR)),
        newestFirst(
            size,
            () ->
                random.nextBoolean()
                    ? YEAR / 2 + random.nextInt(3600)
                    : (long) (random.nextDouble() * YEAR)),
        newestFirst(
            size,
            () ->
                random.nextBoolean()
                    ? YEAR - random.nextInt(3600)
                    : (long) (random.nextDouble() * YEAR)),
        newestFirst(size, () -> random.nextInt(3600)),
        newestFirst(size, () -> 86_400L * random.nextInt(3_650)),
        newestFirst(size, () -> 12 * YEAR - random.nextInt(86_400)),
        newestFirst(size, () -> 77));
  }

  @Test
  void theOldestRowOfAListOfAnyShapeTakesTwentyCallsAtMost() {
    Random random = new Random(20);
    for (int size : new int[] {0, 1, 100, 101, 250, 3_000, 30_000, 300_000}) {
      int shape = 0;
      for (long[] rows : shapes(size, random)) {
        int calls = check(rows, 1, false, size + " rows, shape " + shape);
        // Half of the rows in the oldest hour of a year: each call halves, and no more.
        int most = shape == 4 && size > 1_000 ? 30 : 20;
        assertTrue(calls <= most, size + " rows, shape " + shape + ": " + calls + " calls");
        assertTrue(size >= 100 || calls == 1, size + " rows: " + calls + " calls");
        shape++;
      }
    }
  }

  @Test
  void theAgeOfTheAccountShortensTheSearchWhereAListBeganWithAnImport() {
    long[] rows = shapes(30_000, new Random(25)).get(4);
    long oldest = LongStream.of(rows).min().orElseThrow();
    Found known =
        search(rows, new OldestRowSearch(Bounds.ALL, 1, false, Long.MIN_VALUE, oldest - 7_200));
    assertTrue(known.rows().contains(oldest));
    assertTrue(known.calls() <= 24, known.calls() + " calls");
    // Rows that are older than their account are found all the same.
    Found wrong =
        search(rows, new OldestRowSearch(Bounds.ALL, 1, false, Long.MIN_VALUE, oldest + 86_400));
    assertTrue(wrong.rows().contains(oldest));
  }

  @Test
  void rowsOutOfPlaceAreFoundWhereverTheyStand() {
    Random random = new Random(21);
    for (int run = 0; run < 300; run++) {
      int size = 1 + random.nextInt(2_000);
      long[] rows = newestFirst(size, () -> (long) (random.nextDouble() * YEAR));
      for (int i = random.nextInt(5); i > 0; i--) {
        rows[random.nextInt(size)] = NOW - (long) (random.nextDouble() * 2 * YEAR);
      }
      check(rows, 1 + random.nextInt(3), random.nextBoolean(), "run " + run);
    }
  }

  @Test
  void severalOfTheOldestAreFoundWithAllOfTheirSecond() {
    Random random = new Random(22);
    for (int run = 0; run < 60; run++) {
      int size = 1 + random.nextInt(5_000);
      for (long[] rows : shapes(size, random)) {
        check(rows, 1 + random.nextInt(400), random.nextBoolean(), "run " + run);
      }
    }
  }

  @Test
  void whereTheListBeganTheLastTimeItIsOneCall() {
    long[] rows = newestFirst(5_000, new Random(23).longs(0, YEAR).iterator()::nextLong);
    long oldest = LongStream.of(rows).min().orElseThrow();
    Found again = search(rows, Bounds.ALL, 1, false, oldest);
    assertEquals(new Found(List.of(oldest), 1), again);
    Found deleted = search(rows, Bounds.ALL, 1, false, oldest - 86_400);
    assertTrue(deleted.rows().contains(oldest));
  }

  @Test
  void aWindowIsNotLeft() {
    long[] rows = newestFirst(5_000, new Random(24).longs(0, YEAR).iterator()::nextLong);
    Bounds window = new Bounds(NOW - YEAR / 2, NOW - YEAR / 4);
    Found found = search(rows, window, 1, false, Long.MIN_VALUE);
    long oldest = LongStream.of(rows).filter(s -> s >= window.least()).min().orElseThrow();
    assertTrue(found.rows().contains(oldest));
    assertTrue(found.rows().stream().allMatch(s -> s >= oldest && s <= window.greatest()));
  }
}
