package io.stripejdbc.emulator.server;

import io.stripejdbc.emulator.world.EventDelivery;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.change.RandomChanges;
import io.stripejdbc.emulator.world.change.WorldControl;
import io.stripejdbc.emulator.world.model.SeededRandom;
import java.time.Duration;
import java.time.Instant;

/**
 * Brings the world up to the present: what was to happen since the last request happens before the
 * next one is answered, each change at its own second. There is no thread that changes anything.
 */
final class ActivityRunner {
  private static final long MILLIS_PER_MINUTE = 60_000;

  /** After a long time without requests only the latest changes are made up for. */
  private static final long MOST_AT_ONCE = 500;

  /** Of a hundred changes, how many are told late; the facts say that this happens. */
  private static final int LATE_PERCENT = 10;

  private static final Duration LATEST = Duration.ofSeconds(45);

  private final WorldActivity activity;
  private final WorldControl control;
  private final RandomChanges changes;
  private final SeededRandom random;
  private final Instant start;
  private final World world;
  private long done;

  ActivityRunner(WorldActivity activity, World world, long seed) {
    this.activity = activity;
    this.world = world;
    this.control = new WorldControl(world);
    this.changes = new RandomChanges(world, seed);
    this.random = SeededRandom.of(seed, "late events");
    this.start = world.now();
  }

  synchronized void catchUp() {
    if (activity.isNone()) {
      return;
    }
    Instant now = activity.time().instant();
    long due =
        Duration.between(start, now).toMillis() * activity.changesPerMinute() / MILLIS_PER_MINUTE;
    done = Math.max(done, due - MOST_AT_ONCE);
    while (done < due) {
      done++;
      advanceTo(start.plusMillis(done * MILLIS_PER_MINUTE / activity.changesPerMinute()));
      control.apply(changes.next(), delivery());
    }
    advanceTo(now);
  }

  private EventDelivery delivery() {
    return random.percent(LATE_PERCENT)
        ? EventDelivery.PROMPT.delayedBy(LATEST)
        : EventDelivery.PROMPT;
  }

  private void advanceTo(Instant later) {
    if (later.getEpochSecond() > world.now().getEpochSecond()) {
      control.advanceTo(later);
    }
  }
}
