package io.stripejdbc.query.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.query.InMemoryScanner;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.QueryEngine;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.session.CalciteQueryEngine;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader leaves a statement that is being planned, whatever that is doing. */
@Timeout(60)
class PlanningThreadTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  /** Ends the work that nobody waits for. */
  @AfterEach
  void end() {
    mayEnd.countDown();
  }

  private String endless() {
    begun.countDown();
    try {
      mayEnd.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "ended";
  }

  private DriverError failure(PlanningControl control) {
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> PlanningThread.call(this::endless, control));
    assertTrue(control.flag().get(), "the planner is told");
    return failure.error();
  }

  private static PlanningControl unlimited() {
    return new PlanningControl(System::nanoTime, 0, 0);
  }

  @Test
  void theWorkIsDoneOnAnotherThreadAndItsFailureIsThrownHere() {
    Thread worker = PlanningThread.call(Thread::currentThread, unlimited());
    assertNotEquals(Thread.currentThread(), worker);
    DriverFailure thrown = new DriverFailure(DriverError.SYNTAX, "no SQL");
    assertEquals(
        thrown,
        assertThrows(
            DriverFailure.class,
            () ->
                PlanningThread.call(
                    () -> {
                      throw thrown;
                    },
                    unlimited())));
  }

  @Test
  void cancelEndsTheWait() throws Exception {
    PlanningControl control = unlimited();
    Thread other =
        new Thread(
            () -> {
              try {
                begun.await();
                control.cancel();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    other.start();
    assertEquals(DriverError.CANCELLED, failure(control));
    other.join();
  }

  @Test
  void theTimeoutEndsTheWait() {
    AtomicLong nanos = new AtomicLong();
    // Each look at the clock takes a tenth of a second; two seconds have passed before.
    PlanningControl control =
        new PlanningControl(
            () -> nanos.addAndGet(100_000_000L), 3_000_000_000L, 2_900_000_000L - 100_000_000L);
    assertEquals(DriverError.TIMEOUT, failure(control));
  }

  @Test
  void anInterruptEndsTheWaitAndStays() {
    Thread reader = Thread.currentThread();
    new Thread(
            () -> {
              try {
                begun.await();
                reader.interrupt();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            })
        .start();
    assertEquals(DriverError.CANCELLED, failure(unlimited()));
    assertTrue(Thread.interrupted());
  }

  @Test
  void theStackIsDeep() {
    assertEquals(300_000, PlanningThread.<Integer>call(() -> depth(300_000), unlimited()));
  }

  private static int depth(int frames) {
    return frames == 0 ? 0 : 1 + depth(frames - 1);
  }

  @Test
  void aStatementThatIsCancelledWhileItIsPlannedFails() {
    InMemoryScanner scanner = new InMemoryScanner();
    QueryEngine engine = new CalciteQueryEngine(scanner);
    SessionContext session = SessionContext.unlimited("stripe", scanner, Clock.systemUTC());
    SQLException failure =
        assertThrows(
            SQLException.class,
            () ->
                engine.prepare(
                    "SELECT * FROM charges",
                    session,
                    new ExecutionOptions(0, 0, 0),
                    Runnable::run));
    assertEquals("57014", failure.getSQLState());
    SQLException late =
        assertThrows(
            SQLException.class,
            () ->
                engine.prepare(
                    "SELECT * FROM charges",
                    session,
                    new ExecutionOptions(0, 1_000_000_000L, 0).after(1_000_000_000L),
                    stop -> {}));
    assertEquals("HYT00", late.getSQLState());
  }
}
