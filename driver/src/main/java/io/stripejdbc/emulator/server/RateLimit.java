package io.stripejdbc.emulator.server;

/**
 * How much the emulator lets through before it answers 429, as the API does (facts: limits).
 *
 * @param perSecond requests a second for a key, 0 for no limit
 * @param perEndpointPerSecond requests a second for each endpoint, 0 for no limit
 * @param concurrent requests at the same time, 0 for no limit
 */
public record RateLimit(int perSecond, int perEndpointPerSecond, int concurrent) {
  public static final RateLimit NONE = new RateLimit(0, 0, 0);

  /** Stripe's own for live keys: 100 a second, 25 on each endpoint. */
  public static final RateLimit LIVE = new RateLimit(100, 25, 0);
}
