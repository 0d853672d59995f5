package io.stripejdbc.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.CacheLookup.Hit;
import io.stripejdbc.cache.CacheLookup.Miss;
import io.stripejdbc.cache.CacheLookup.Pending;
import io.stripejdbc.cache.ListRequest.Source;
import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.CachedColumn;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.cache.segment.TimeRange;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the cache of a key decides, and what its store keeps. */
class MemorySegmentStoreTest {
  private static final long NOW = 1_700_000_000;
  private static final long TTL = 300_000;
  private static final ListKey KEY = ListKey.of("platform", "/v1/charges", List.of());

  private final AtomicLong millis = new AtomicLong(NOW * 1000);
  private final AtomicLong nanos = new AtomicLong();
  private final MemorySegmentStore store = new MemorySegmentStore(1L << 24, millis::get);
  private final CacheManager cache = new CacheManager(store, millis::get, nanos::get);

  private static ListRequest charges() {
    return new ListRequest("charges", true, List.of(new Source(KEY, true)));
  }

  private CacheLookup ask(long from, long to) {
    CacheQuery query = CacheQuery.of(new TimeRange(from, to), -1, true, cache.now(), TTL);
    return cache.decide(query, List.of(charges()), cache.nextNumber(), TTL);
  }

  private SegmentChunk chunk(long newest, int rows) {
    StringBuilder json = new StringBuilder();
    int[] ends = new int[rows];
    String[] ids = new String[rows];
    long[] created = new long[rows];
    for (int i = 0; i < rows; i++) {
      ids[i] = "ch_" + (newest - i);
      created[i] = newest - i;
      json.append("{\"id\":\"" + ids[i] + "\"}");
      ends[i] = json.length();
    }
    return SegmentChunk.pack(json.toString().getBytes(UTF_8), ends, ids, created, cache.words());
  }

  private void read(long from, long to) {
    InFlightRead inFlight = ((Miss) ask(from, to)).inFlights().get(0);
    inFlight.page(chunk(to, (int) (to - from + 1)), null, from, cache.now());
    inFlight.close();
  }

  @Test
  void whatIsThereIsTakenAndTheGapRead() {
    read(NOW - 200, NOW - 101);
    Hit hit = (Hit) ask(NOW - 190, NOW - 150);
    assertEquals(new TimeRange(NOW - 190, NOW - 150), hit.range());
    assertTrue(hit.last());
    Miss above = (Miss) ask(NOW - 190, NOW - 50);
    assertEquals(new TimeRange(NOW - 100, NOW - 50), above.range());
  }

  @Test
  void whatIsBeingReadIsWaitedForUntilItStandsStill() {
    InFlightRead inFlight = ((Miss) ask(NOW - 200, NOW - 101)).inFlights().get(0);
    assertEquals(new Pending(), ask(NOW - 150, NOW - 110));
    assertTrue(inFlight.stall(true));
    nanos.addAndGet(InFlightRead.STILL_NANOS);
    assertEquals(new Pending(), ask(NOW - 150, NOW - 110), "a short rest");
    nanos.addAndGet(1);
    assertTrue(ask(NOW - 150, NOW - 110) instanceof Miss);
    assertTrue(!inFlight.stall(false));
  }

  @Test
  void whoWantsLittleFromFarBehindDoesNotWaitForAllBefore() {
    InFlightRead inFlight = ((Miss) ask(Long.MIN_VALUE, NOW - 101)).inFlights().get(0);
    assertEquals(new Pending(), ask(NOW - 90_000, NOW - 101));
    assertEquals(new Pending(), ask(Long.MIN_VALUE, NOW - 86_400), "nearly the same");
    assertEquals(
        new TimeRange(NOW - 90_000, NOW - 89_000),
        ((Miss) ask(NOW - 90_000, NOW - 89_000)).range());
    inFlight.close();
  }

  @Test
  void whoFiltersDoesNotWaitForTheWholeList() {
    InFlightRead inFlight = ((Miss) ask(NOW - 200, NOW - 101)).inFlights().get(0);
    ListKey narrow = ListKey.of("platform", "/v1/charges", List.of("customer=cus_1"));
    ListRequest filtered =
        new ListRequest("charges", true, List.of(new Source(narrow, true), new Source(KEY, false)));
    CacheQuery query =
        CacheQuery.of(new TimeRange(NOW - 200, NOW - 101), -1, true, cache.now(), TTL);
    assertTrue(cache.decide(query, List.of(filtered), cache.nextNumber(), TTL) instanceof Miss);
    inFlight.page(chunk(NOW - 101, 10), null, NOW - 110, cache.now());
    Hit hit = (Hit) cache.decide(query, List.of(filtered), cache.nextNumber(), TTL);
    assertEquals(new TimeRange(NOW - 110, NOW - 101), hit.range());
    inFlight.close();
  }

  @Test
  void aListWithoutTimesThatIsTooLargeIsLetGo() {
    store.bound(3_000);
    ListKey links = ListKey.of("platform", "/v1/payment_links", List.of());
    ListRequest request = new ListRequest("payment_links", false, List.of(new Source(links, true)));
    CacheQuery all = CacheQuery.of(TimeRange.ALL, -1, true, cache.now(), TTL);
    InFlightRead inFlight =
        ((Miss) cache.decide(all, List.of(request), cache.nextNumber(), TTL)).inFlights().get(0);
    for (int i = 0; i < 10; i++) {
      inFlight.page(chunk(NOW - 101, 50), null, null, cache.now());
    }
    inFlight.end();
    inFlight.close();
    assertEquals(0, store.bytes());
    assertTrue(cache.decide(all, List.of(request), cache.nextNumber(), TTL) instanceof Miss);
  }

  @Test
  void eachAnswerIsThereForOthersAtOnce() {
    InFlightRead inFlight = ((Miss) ask(NOW - 200, NOW - 101)).inFlights().get(0);
    inFlight.page(chunk(NOW - 101, 10), null, NOW - 109, cache.now());
    assertEquals(new TimeRange(NOW - 109, NOW - 105), ((Hit) ask(NOW - 150, NOW - 105)).range());
    assertEquals(new Pending(), ask(NOW - 150, NOW - 110));
    inFlight.close();
    assertEquals(new TimeRange(NOW - 150, NOW - 110), ((Miss) ask(NOW - 150, NOW - 110)).range());
  }

  @Test
  void aNewerReadingGoesBeforeAnOlderOne() {
    read(NOW - 200, NOW - 101);
    millis.addAndGet(1_000);
    CacheQuery anew = CacheQuery.of(new TimeRange(NOW - 160, NOW - 141), -1, true, cache.now(), -1);
    InFlightRead inFlight =
        ((Miss) cache.decide(anew, List.of(charges()), cache.nextNumber(), TTL)).inFlights().get(0);
    inFlight.page(chunk(NOW - 141, 20), null, NOW - 160, cache.now());
    inFlight.close();
    Hit hit = (Hit) ask(NOW - 200, NOW - 101);
    assertEquals(
        List.of(
            new TimeRange(NOW - 140, NOW - 101),
            new TimeRange(NOW - 160, NOW - 141),
            new TimeRange(NOW - 200, NOW - 161)),
        hit.pieces().get(0).stream().map(CacheLookup.Held::range).toList());
  }

  @Test
  void whatIsReadWholeAgainTakesTheOldPlace() {
    read(NOW - 150, NOW - 101);
    millis.addAndGet(TTL + 1);
    read(NOW - 200, NOW - 101);
    assertEquals(1, store.list().size());
    assertEquals(100, store.list().get(0).size().rows());
  }

  @Test
  void whatIsTooOldIsForgotten() {
    read(NOW - 150, NOW - 101);
    assertTrue(store.bytes() > 0);
    millis.addAndGet(TTL + 1);
    assertEquals(0, store.bytes());
    assertEquals(List.of(), store.list());
    assertEquals(List.of(), store.segments(KEY));
    assertTrue(store.lists("platform", "/v1/charges").isEmpty());
  }

  @Test
  void theBoundHoldsAndWhatGoesIsOutOfTheIndexToo() {
    for (int i = 0; i < 50; i++) {
      read(NOW - 100_000 - 200L * i, NOW - 99_901 - 200L * i);
    }
    long all = store.bytes();
    store.bound(all / 5);
    assertTrue(store.bytes() <= all / 5, store.bytes() + " of " + all);
    long indexed = store.segments(KEY).stream().mapToLong(Segment::bytes).sum();
    assertEquals(store.bytes(), indexed);
  }

  @Test
  void columnsThatAreDecodedAreWeighed() {
    read(NOW - 200, NOW - 101);
    long before = store.bytes();
    Segment segment = store.segments(KEY).get(0);
    Object[] amounts = new Object[100];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = (long) i * i;
    }
    segment.parts().get(0).chunk().keep("BIGINT amount", CachedColumn.of(amounts, cache.words()));
    store.reweigh(segment);
    assertTrue(store.bytes() >= before + 400, before + " then " + store.bytes());
    assertNotNull(segment.parts().get(0).chunk().column("BIGINT amount"));
  }

  @Test
  void aHolderKeepsWhatIsForgotten() {
    read(NOW - 200, NOW - 101);
    Hit hit = (Hit) ask(NOW - 200, NOW - 101);
    store.clear();
    assertTrue(ask(NOW - 200, NOW - 101) instanceof Miss);
    Segment held = hit.pieces().get(0).get(0).segment();
    assertEquals(100, held.rows(TimeRange.ALL, Long.MAX_VALUE));
    assertEquals(
        "{\"id\":\"ch_" + (NOW - 101) + "\"}",
        new String(held.parts().get(0).chunk().json(0), UTF_8));
  }

  @Test
  void theNewestSecondsAreNeverFinal() {
    read(NOW - 100, NOW);
    millis.addAndGet(60_000);
    assertEquals(
        new TimeRange(NOW - 9, NOW), ((Miss) ask(NOW - 100, NOW)).range(), "asked for by name");
    assertTrue(ask(NOW - 100, NOW - 10) instanceof Hit);
  }

  /** Nothing of it is kept before its end, so nothing else would bound it. */
  @Test
  void aListOutOfOrderIsNotGatheredBeyondTheMemory() {
    InFlightRead inFlight = ((Miss) ask(NOW - 100_000, NOW - 101)).inFlights().get(0);
    CacheQuery query =
        CacheQuery.of(new TimeRange(NOW - 500, NOW - 101), -1, true, cache.now(), TTL);
    store.bound(20_000);
    for (int page = 0; page < 100 && !inFlight.promises(query).isEmpty(); page++) {
      inFlight.page(chunk(NOW - 101, 50), null, null, cache.now());
      assertTrue(page < 50, "nobody waits for what will not be kept");
    }
    inFlight.page(chunk(NOW - 101, 50), null, NOW - 100_000, cache.now());
    inFlight.close();
    assertEquals(List.of(), store.list());
  }
}
