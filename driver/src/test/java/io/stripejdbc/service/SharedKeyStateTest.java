package io.stripejdbc.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.governor.RateLimits;
import io.stripejdbc.governor.TimeSource;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.service.SharedKeyState.Lease;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What scanners of one key share, and what no other key, mode, address or version ever sees. */
class SharedKeyStateTest {
  private static final Catalog CATALOG = BundledCatalog.instance();
  private static final String VERSION = "2026-07-29.dahlia";
  private static final String TEST_KEY = "sk_test_demo";
  private static final String LIVE_KEY = "sk_live_demo";
  private static final String DEMO_KEY = EmulatorOptions.DEMO_KEY;
  private static final String ADDRESS = "http://localhost:1";

  private final Map<SharedKeyState, Lease> leased = new LinkedHashMap<>();

  @AfterEach
  void release() {
    leased.forEach(SharedKeyState::release);
  }

  private static ScannerSettings settings(String key, String address, long cacheBytes) {
    return new ScannerSettings(
        new ScannerSettings.Api(key, address, 2_000, 10_000, null),
        new ScannerSettings.Scope(Set.of("platform"), false),
        new RateLimits(0, 0, 8),
        0,
        new ScannerSettings.Allowed(false, false),
        ScannerSettings.Caching.inMemory(true, cacheBytes),
        TimeSource.SYSTEM,
        () -> 0.1);
  }

  private static CacheManager room(SharedKeyState shared) {
    return shared.rows(Lease.of(settings(TEST_KEY, ADDRESS, 1), VERSION)).cache();
  }

  private SharedKeyState state(String key, String address, String version) {
    ScannerSettings settings = settings(key, address, 1 << 20);
    SharedKeyState shared = SharedKeyState.lease(settings, version);
    if (leased.putIfAbsent(shared, Lease.of(settings, version)) != null) {
      shared.release(Lease.of(settings, version));
    }
    return shared;
  }

  @Test
  void theSameKeyAddressAndVersionShareTheirMemoryAndPace() {
    SharedKeyState shared = state(TEST_KEY, ADDRESS, VERSION);
    assertSame(shared, state(TEST_KEY, ADDRESS, VERSION));
  }

  @Test
  void anotherKeyModeOrAddressHasAMemoryOfItsOwn() {
    SharedKeyState shared = state(TEST_KEY, ADDRESS, VERSION);
    for (SharedKeyState other :
        List.of(
            state("rk_test_demo", ADDRESS, VERSION),
            state(LIVE_KEY, ADDRESS, VERSION),
            state(TEST_KEY, "http://localhost:2", VERSION))) {
      assertNotSame(shared, other);
      assertNotSame(room(shared), room(other));
      assertNotSame(room(shared).store(), room(other).store());
    }
  }

  /** Stripe counts calls by key, whatever version they name; its objects differ by version. */
  @Test
  void anotherVersionSharesThePaceAndHasRowsOfItsOwn() {
    String later = "2026-09-30.endive";
    ScannerSettings settings = settings(TEST_KEY, ADDRESS, 1 << 20);
    SharedKeyState one = SharedKeyState.lease(settings, VERSION);
    SharedKeyState two = SharedKeyState.lease(settings, later);
    assertSame(one, two);
    CacheManager rows = one.rows(Lease.of(settings, VERSION)).cache();
    assertNotSame(rows, one.rows(Lease.of(settings, later)).cache());
    two.release(Lease.of(settings, later));
    assertSame(rows, one.rows(Lease.of(settings, VERSION)).cache());
    one.release(Lease.of(settings, VERSION));
  }

  @Test
  void paceAndThreadsAreGoneWithTheLastOfItsKey() {
    ScannerSettings settings = settings(TEST_KEY, ADDRESS, 1 << 20);
    SharedKeyState first = SharedKeyState.lease(settings, VERSION);
    SharedKeyState second = SharedKeyState.lease(settings, VERSION);
    first.release(Lease.of(settings, VERSION));
    assertSame(second, state(TEST_KEY, ADDRESS, VERSION));
    second.release(Lease.of(settings, VERSION));
    release();
    leased.clear();
    assertNotSame(first, state(TEST_KEY, ADDRESS, VERSION));
  }

  /** Tools that open a connection for each query pay once. */
  @Test
  void rowsOutliveTheLastScannerUpToTheirTimeToLive() {
    SettableTime time = new SettableTime();
    try (Emulator emulator = Emulator.start(EmulatorOptions.demo().withScale(0.03))) {
      ScannerSettings settings = at(emulator, time, true);
      int calls = once(emulator, settings);
      assertTrue(calls > 0);
      assertEquals(0, once(emulator, settings));
      time.millis.addAndGet(299_000);
      assertEquals(0, once(emulator, settings));
      time.millis.addAndGet(2_000);
      assertEquals(calls, once(emulator, settings));
    }
  }

  @Test
  void aScannerThatCachesNothingLetsRowsOfBeforeGo() {
    try (Emulator emulator = Emulator.start(EmulatorOptions.demo().withScale(0.03))) {
      SettableTime time = new SettableTime();
      int calls = once(emulator, at(emulator, time, true));
      ScannerFactory.live(CATALOG, at(emulator, time, false)).close();
      assertEquals(calls, once(emulator, at(emulator, time, true)));
    }
  }

  @Test
  void rowsOfBeforeAreForgottenWhenTheDriverIs() {
    try (Emulator emulator = Emulator.start(EmulatorOptions.demo().withScale(0.03))) {
      ScannerSettings settings = at(emulator, new SettableTime(), true);
      int calls = once(emulator, settings);
      ScannerFactory.forgetClosed();
      assertEquals(calls, once(emulator, settings));
      try (Scanner scanner = ScannerFactory.live(CATALOG, settings)) {
        scanner.clearCached();
      }
      assertEquals(calls, once(emulator, settings));
    }
  }

  private static int once(Emulator emulator, ScannerSettings settings) {
    try (Scanner scanner = ScannerFactory.live(CATALOG, settings)) {
      return calls(emulator, scanner);
    }
  }

  private static ScannerSettings at(Emulator emulator, SettableTime time, boolean remembers) {
    ScannerSettings like = settings(DEMO_KEY, emulator.baseUri().toString(), 1 << 24);
    return like.with(ScannerSettings.Caching.inMemory(remembers, like.caching().bytes()))
        .with(time);
  }

  /** A time that goes on when it is told to. */
  private static final class SettableTime implements TimeSource {
    final AtomicLong millis = new AtomicLong(1_780_000_000_000L);

    @Override
    public long nanos() {
      return TimeUnit.MILLISECONDS.toNanos(millis.get());
    }

    @Override
    public long millis() {
      return millis.get();
    }

    @Override
    public void sleep(long nanos, CallControl control) {
      millis.addAndGet(TimeUnit.NANOSECONDS.toMillis(nanos));
    }
  }

  @Test
  void theLargestMemoryThatAnybodyGivesHolds() {
    ScannerSettings small = settings(TEST_KEY, ADDRESS, 1_000);
    ScannerSettings large = settings(TEST_KEY, ADDRESS, 5_000);
    SharedKeyState shared = SharedKeyState.lease(small, VERSION);
    assertSame(shared, SharedKeyState.lease(large, VERSION));
    assertEquals(5_000, room(shared).store().most());
    shared.release(Lease.of(large, VERSION));
    assertEquals(1_000, room(shared).store().most());
    shared.release(Lease.of(small, VERSION));
  }

  /** The same through real requests: what one key has read does not spare another its calls. */
  @Test
  void whatOneKeyHasReadIsNoAnswerToAnother() {
    EmulatorOptions options =
        EmulatorOptions.demo().withScale(0.03).withKeys(Set.of(TEST_KEY, "rk_test_demo"));
    try (Emulator emulator = Emulator.start(options);
        Scanner one = scanner(TEST_KEY, emulator);
        Scanner same = scanner(TEST_KEY, emulator);
        Scanner other = scanner("rk_test_demo", emulator)) {
      int calls = calls(emulator, one);
      assertEquals(0, calls(emulator, same));
      assertEquals(calls, calls(emulator, other));
      assertEquals(0, calls(emulator, other));
    }
  }

  private static Scanner scanner(String key, Emulator emulator) {
    return ScannerFactory.live(CATALOG, settings(key, emulator.baseUri().toString(), 1 << 24));
  }

  private static int calls(Emulator emulator, Scanner scanner) {
    emulator.clearRequests();
    ScanSpec customers =
        ScanSpec.all(
            CATALOG.table("customers").orElseThrow(),
            List.of(CATALOG.table("customers").orElseThrow().column("id").orElseThrow()));
    try (RowCursor cursor = scanner.open(customers, UnlimitedCallControl.caching(300))) {
      while (cursor.advance()) {}
    }
    return emulator.requests().size();
  }
}
