package io.stripejdbc.emulator.world;

import java.time.Duration;

/**
 * How the events of a change come into the list of events.
 *
 * @param delay how long after the change they are in the list; their {@code created} is the change
 * @param apiVersion the version of the API in which they show their object, whatever version a
 *     request asks for: the account's default when they were made
 */
public record EventDelivery(Duration delay, String apiVersion) {
  /** At once, in the version that everything else speaks. */
  public static final EventDelivery PROMPT = new EventDelivery(Duration.ZERO, World.API_VERSION);

  /** A version whose objects have other names and values for what today's have. */
  public static final String OLD_VERSION = "2018-02-28";

  public EventDelivery delayedBy(Duration later) {
    return new EventDelivery(later, apiVersion);
  }

  public EventDelivery inVersion(String version) {
    return new EventDelivery(delay, version);
  }
}
