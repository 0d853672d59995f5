package io.stripejdbc.governor;

/**
 * How many calls may be on their way at once: halved when the server says they are too many, one
 * more after each round that went well.
 *
 * <p>Not safe for several threads.
 */
final class ConcurrencyLimit {
  private int most;
  private int limit;
  private int running;
  private int wellSince;

  ConcurrencyLimit(int most) {
    this.most = most;
    this.limit = most;
  }

  /** Sets another highest limit. */
  void setMost(int value) {
    limit = limit == most ? value : Math.min(limit, value);
    most = value;
  }

  /** Whether one more may start. */
  boolean hasCapacity() {
    return running < limit;
  }

  void start() {
    running++;
  }

  void end() {
    running--;
  }

  /** A call went well; a round is as many of them as the limit. */
  void well() {
    if (limit < most && ++wellSince >= limit) {
      limit++;
      wellSince = 0;
    }
  }

  /** The server refused a call for there being too many at once. */
  void tooMany() {
    limit = Math.max(1, Math.min(limit, Math.max(running, 1)) / 2);
    wellSince = 0;
  }

  int limit() {
    return limit;
  }
}
