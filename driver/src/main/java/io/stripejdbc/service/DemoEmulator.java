package io.stripejdbc.service;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The emulator behind {@code jdbc:stripe:demo}: one for all demo connections of the JVM, started by
 * the first and stopped by the last.
 */
public final class DemoEmulator {
  private static final EmulatorOptions OPTIONS = EmulatorOptions.demo();

  private static @Nullable Emulator running;
  private static int leases;

  private DemoEmulator() {}

  /** A share of the emulator; closing it twice gives it back once. */
  public record Lease(URI address, Runnable onClose) implements AutoCloseable {
    @Override
    public void close() {
      onClose.run();
    }
  }

  public static Lease lease() {
    synchronized (DemoEmulator.class) {
      Emulator emulator = running;
      if (emulator == null) {
        emulator = Emulator.start(OPTIONS);
        running = emulator;
      }
      leases++;
      AtomicBoolean given = new AtomicBoolean();
      return new Lease(
          emulator.baseUri(),
          () -> {
            if (given.compareAndSet(false, true)) {
              giveBack();
            }
          });
    }
  }

  private static void giveBack() {
    synchronized (DemoEmulator.class) {
      leases--;
      if (leases == 0 && running != null) {
        running.close();
        running = null;
      }
    }
  }

  /** The key the emulator takes. */
  public static String key() {
    return EmulatorOptions.DEMO_KEY;
  }

  /** The demo's time stands still, so that "the last seven days" are full, today and next year. */
  public static Clock clock() {
    return Clock.fixed(OPTIONS.world().now(), ZoneOffset.UTC);
  }
}
