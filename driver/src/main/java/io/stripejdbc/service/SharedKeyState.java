package io.stripejdbc.service;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.MemorySegmentStore;
import io.stripejdbc.governor.Governor;
import io.stripejdbc.governor.RateLimits;
import io.stripejdbc.scan.execute.WorkerPool;
import io.stripejdbc.scan.window.ListStatistics;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What all scanners of one API key in this JVM share: the pace, the threads that make calls, and
 * what is cached.
 *
 * <p>The one thing in the driver that is shared beyond a connection, because the limits are: Stripe
 * counts by key, not by connection. Known by the key's fingerprint, salted anew in each JVM, so
 * that it says nothing about the key to anybody; pace and threads are gone with its last scanner.
 *
 * <p>What is cached stays for the next scanner of the key, each row up to the time to live it was
 * kept with. No thread waits for that: what has expired is let go when any scanner is opened or
 * closed, and the garbage collector may take all of it before, when it needs the memory.
 */
final class SharedKeyState {
  private static final Map<String, SharedKeyState> HUBS = new HashMap<>();

  /** What was cached with keys of which no scanner is open. */
  private static final Map<String, SoftReference<Rows>> CLOSED = new HashMap<>();

  /** What is cached with a key, and known of its lists. */
  private record Rows(CacheManager cache, ListStatistics statistics) {
    static Rows none(ScannerSettings settings) {
      LongSupplier millis = settings.time()::millis;
      return new Rows(
          new CacheManager(
              new MemorySegmentStore(settings.cacheBytes(), millis),
              millis,
              settings.time()::nanos),
          new ListStatistics());
    }

    boolean isEmpty() {
      return cache.store().bytes() == 0;
    }
  }

  private static final byte[] SALT = salt();

  private final String fingerprint;
  private final Governor governor;
  private final WorkerPool pool;
  private final Rows rows;
  private final List<Lease> leases = new ArrayList<>();

  /** What one scanner asks for. */
  record Lease(RateLimits limits, boolean remembers, long cacheBytes) {
    static Lease of(ScannerSettings settings) {
      return new Lease(settings.limits(), settings.remembers(), settings.cacheBytes());
    }
  }

  private SharedKeyState(String fingerprint, ScannerSettings settings, Rows rows) {
    this.fingerprint = fingerprint;
    this.rows = rows;
    this.governor = new Governor(settings.limits(), settings.time());
    this.pool = new WorkerPool(settings.limits().inFlight());
  }

  private static byte[] salt() {
    byte[] salt = new byte[32];
    new SecureRandom().nextBytes(salt);
    return salt;
  }

  /**
   * @param apiVersion version of the API that all requests name
   */
  static SharedKeyState lease(ScannerSettings settings, String apiVersion) {
    synchronized (HUBS) {
      String name = fingerprint(settings, apiVersion);
      SharedKeyState shared =
          HUBS.computeIfAbsent(name, key -> new SharedKeyState(key, settings, kept(key, settings)));
      shared.leases.add(Lease.of(settings));
      shared.share();
      dropExpired();
      return shared;
    }
  }

  /** What was cached with a key before; nothing for who does not want rows of before. */
  private static Rows kept(String key, ScannerSettings settings) {
    SoftReference<Rows> before = CLOSED.remove(key);
    Rows rows = before == null || !settings.remembers() ? null : before.get();
    return rows == null ? Rows.none(settings) : rows;
  }

  private static void dropExpired() {
    CLOSED
        .values()
        .removeIf(
            before -> {
              Rows rows = before.get();
              return rows == null || rows.isEmpty();
            });
  }

  /** Lets go of what was cached with keys of which no scanner is open. */
  static void forgetClosed() {
    synchronized (HUBS) {
      CLOSED.clear();
    }
  }

  /** The key also decides the mode, live or test: each has its own keys. */
  private static String fingerprint(ScannerSettings settings, String apiVersion) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(SALT);
      String text = settings.apiBase() + " " + apiVersion + " " + settings.apiKey();
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  Governor governor() {
    return governor;
  }

  ListStatistics beginnings() {
    return rows.statistics();
  }

  WorkerPool pool() {
    return pool;
  }

  CacheManager room() {
    return rows.cache();
  }

  /**
   * The strictest of all settings holds for everybody: the limits are the key's. Of memory the most
   * that anybody gives: it is one memory.
   */
  private void share() {
    RateLimits limits =
        leases.stream().map(Lease::limits).reduce(RateLimits::strictest).orElseThrow();
    rows.cache().store().bound(bytes());
    governor.use(limits);
    pool.resize(limits.inFlight());
  }

  private long bytes() {
    boolean any = leases.stream().anyMatch(Lease::remembers);
    return leases.stream()
        .filter(lease -> lease.remembers() || !any)
        .mapToLong(Lease::cacheBytes)
        .max()
        .orElse(0);
  }

  void release(Lease lease) {
    synchronized (HUBS) {
      leases.remove(lease);
      if (leases.isEmpty()) {
        HUBS.remove(fingerprint);
        pool.close();
        if (lease.remembers() && !rows.isEmpty()) {
          CLOSED.put(fingerprint, new SoftReference<>(rows));
        }
        dropExpired();
      } else {
        share();
      }
    }
  }
}
