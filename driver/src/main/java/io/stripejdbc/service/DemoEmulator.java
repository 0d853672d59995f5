package io.stripejdbc.service;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.server.WorldActivity;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The emulator behind {@code jdbc:stripe:demo}: one for all demo connections of the JVM that want
 * the same, started by the first and stopped by the last.
 */
public final class DemoEmulator {
  private static final EmulatorOptions OPTIONS = EmulatorOptions.demo();

  /** By how many changes a minute happen. */
  private static final Map<Integer, DemoEmulator> RUNNING = new HashMap<>();

  private final int changesPerMinute;
  private final Clock clock;
  private final Emulator emulator;
  private int leases;

  private DemoEmulator(int changesPerMinute) {
    this.changesPerMinute = changesPerMinute;
    this.clock =
        changesPerMinute == 0
            ? Clock.fixed(OPTIONS.world().now(), ZoneOffset.UTC)
            : Clock.offset(
                Clock.systemUTC(), Duration.between(Instant.now(), OPTIONS.world().now()));
    this.emulator =
        Emulator.start(
            changesPerMinute == 0
                ? OPTIONS
                : OPTIONS.withActivity(new WorldActivity(clock, changesPerMinute)));
  }

  /**
   * A share of the emulator; closing it twice gives it back once.
   *
   * @param clock the demo's time: without changes it stands still, so that "the last seven days"
   *     are full, today and next year; else it goes on from the same day
   */
  public record Lease(URI address, Clock clock, Runnable onClose) implements AutoCloseable {
    @Override
    public void close() {
      onClose.run();
    }
  }

  /**
   * A share of the demo in which so many things happen.
   *
   * @param changesPerMinute 0 for a demo that stands still
   */
  public static Lease lease(int changesPerMinute) {
    synchronized (RUNNING) {
      DemoEmulator demo = RUNNING.computeIfAbsent(changesPerMinute, DemoEmulator::new);
      demo.leases++;
      AtomicBoolean given = new AtomicBoolean();
      return new Lease(
          demo.emulator.baseUri(),
          demo.clock,
          () -> {
            if (given.compareAndSet(false, true)) {
              demo.giveBack();
            }
          });
    }
  }

  private void giveBack() {
    synchronized (RUNNING) {
      leases--;
      if (leases == 0) {
        RUNNING.remove(changesPerMinute);
        emulator.close();
      }
    }
  }

  /** The key the emulator takes. */
  public static String key() {
    return EmulatorOptions.DEMO_KEY;
  }
}
