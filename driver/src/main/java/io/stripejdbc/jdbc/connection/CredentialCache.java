package io.stripejdbc.jdbc.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.jdbc.SqlExceptions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Which keys have been found good in this JVM, so that a pool of ten connections asks once and not
 * ten times.
 *
 * <p>A key is known while a connection with it is open, and for five minutes: who presses "Test
 * Connection" twice is answered by Stripe twice. A refusal is never cached. Keys are known by a
 * digest.
 */
final class CredentialCache {
  private static final long GOOD_FOR_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  CredentialCache(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** What a check does; it fails if the key is refused. */
  interface Check {
    void run(long nanos) throws SQLException;
  }

  /** A key that is in use. */
  private static final class Known {
    final ReentrantLock lock = new ReentrantLock();
    int leases;
    boolean good;
    long checkedNanos;
  }

  /**
   * Checks a key, or waits for who is checking it, and keeps it known until the answer is run.
   *
   * @param nanos how long it may take
   * @return to be run when the connection is closed
   */
  Runnable check(String key, String base, long nanos, Check check) throws SQLException {
    String name = digest(base + " " + key);
    Known entry = lease(name);
    boolean done = false;
    try {
      ensureGood(entry, nanos, check);
      done = true;
    } finally {
      if (!done) {
        release(name);
      }
    }
    return () -> release(name);
  }

  private Known lease(String name) {
    return known.compute(
        name,
        (n, old) -> {
          Known entry = old == null ? new Known() : old;
          entry.leases++;
          return entry;
        });
  }

  private void release(String name) {
    known.computeIfPresent(name, (n, entry) -> --entry.leases == 0 ? null : entry);
  }

  private void ensureGood(Known entry, long nanos, Check check) throws SQLException {
    long started = nanoTime.getAsLong();
    lock(entry.lock, nanos);
    try {
      long now = nanoTime.getAsLong();
      if (entry.good && now - entry.checkedNanos < GOOD_FOR_NANOS) {
        return;
      }
      entry.good = false;
      check.run(nanos == Long.MAX_VALUE ? nanos : Math.max(1, nanos - (now - started)));
      entry.good = true;
      entry.checkedNanos = nanoTime.getAsLong();
    } finally {
      entry.lock.unlock();
    }
  }

  private static void lock(ReentrantLock lock, long nanos) throws SQLException {
    try {
      if (!lock.tryLock(nanos, TimeUnit.NANOSECONDS)) {
        throw SqlExceptions.of(
            DriverError.TIMEOUT,
            "The login timeout passed before the API answered another connect");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SqlExceptions.of(DriverError.CANCELLED, "The connecting thread was interrupted");
    }
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
