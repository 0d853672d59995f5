package io.stripejdbc.governor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void callsGoOutTogetherUntilTheSecondIsFull() {
    Pace pace = new Pace(2, 0);
    assertEquals(0, pace.delay(0));
    pace.start(0);
    assertEquals(0, pace.delay(0));
    pace.start(0);
    assertEquals(Pace.WINDOW_NANOS, pace.delay(0));
    assertEquals(0, pace.delay(Pace.WINDOW_NANOS));
  }

  @Test
  void aPauseThatTheServerAsksForIsKept() {
    Pace pace = new Pace(10, 0);
    pace.slowDown(0, 3 * SECOND);
    assertEquals(2 * SECOND, pace.delay(SECOND));
  }

  @Test
  void underAKnownLimitNoSecondHoldsMoreThanIt() {
    Run run = new Run(new Pace(25, 0), 25);
    run.go(60);
    assertEquals(0, run.refused, "refused");
    assertTrue(run.accepted >= 0.95 * 25 * 60, "accepted " + run.accepted);
  }

  /** Thought to be 50, in truth 25: what is refused stays rare, and little of the pace is lost. */
  @Test
  void anUnknownLimitIsFoundAndKept() {
    Run run = new Run(new Pace(50, 0), 25);
    run.go(600);
    assertTrue(run.refused < 0.01 * run.accepted, run.refused + " refused of " + run.accepted);
    assertTrue(run.accepted >= 0.95 * 25 * 600, "accepted " + run.accepted);
  }

  @Test
  void aLimitThatRisesAgainIsFollowed() {
    Pace pace = new Pace(50, 0);
    Run run = new Run(pace, 25);
    run.go(30);
    assertTrue(pace.limit() < 30, "limit " + pace.limit());
    run.limit = 1000;
    run.go(900);
    assertEquals(50, pace.limit());
  }

  /** Eight workers with calls of 100 ms against a server with a sliding limit. */
  private static final class Run {
    private static final long LATENCY = TimeUnit.MILLISECONDS.toNanos(100);
    private final Pace pace;
    private final Deque<Long> window = new ArrayDeque<>();
    private int limit;
    private long now;
    private int accepted;
    private int refused;

    Run(Pace pace, int limit) {
      this.pace = pace;
      this.limit = limit;
    }

    void go(int seconds) {
      List<long[]> flying = new ArrayList<>();
      long end = now + seconds * SECOND;
      for (; now < end; now += TimeUnit.MILLISECONDS.toNanos(5)) {
        for (long[] call : List.copyOf(flying)) {
          if (call[0] + LATENCY <= now) {
            flying.remove(call);
            finish(call[1] == 1);
          }
        }
        while (flying.size() < 8 && pace.delay(now) == 0) {
          pace.start(now);
          flying.add(new long[] {now, arrive() ? 1 : 0});
        }
      }
    }

    private boolean arrive() {
      while (!window.isEmpty() && now - window.peekFirst() >= SECOND) {
        window.removeFirst();
      }
      if (window.size() >= limit) {
        return false;
      }
      window.add(now);
      return true;
    }

    private void finish(boolean taken) {
      if (taken) {
        accepted++;
        pace.succeed(now);
      } else {
        refused++;
        pace.slowDown(now, 0);
      }
    }
  }
}
