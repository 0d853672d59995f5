package io.stripejdbc.service;

import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.governor.Governor;
import io.stripejdbc.governor.RateLimits;
import io.stripejdbc.scan.execute.WorkerPool;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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
  private static final Map<String, SharedKeyState> STATES = new HashMap<>();

  /** What was cached with keys of which no scanner is open. */
  private static final Map<String, SoftReference<CachedRowsOfKey>> CLOSED = new HashMap<>();

  private static final byte[] SALT = salt();

  private final String fingerprint;
  private final Governor governor;
  private final WorkerPool pool;
  private final Map<String, CachedRowsOfKey> rows = new HashMap<>();
  private final List<Lease> leases = new ArrayList<>();

  /**
   * What one scanner asks for.
   *
   * @param place folder of what is cached, empty for memory alone
   * @param apiVersion version of the API that all its requests name: objects of another version are
   *     other objects
   */
  record Lease(
      RateLimits limits,
      boolean usesCache,
      long cacheBytes,
      String place,
      long fileBytes,
      String apiVersion) {
    static Lease of(ScannerSettings settings, String apiVersion) {
      DiskCacheSettings disk = settings.caching().folder();
      return new Lease(
          settings.limits(),
          settings.caching().on(),
          settings.caching().bytes(),
          disk == null ? "" : disk.directory().toAbsolutePath().toString(),
          disk == null ? 0 : disk.maxBytes(),
          apiVersion);
    }

    /** Where its rows are cached: apart for each place and version. */
    String cacheName() {
      return place + ' ' + apiVersion;
    }
  }

  private SharedKeyState(String fingerprint, ScannerSettings settings) {
    this.fingerprint = fingerprint;
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
    synchronized (STATES) {
      String name = fingerprint(settings);
      SharedKeyState shared =
          STATES.computeIfAbsent(name, key -> new SharedKeyState(key, settings));
      Lease lease = Lease.of(settings, apiVersion);
      shared
          .rows
          .computeIfAbsent(lease.cacheName(), own -> kept(name + ' ' + own, settings, apiVersion))
          .tell(settings);
      shared.leases.add(lease);
      shared.share();
      dropExpired();
      return shared;
    }
  }

  /** What was cached with a key before; nothing for who does not want rows of before. */
  private static CachedRowsOfKey kept(String name, ScannerSettings settings, String apiVersion) {
    if (!settings.caching().on()) {
      CLOSED.keySet().removeIf(other -> other.startsWith(fingerprint(settings)));
    }
    SoftReference<CachedRowsOfKey> before = CLOSED.remove(name);
    CachedRowsOfKey rows = before == null ? null : before.get();
    return rows == null || rows.failure() != null
        ? CachedRowsOfKey.open(settings, apiVersion)
        : rows;
  }

  private static void dropExpired() {
    CLOSED
        .values()
        .removeIf(
            before -> {
              CachedRowsOfKey rows = before.get();
              return rows == null || rows.isEmpty();
            });
  }

  /** Lets go of what was cached with keys of which no scanner is open. */
  static void forgetClosed() {
    synchronized (STATES) {
      CLOSED.clear();
    }
  }

  /** The same for one key and address, where something else may answer from now on. */
  static void forgetClosed(String apiKey, String base) {
    synchronized (STATES) {
      CLOSED.keySet().removeIf(name -> name.startsWith(fingerprint(apiKey) + ' ' + base + ' '));
    }
  }

  /**
   * Forgets everything that is cached with a key, of whatever address, version of the API and
   * folder that this JVM has used with it, whether scanners of it are open or not.
   */
  static void clear(String apiKey) {
    String key = fingerprint(apiKey);
    Set<CachedRowsOfKey> all = new LinkedHashSet<>();
    synchronized (STATES) {
      STATES.forEach(
          (name, state) -> all.addAll(name.startsWith(key) ? state.rows.values() : List.of()));
      CLOSED.forEach(
          (name, before) -> {
            CachedRowsOfKey rows = name.startsWith(key) ? before.get() : null;
            all.addAll(rows == null ? List.of() : List.of(rows));
          });
    }
    DriverFailure failed = null;
    for (CachedRowsOfKey rows : all) {
      try {
        rows.clear();
      } catch (DriverFailure files) {
        failed = files;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  /** The key also decides the mode, live or test: each has its own keys. */
  private static String fingerprint(ScannerSettings settings) {
    return fingerprint(settings.api().apiKey()) + ' ' + settings.api().base();
  }

  private static String fingerprint(String apiKey) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(SALT);
      return HexFormat.of().formatHex(digest.digest(apiKey.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  Governor governor() {
    return governor;
  }

  WorkerPool pool() {
    return pool;
  }

  /** What is cached where a scanner wants it. */
  CachedRowsOfKey rows(Lease lease) {
    synchronized (STATES) {
      return Objects.requireNonNull(rows.get(lease.cacheName()));
    }
  }

  /**
   * The strictest of all settings holds for everybody: the limits are the key's. Of memory the most
   * that anybody gives: it is one memory.
   */
  private void share() {
    RateLimits limits =
        leases.stream().map(Lease::limits).reduce(RateLimits::strictest).orElseThrow();
    rows.forEach((name, its) -> its.bound(bytes(name), fileBytes(name)));
    governor.use(limits);
    pool.resize(limits.inFlight());
  }

  private long bytes(String name) {
    List<Lease> its = leases.stream().filter(lease -> lease.cacheName().equals(name)).toList();
    boolean any = its.stream().anyMatch(Lease::usesCache);
    return its.stream()
        .filter(lease -> lease.usesCache() || !any)
        .mapToLong(Lease::cacheBytes)
        .max()
        .orElse(0);
  }

  private long fileBytes(String name) {
    return leases.stream()
        .filter(lease -> lease.cacheName().equals(name))
        .mapToLong(Lease::fileBytes)
        .max()
        .orElse(0);
  }

  void release(Lease lease) {
    CachedRowsOfKey last = null;
    synchronized (STATES) {
      leases.remove(lease);
      if (leases.stream().noneMatch(other -> other.cacheName().equals(lease.cacheName()))) {
        last = rows.remove(lease.cacheName());
        if (last != null && lease.usesCache() && !last.isEmpty()) {
          CLOSED.put(fingerprint + ' ' + lease.cacheName(), new SoftReference<>(last));
        }
      }
      if (leases.isEmpty()) {
        STATES.remove(fingerprint);
        pool.close();
      } else {
        share();
      }
      dropExpired();
    }
    if (last != null) {
      last.flush();
    }
  }
}
