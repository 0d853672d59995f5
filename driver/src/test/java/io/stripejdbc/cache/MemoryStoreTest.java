package io.stripejdbc.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.Decision.Read;
import io.stripejdbc.cache.Decision.Take;
import io.stripejdbc.cache.Decision.Wait;
import io.stripejdbc.cache.Wanted.Source;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the room of a key decides, and what its store keeps. */
class MemoryStoreTest {
  private static final long NOW = 1_700_000_000;
  private static final long TTL = 300_000;
  private static final ListKey KEY = ListKey.of("platform", "/v1/charges", List.of());

  private final AtomicLong millis = new AtomicLong(NOW * 1000);
  private final AtomicLong nanos = new AtomicLong();
  private final MemoryStore store = new MemoryStore(1L << 24, millis::get);
  private final ReadingRoom room = new ReadingRoom(store, millis::get, nanos::get);

  private static Wanted charges() {
    return new Wanted("charges", true, List.of(new Source(KEY, true)));
  }

  private Decision ask(long from, long to) {
    Question question = Question.of(new Span(from, to), -1, true, room.now(), TTL);
    return room.decide(question, List.of(charges()), room.nextNumber(), TTL);
  }

  private Chunk chunk(long newest, int rows) {
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
    return Chunk.pack(json.toString().getBytes(UTF_8), ends, ids, created, room.words());
  }

  private void read(long from, long to) {
    Reading reading = ((Read) ask(from, to)).readings().get(0);
    reading.page(chunk(to, (int) (to - from + 1)), null, from, room.now());
    reading.close();
  }

  @Test
  void whatIsThereIsTakenAndTheGapRead() {
    read(NOW - 200, NOW - 101);
    Take take = (Take) ask(NOW - 190, NOW - 150);
    assertEquals(new Span(NOW - 190, NOW - 150), take.span());
    assertTrue(take.last());
    Read above = (Read) ask(NOW - 190, NOW - 50);
    assertEquals(new Span(NOW - 100, NOW - 50), above.span());
  }

  @Test
  void whatIsBeingReadIsWaitedForUntilItStandsStill() {
    Reading reading = ((Read) ask(NOW - 200, NOW - 101)).readings().get(0);
    assertEquals(new Wait(), ask(NOW - 150, NOW - 110));
    assertTrue(reading.stall(true));
    nanos.addAndGet(Reading.STILL_NANOS);
    assertEquals(new Wait(), ask(NOW - 150, NOW - 110), "a short rest");
    nanos.addAndGet(1);
    assertTrue(ask(NOW - 150, NOW - 110) instanceof Read);
    assertTrue(!reading.stall(false));
  }

  @Test
  void whoWantsLittleFromFarBehindDoesNotWaitForAllBefore() {
    Reading reading = ((Read) ask(Long.MIN_VALUE, NOW - 101)).readings().get(0);
    assertEquals(new Wait(), ask(NOW - 90_000, NOW - 101));
    assertEquals(new Wait(), ask(Long.MIN_VALUE, NOW - 86_400), "nearly the same");
    assertEquals(
        new Span(NOW - 90_000, NOW - 89_000), ((Read) ask(NOW - 90_000, NOW - 89_000)).span());
    reading.close();
  }

  @Test
  void whoFiltersDoesNotWaitForTheWholeList() {
    Reading reading = ((Read) ask(NOW - 200, NOW - 101)).readings().get(0);
    ListKey narrow = ListKey.of("platform", "/v1/charges", List.of("customer=cus_1"));
    Wanted filtered =
        new Wanted("charges", true, List.of(new Source(narrow, true), new Source(KEY, false)));
    Question question = Question.of(new Span(NOW - 200, NOW - 101), -1, true, room.now(), TTL);
    assertTrue(room.decide(question, List.of(filtered), room.nextNumber(), TTL) instanceof Read);
    reading.page(chunk(NOW - 101, 10), null, NOW - 110, room.now());
    Take take = (Take) room.decide(question, List.of(filtered), room.nextNumber(), TTL);
    assertEquals(new Span(NOW - 110, NOW - 101), take.span());
    reading.close();
  }

  @Test
  void aListWithoutTimesThatIsTooLargeIsLetGo() {
    store.bound(3_000);
    ListKey links = ListKey.of("platform", "/v1/payment_links", List.of());
    Wanted wanted = new Wanted("payment_links", false, List.of(new Source(links, true)));
    Question all = Question.of(Span.ALL, -1, true, room.now(), TTL);
    Reading reading =
        ((Read) room.decide(all, List.of(wanted), room.nextNumber(), TTL)).readings().get(0);
    for (int i = 0; i < 10; i++) {
      reading.page(chunk(NOW - 101, 50), null, null, room.now());
    }
    reading.end();
    reading.close();
    assertEquals(0, store.bytes());
    assertTrue(room.decide(all, List.of(wanted), room.nextNumber(), TTL) instanceof Read);
  }

  @Test
  void eachAnswerIsThereForOthersAtOnce() {
    Reading reading = ((Read) ask(NOW - 200, NOW - 101)).readings().get(0);
    reading.page(chunk(NOW - 101, 10), null, NOW - 109, room.now());
    assertEquals(new Span(NOW - 109, NOW - 105), ((Take) ask(NOW - 150, NOW - 105)).span());
    assertEquals(new Wait(), ask(NOW - 150, NOW - 110));
    reading.close();
    assertEquals(new Span(NOW - 150, NOW - 110), ((Read) ask(NOW - 150, NOW - 110)).span());
  }

  @Test
  void aNewerReadingGoesBeforeAnOlderOne() {
    read(NOW - 200, NOW - 101);
    millis.addAndGet(1_000);
    Question anew = Question.of(new Span(NOW - 160, NOW - 141), -1, true, room.now(), -1);
    Reading reading =
        ((Read) room.decide(anew, List.of(charges()), room.nextNumber(), TTL)).readings().get(0);
    reading.page(chunk(NOW - 141, 20), null, NOW - 160, room.now());
    reading.close();
    Take take = (Take) ask(NOW - 200, NOW - 101);
    assertEquals(
        List.of(
            new Span(NOW - 140, NOW - 101),
            new Span(NOW - 160, NOW - 141),
            new Span(NOW - 200, NOW - 161)),
        take.pieces().get(0).stream().map(Decision.Held::span).toList());
  }

  @Test
  void whatIsReadWholeAgainTakesTheOldPlace() {
    read(NOW - 150, NOW - 101);
    millis.addAndGet(TTL + 1);
    read(NOW - 200, NOW - 101);
    assertEquals(1, store.list().size());
    assertEquals(100, store.list().get(0).rows());
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
    segment.parts().get(0).chunk().keep("BIGINT amount", Column.of(amounts, room.words()));
    store.reweigh(segment);
    assertTrue(store.bytes() >= before + 400, before + " then " + store.bytes());
    assertNotNull(segment.parts().get(0).chunk().column("BIGINT amount"));
  }

  @Test
  void aHolderKeepsWhatIsForgotten() {
    read(NOW - 200, NOW - 101);
    Take take = (Take) ask(NOW - 200, NOW - 101);
    store.clear();
    assertTrue(ask(NOW - 200, NOW - 101) instanceof Read);
    Segment held = take.pieces().get(0).get(0).segment();
    assertEquals(100, held.rows(Span.ALL, Long.MAX_VALUE));
    assertEquals(
        "{\"id\":\"ch_" + (NOW - 101) + "\"}",
        new String(held.parts().get(0).chunk().json(0), UTF_8));
  }

  @Test
  void theNewestSecondsAreNeverFinal() {
    read(NOW - 100, NOW);
    millis.addAndGet(60_000);
    assertEquals(new Span(NOW - 9, NOW), ((Read) ask(NOW - 100, NOW)).span(), "asked for by name");
    assertTrue(ask(NOW - 100, NOW - 10) instanceof Take);
  }

  /** Nothing of it is kept before its end, so nothing else would bound it. */
  @Test
  void aListOutOfOrderIsNotGatheredBeyondTheMemory() {
    Reading reading = ((Read) ask(NOW - 100_000, NOW - 101)).readings().get(0);
    Question question = Question.of(new Span(NOW - 500, NOW - 101), -1, true, room.now(), TTL);
    store.bound(20_000);
    for (int page = 0; page < 100 && !reading.promises(question).isEmpty(); page++) {
      reading.page(chunk(NOW - 101, 50), null, null, room.now());
      assertTrue(page < 50, "nobody waits for what will not be kept");
    }
    reading.page(chunk(NOW - 101, 50), null, NOW - 100_000, room.now());
    reading.close();
    assertEquals(List.of(), store.list());
  }
}
