package io.stripejdbc.query.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.plan.PlannerSettings.Pushing;
import io.stripejdbc.query.compile.PlanningFallback.Planned;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Planning that fails is tried again with fewer rules, down to none. */
class PlanningFallbackTest {
  private final PlanningFallback fallback = PlanningFallback.below(PlannerSettings.ALL);
  private final List<PlannerSettings> tried = new ArrayList<>();

  private Planned<String> plan(Pushing faulty, Throwable failure) {
    return fallback.plan(
        settings -> {
          tried.add(settings);
          if (settings.pushdowns().contains(faulty)) {
            fail(failure);
          }
          return "planned";
        });
  }

  private static void fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @Test
  void oneAttemptIsEnoughWhereNothingFails() {
    Planned<String> planned = fallback.plan(settings -> "planned");
    assertEquals("planned", planned.plan());
    assertNull(planned.note());
  }

  @Test
  void theRulesThatFailAreLeftOutAndNamed() {
    Planned<String> planned = plan(Pushing.JOIN, new AssertionError("a check\nof its own"));
    assertEquals(2, tried.size());
    assertEquals(
        "planned without JOIN, EXPAND, because of AssertionError: a check", planned.note());
  }

  @Test
  void inTheEndNoRulesAreUsed() {
    Planned<String> planned = plan(Pushing.REWRITE, new IllegalStateException("no plan"));
    assertEquals(PlannerSettings.NONE, tried.get(tried.size() - 1));
    assertEquals(
        "planned without any rules, because of IllegalStateException: no plan", planned.note());
  }

  @Test
  void theFirstFailureIsToldWhenNothingHelps() {
    RuntimeException first = new IllegalStateException("first");
    RuntimeException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                fallback.plan(
                    settings -> {
                      tried.add(settings);
                      throw tried.size() == 1 ? first : new IllegalStateException("later");
                    }));
    assertSame(first, thrown);
    assertEquals(5, tried.size());
  }

  @Test
  void faultsOfTheStatementAndStopsAreNotTriedAgain() {
    DriverFailure stopped = new DriverFailure(DriverError.CANCELLED, "stopped");
    assertThrows(DriverFailure.class, () -> plan(Pushing.FILTER, stopped));
    RuntimeException wrapped = new IllegalStateException(stopped);
    assertThrows(IllegalStateException.class, () -> plan(Pushing.FILTER, wrapped));
    assertThrows(OutOfMemoryError.class, () -> plan(Pushing.FILTER, new OutOfMemoryError()));
    assertEquals(3, tried.size());
  }

  @Test
  void eachLevelHasFewerRulesThanTheOneBefore() {
    List<PlannerSettings> levels = fallback.levels();
    for (int i = 1; i < levels.size(); i++) {
      assertEquals(true, levels.get(i - 1).pushdowns().containsAll(levels.get(i).pushdowns()));
    }
    assertEquals(PlannerSettings.ALL, levels.get(0));
  }
}
