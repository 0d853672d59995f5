package io.stripejdbc.cache.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.CacheLookup;
import io.stripejdbc.cache.CacheLookup.Hit;
import io.stripejdbc.cache.CacheLookup.Miss;
import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.CachePartition;
import io.stripejdbc.cache.CacheSession;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.cache.InFlightRead;
import io.stripejdbc.cache.ListRequest;
import io.stripejdbc.cache.MemorySegmentStore;
import io.stripejdbc.cache.file.CacheFolder;
import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.CachedColumn;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.cache.segment.StringInterner;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.scan.UnlimitedCallControl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Segments that another process finds, as its scans take them: in parts, and whole or not at all.
 */
class DiskSegmentStoreTest {
  private static final ListKey CHARGES = ListKey.of("platform", "/v1/charges", List.of());
  private static final ListRequest WANTED =
      new ListRequest("charges", true, List.of(new ListRequest.Source(CHARGES, true)));
  private static final long KEEP = TimeUnit.MINUTES.toMillis(5);
  private static final int PAGES = 64;
  private static final int ROWS = 100;
  private static final int BYTES_OF_A_ROW = 1_500;

  private final AtomicLong millis = new AtomicLong(1_780_000_000_000L);
  private final Random random = new Random(20260103);

  @TempDir Path folder;

  /** A process: its own memory, and the folder. */
  private CacheManager process(long memoryBytes) throws IOException {
    MemorySegmentStore memory = new MemorySegmentStore(memoryBytes, millis::get);
    DiskSegmentStore store =
        DiskSegmentStore.open(
            memory, CacheFolder.open(folder), "sk_test_one", "here", millis::get, this::nanos);
    store.boundFiles(1L << 30);
    return new CacheManager(store, millis::get, this::nanos);
  }

  private long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(millis.get());
  }

  private static CachePartition partition(CacheManager cache) {
    CacheSession session = new CacheSession(cache, UnlimitedCallControl.caching(300), false);
    return new CachePartition(session, List.of(WANTED), session.question(TimeRange.ALL, -1));
  }

  private static String id(int row) {
    return "ch_" + row;
  }

  /** Objects of one answer, with contents that cannot be packed. */
  private SegmentChunk page(int number, long newest) {
    byte[] json = new byte[ROWS * BYTES_OF_A_ROW];
    random.nextBytes(json);
    int[] ends = new int[ROWS];
    String[] ids = new String[ROWS];
    long[] created = new long[ROWS];
    for (int row = 0; row < ROWS; row++) {
      ends[row] = (row + 1) * BYTES_OF_A_ROW;
      ids[row] = id(number * ROWS + row);
      created[row] = newest - (number * ROWS + row) / 3;
    }
    SegmentChunk chunk = SegmentChunk.pack(json, ends, ids, created, new StringInterner());
    Object[] amounts = Arrays.stream(created).mapToObj(Long::valueOf).toArray();
    chunk.keep("amount", CachedColumn.of(amounts, new StringInterner()));
    return chunk;
  }

  /** Reads a long list, as a scan does. */
  private void read(CacheManager cache, boolean toItsEnd) {
    CachePartition partition = partition(cache);
    Miss miss = (Miss) partition.get(0, -1);
    InFlightRead reading = miss.inFlights().get(0);
    long newest = millis.get() / 1_000 - 100;
    for (int number = 0; number < PAGES; number++) {
      SegmentChunk page = page(number, newest);
      boolean last = toItsEnd && number == PAGES - 1;
      long from = last ? reading.window().from() : page.created(ROWS - 1) + 1;
      reading.page(page, null, from, cache.now());
    }
    if (toItsEnd) {
      reading.close();
      cache.flush();
    }
  }

  /** What a scan takes and what it would have to read. */
  private record Taken(List<String> ids, List<TimeRange> gaps, int hits) {}

  private static Taken taken(CacheManager cache) {
    CachePartition partition = partition(cache);
    List<String> ids = new ArrayList<>();
    List<TimeRange> gaps = new ArrayList<>();
    int hits = 0;
    for (int number = 0; partition.has(number); number++) {
      CacheLookup lookup = partition.get(number, -1);
      if (lookup instanceof Hit hit) {
        hits++;
        for (CachedRows rows : CachedRows.of(hit.pieces().get(0))) {
          for (int i = 0; i < rows.size(); i++) {
            ids.add(rows.chunk().id(rows.row(i)));
            Object amount = rows.chunk().column("amount").get(rows.row(i));
            assertEquals(rows.chunk().created(rows.row(i)), amount);
          }
        }
      } else if (lookup instanceof Miss miss) {
        gaps.add(miss.range());
        miss.inFlights().forEach(InFlightRead::abandon);
      }
    }
    return new Taken(ids, gaps, hits);
  }

  private static List<String> all() {
    return Stream.iterate(0, i -> i + 1).limit((long) PAGES * ROWS).map(i -> id(i)).toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".seg")).sorted().toList();
    }
  }

  @Test
  void aLongListIsTakenInPartsAndNewestFirst() throws IOException {
    read(process(64 << 20), true);
    millis.addAndGet(10_000);
    Taken taken = taken(process(1 << 20));
    assertEquals(all(), taken.ids());
    assertEquals(List.of(), taken.gaps());
    assertTrue(taken.hits() > 2, taken.hits() + " hits of some megabytes each");
  }

  @Test
  void whatCannotBeReadIsAGapAndAllElseIsTakenOnce() throws IOException {
    read(process(64 << 20), true);
    List<Path> files = files();
    assertTrue(files.size() > 5, files.size() + " files");
    for (Path corrupt : files) {
      byte[] good = Files.readAllBytes(corrupt);
      byte[] bad = good.clone();
      bad[bad.length - 1] ^= 1;
      Files.write(corrupt, bad);
      CacheManager cache = process(64 << 20);
      Taken taken = taken(cache);
      cache.flush(); // It deletes the file.
      assertEquals(taken.ids().size(), new TreeSet<>(taken.ids()).size(), "each once");
      assertTrue(!taken.gaps().isEmpty() && taken.ids().size() < PAGES * ROWS);
      assertTrue(isSubsequence(taken.ids()), "newest first");
      Files.write(corrupt, good);
    }
    assertEquals(all(), taken(process(64 << 20)).ids());
  }

  private static boolean isSubsequence(List<String> ids) {
    int last = -1;
    for (String id : ids) {
      int row = Integer.parseInt(id.substring(3));
      if (row <= last) {
        return false;
      }
      last = row;
    }
    return true;
  }

  @Test
  void ofAReadingThatWasKilledNothingIsBelieved() throws IOException {
    CacheManager killed = process(64 << 20);
    read(killed, false);
    killed.store().flush();
    assertEquals(List.of(), taken(process(64 << 20)).ids());
  }

  @Test
  void aListThatTurnsOutToBeOutOfOrderTakesBackWhatItSaid() throws IOException {
    CacheManager cache = process(64 << 20);
    CachePartition partition = partition(cache);
    InFlightRead reading = ((Miss) partition.get(0, -1)).inFlights().get(0);
    for (int number = 0; number < PAGES; number++) {
      SegmentChunk page = page(number, millis.get() / 1_000 - 100);
      reading.page(page, null, page.created(ROWS - 1) + 1, cache.now());
    }
    reading.retract();
    reading.close();
    cache.flush();
    assertEquals(List.of(), taken(process(64 << 20)).ids());
  }

  @Test
  void rowsPastTheirTimeToLiveAreNotThere() throws IOException {
    read(process(64 << 20), true);
    millis.addAndGet(KEEP + 1);
    assertEquals(List.of(), taken(process(64 << 20)).ids());
  }

  /** Nobody knows how old it is. */
  @Test
  void rowsOfATimeToComeAreNotTaken() throws IOException {
    read(process(64 << 20), true);
    millis.addAndGet(-60_000);
    assertEquals(List.of(), taken(process(64 << 20)).ids());
  }

  @Test
  void columnsOfEveryTypeAreReadBack() throws IOException {
    for (Object[] values :
        List.of(
            new Object[] {"a", null, "é", "a", "b", "c", "d"},
            new Object[] {1L, Long.MAX_VALUE, null, Long.MIN_VALUE, 5L},
            new Object[] {1_000L, 5_000L, 9_000L},
            new Object[] {true, false, null},
            new Object[] {new BigDecimal("1.50"), BigDecimal.ONE, "x", 4L},
            new Object[] {null, null})) {
      CachedColumn column = CachedColumn.of(values, new StringInterner());
      var bytes = new ByteArrayOutputStream();
      column.write(new DataOutputStream(bytes));
      CachedColumn back =
          CachedColumn.read(
              new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())),
              new StringInterner());
      for (int row = 0; row < values.length; row++) {
        assertEquals(values[row], back.get(row));
      }
    }
  }

  @Test
  void whatIsForgottenIsGoneForTheNextProcess() throws IOException {
    CacheManager cache = process(64 << 20);
    read(cache, true);
    cache.clear();
    assertEquals(List.of(), files());
    assertEquals(Set.of(), Set.copyOf(process(64 << 20).store().list()));
    assertNull(cache.ids(WANTED, CacheQuery.of(TimeRange.ALL, -1, false, cache.now(), KEEP)));
  }
}
