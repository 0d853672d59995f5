package io.stripejdbc.service;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.server.WorldActivity;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The emulator behind {@code jdbc:stripe:demo}: one for all demo connections of the JVM that want
 * the same, started by the first and stopped by the last.
 */
public final class DemoEmulator {
  private static final EmulatorOptions STILL = EmulatorOptions.demo();

  /** By how many changes a minute happen. */
  private static final Map<Integer, DemoEmulator> RUNNING = new HashMap<>();

  private final int changesPerMinute;
  private final String world;
  private final Clock clock;
  private final Emulator emulator;
  private int leases;

  private DemoEmulator(int changesPerMinute) {
    boolean goesOn = changesPerMinute > 0;
    this.changesPerMinute = changesPerMinute;
    this.world = goesOn ? UUID.randomUUID().toString() : "demo";
    this.clock = goesOn ? Clock.systemUTC() : Clock.fixed(STILL.world().now(), ZoneOffset.UTC);
    this.emulator =
        Emulator.start(
            goesOn
                ? EmulatorOptions.demo(clock.instant())
                    .withActivity(new WorldActivity(clock, changesPerMinute))
                : STILL);
  }

  /**
   * A share of the emulator; closing it twice gives it back once.
   *
   * @param world names what is in it: the demo that stands still has the same everywhere, one that
   *     goes on is another each time it is started, even at the same address
   * @param clock the demo's time: without changes it stands still, so that "the last seven days"
   *     are full, today and next year; else it is the machine's, by which events are asked for
   */
  public record Lease(URI address, String world, Clock clock, Runnable onClose)
      implements AutoCloseable {
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
          demo.world,
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
        SharedKeyState.forgetClosed(key(), emulator.baseUri().toString());
      }
    }
  }

  /** The key the emulator takes. */
  public static String key() {
    return EmulatorOptions.DEMO_KEY;
  }
}
