package io.stripejdbc.scan;

import io.stripejdbc.governor.Governor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * What all scanners of one API key in this JVM share: the pace and the threads that make calls.
 *
 * <p>The one thing in the driver that is shared beyond a connection, because the limits are: Stripe
 * counts by key, not by connection. Known by the key's fingerprint; gone with its last scanner.
 */
final class KeyHub {
  private static final Map<String, KeyHub> HUBS = new HashMap<>();

  private final String fingerprint;
  private final Governor governor;
  private final WorkerPool pool;
  private int leases;

  private KeyHub(String fingerprint, ScannerSettings settings) {
    this.fingerprint = fingerprint;
    this.governor = new Governor(settings.rates(), settings.time());
    this.pool = new WorkerPool(settings.rates().inFlight());
  }

  static KeyHub lease(ScannerSettings settings) {
    synchronized (HUBS) {
      String name = fingerprint(settings);
      KeyHub hub = HUBS.computeIfAbsent(name, key -> new KeyHub(key, settings));
      hub.leases++;
      return hub;
    }
  }

  private static String fingerprint(ScannerSettings settings) {
    try {
      byte[] text = (settings.apiBase() + " " + settings.apiKey()).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
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

  void release() {
    synchronized (HUBS) {
      if (--leases == 0) {
        HUBS.remove(fingerprint);
        pool.close();
      }
    }
  }
}
