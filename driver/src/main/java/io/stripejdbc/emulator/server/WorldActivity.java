package io.stripejdbc.emulator.server;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * How the world goes on by itself.
 *
 * @param time the time of the world from now on
 * @param changesPerMinute how many random changes happen, 0 for a world that stands still
 */
public record WorldActivity(InstantSource time, int changesPerMinute) {
  /** Time stands still, and nothing happens but what a test says. */
  public static final WorldActivity NONE =
      new WorldActivity(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 0);

  boolean isNone() {
    return changesPerMinute == 0;
  }
}
