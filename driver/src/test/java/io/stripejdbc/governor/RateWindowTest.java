package io.stripejdbc.governor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateWindowTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void callsGoOutTogetherUntilTheSecondIsFull() {
    RateWindow window = new RateWindow(2, 0);
    assertEquals(0, window.delay(0));
    window.start(0);
    assertEquals(0, window.delay(0));
    window.start(0);
    assertEquals(RateWindow.WINDOW_NANOS, window.delay(0));
    assertEquals(0, window.delay(RateWindow.WINDOW_NANOS));
  }

  @Test
  void aPauseThatTheServerAsksForIsKept() {
    RateWindow window = new RateWindow(10, 0);
    window.slowDown(0, 3 * SECOND);
    assertEquals(2 * SECOND, window.delay(SECOND));
  }

  @Test
  void underAKnownLimitNoSecondHoldsMoreThanIt() {
    Run run = new Run(new RateWindow(25, 0), 25);
    run.go(60);
    assertEquals(0, run.refused, "refused");
    assertTrue(run.accepted >= 0.95 * 25 * 60, "accepted " + run.accepted);
  }

  /** Thought to be 50, in truth 25: what is refused stays rare, and little of the pace is lost. */
  @Test
  void anUnknownLimitIsFoundAndKept() {
    Run run = new Run(new RateWindow(50, 0), 25);
    run.go(600);
    assertTrue(run.refused < 0.01 * run.accepted, run.refused + " refused of " + run.accepted);
    assertTrue(run.accepted >= 0.95 * 25 * 600, "accepted " + run.accepted);
  }

  @Test
  void aLimitThatRisesAgainIsFollowed() {
    RateWindow window = new RateWindow(50, 0);
    Run run = new Run(window, 25);
    run.go(30);
    assertTrue(window.limit() < 30, "limit " + window.limit());
    run.limit = 1000;
    run.go(900);
    assertEquals(50, window.limit());
  }

  /** Eight workers with calls of 100 ms against a server with a sliding limit. */
  private static final class Run {
    private static final long LATENCY = TimeUnit.MILLISECONDS.toNanos(100);
    private final RateWindow pace;
    private final Deque<Long> window = new ArrayDeque<>();
    private int limit;
    private long now;
    private int accepted;
    private int refused;

    Run(RateWindow window, int limit) {
      this.pace = window;
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
