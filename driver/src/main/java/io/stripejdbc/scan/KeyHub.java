package io.stripejdbc.scan;

import io.stripejdbc.governor.Governor;
import io.stripejdbc.governor.Rates;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
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
  private final Beginnings beginnings = new Beginnings();
  private final List<Rates> leases = new ArrayList<>();

  private KeyHub(String fingerprint, ScannerSettings settings) {
    this.fingerprint = fingerprint;
    this.governor = new Governor(settings.rates(), settings.time());
    this.pool = new WorkerPool(settings.rates().inFlight());
  }

  static KeyHub lease(ScannerSettings settings) {
    synchronized (HUBS) {
      String name = fingerprint(settings);
      KeyHub hub = HUBS.computeIfAbsent(name, key -> new KeyHub(key, settings));
      hub.leases.add(settings.rates());
      hub.share();
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

  Beginnings beginnings() {
    return beginnings;
  }

  WorkerPool pool() {
    return pool;
  }

  /** The strictest of all settings holds for everybody: the limits are the key's. */
  private void share() {
    Rates rates = leases.stream().reduce(Rates::strictest).orElseThrow();
    governor.use(rates);
    pool.resize(rates.inFlight());
  }

  void release(Rates lease) {
    synchronized (HUBS) {
      leases.remove(lease);
      if (leases.isEmpty()) {
        HUBS.remove(fingerprint);
        pool.close();
      } else {
        share();
      }
    }
  }
}
