package io.stripejdbc.governor;

/**
 * Limits of one API key.
 *
 * @param perSecond calls in any second, 0 for no limit; also of each connected account
 * @param perEndpoint calls to one endpoint in any second, 0 for no limit
 * @param inFlight calls on their way at once, at least 1
 */
public record RateLimits(int perSecond, int perEndpoint, int inFlight) {
  /** The stricter of both in every respect. */
  public RateLimits strictest(RateLimits other) {
    return new RateLimits(
        stricter(perSecond, other.perSecond),
        stricter(perEndpoint, other.perEndpoint),
        Math.min(inFlight, other.inFlight));
  }

  private static int stricter(int one, int other) {
    return one == 0 ? other : other == 0 ? one : Math.min(one, other);
  }
}
