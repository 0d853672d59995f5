package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.cache.MemoryStore;
import io.stripejdbc.cache.ReadingRoom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;

/** Scans that share a memory, on clocks that the test moves. */
abstract class RememberedScans {
  static final long NOW = 1_700_000_000;

  /** Long before now: nothing new shows up there. */
  static final long OLD = NOW - 100_000;

  static final long TTL = 300;

  final FakeApi api = new FakeApi();
  final WorkerPool pool = new WorkerPool(4);
  final AtomicLong millis = new AtomicLong(TimeUnit.SECONDS.toMillis(NOW));
  final AtomicLong nanos = new AtomicLong();
  ReadingRoom room =
      new ReadingRoom(new MemoryStore(1L << 26, millis::get), millis::get, nanos::get);
  FreeControl control = FreeControl.remembering(TTL);
  boolean lenient;
  Set<String> accounts = Set.of("platform", "connected");

  @AfterEach
  void nothingIsLeftBehind() {
    assertEquals(0, room.readingCount(), "readings that nobody closed");
    pool.close();
  }

  Scanner scanner() {
    return new LiveScanner(
        new Tables(), accounts, lenient, api, pool, new Beginnings(), room, () -> {});
  }

  List<String> rows(Question question) {
    return rows(question, Long.MAX_VALUE);
  }

  List<String> rows(Question question, long most) {
    control = renewed();
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = scanner().open(question.spec(), control)) {
      while (rows.size() < most && cursor.advance()) {
        rows.add(
            Arrays.stream(cursor.row())
                .map(String::valueOf)
                .reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b));
      }
    }
    return rows;
  }

  FreeControl renewed() {
    FreeControl next = new FreeControl();
    next.freshness = control.freshness;
    next.purse = control.purse;
    return next;
  }

  /** The calls that a question makes. */
  List<String> calls(Question question) {
    int before = api.asked().size();
    rows(question);
    return api.asked().subList(before, api.asked().size());
  }

  /** Waits until no scan makes a call any more, and lets some time go by. */
  void standStill() {
    int asked = -1;
    while (asked != api.asked().size() || room.readingCount() == 0) {
      asked = api.asked().size();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
  }

  /** A room in which each look at the clock takes a moment. */
  void letTimeGoBy() {
    room =
        new ReadingRoom(
            new MemoryStore(1L << 26, millis::get),
            millis::get,
            () -> nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1)));
  }

  void pass(long seconds) {
    millis.addAndGet(TimeUnit.SECONDS.toMillis(seconds));
  }

  static Question charges(String... columns) {
    return Question.of(Tables.CHARGES, columns).accounts("platform");
  }

  void chargesAre(int count) {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", count, OLD));
  }
}
