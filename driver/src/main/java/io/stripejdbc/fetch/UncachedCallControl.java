package io.stripejdbc.fetch;

/**
 * A statement's control for calls that have to be made: to try whether the API answers is not done
 * from memory.
 *
 * @param statement what else is asked and told
 */
public record UncachedCallControl(CallControl statement) implements ForwardingCallControl {
  @Override
  public Freshness freshness() {
    return Freshness.LIVE;
  }
}
