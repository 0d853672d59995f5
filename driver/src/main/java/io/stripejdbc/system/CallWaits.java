package io.stripejdbc.system;

/**
 * How long the calls of a statement wait before they are sent. Guarded by its owner; times are
 * nanoseconds of a clock of the owner's.
 */
final class CallWaits {
  private long endedNanos;
  private long sumOfBeginnings;
  private int waiting;
  private int underWay;
  private long heldSince;
  private boolean held;

  /** A call begins to wait. */
  void begins(long now) {
    waiting++;
    sumOfBeginnings += now;
    look(now);
  }

  /** A call that began to wait then waits no more. */
  void ends(long began, long now) {
    waiting--;
    sumOfBeginnings -= began;
    endedNanos += now - began;
    look(now);
  }

  /** A call is sent. */
  void sent(long now) {
    underWay++;
    look(now);
  }

  /** A call was answered, or given up. */
  void settled(long now) {
    underWay--;
    look(now);
  }

  private void look(long now) {
    boolean holds = waiting > 0 && underWay == 0;
    if (holds && !held) {
      heldSince = now;
    }
    held = holds;
  }

  /** Time that all calls have waited up to now, added up. */
  long total(long now) {
    return endedNanos + waiting * now - sumOfBeginnings;
  }

  /** How long there has been nothing but waiting; 0 while a call is under way. */
  long held(long now) {
    return held ? now - heldSince : 0;
  }
}
