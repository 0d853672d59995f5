package io.stripejdbc.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stripejdbc.system.ActivityLog;
import java.lang.ref.WeakReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The logs of activity in this JVM, one per key and address: all connections of one key see each
 * other's calls, those of another key none. A log goes with its last connection.
 */
public final class ActivityRegistry {
  /** Told apart by a digest: the key itself is kept nowhere. */
  private record Owner(String digest, String base) {}

  private static final Map<Owner, WeakReference<ActivityLog>> LOGS = new ConcurrentHashMap<>();

  private ActivityRegistry() {}

  public static ActivityLog of(String key, String base) {
    ActivityLog[] found = new ActivityLog[1];
    LOGS.compute(
        new Owner(digest(key), base),
        (owner, known) -> {
          found[0] = alive(known);
          return new WeakReference<>(found[0]);
        });
    LOGS.values().removeIf(log -> log.get() == null);
    return Objects.requireNonNull(found[0]);
  }

  private static String digest(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static ActivityLog alive(@Nullable WeakReference<ActivityLog> known) {
    ActivityLog activity = known == null ? null : known.get();
    return activity == null ? new ActivityLog() : activity;
  }
}
