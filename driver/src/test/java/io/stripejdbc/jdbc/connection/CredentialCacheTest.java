package io.stripejdbc.jdbc.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One question to Stripe for all connections of a key. */
@Timeout(60)
class CredentialCacheTest {
  private final AtomicLong now = new AtomicLong();
  private final CredentialCache keys = new CredentialCache(now::get);
  private final AtomicInteger checks = new AtomicInteger();

  private Runnable check(String key) throws SQLException {
    return keys.check(key, "https://x", Long.MAX_VALUE, nanos -> checks.incrementAndGet());
  }

  @Test
  void aKeyInUseIsCheckedOnceInFiveMinutes() throws SQLException {
    Runnable first = check("a");
    Runnable second = check("a");
    first.run();
    Runnable third = check("a");
    assertEquals(1, checks.get());
    check("b").run();
    assertEquals(2, checks.get());
    now.addAndGet(TimeUnit.MINUTES.toNanos(5));
    check("a").run();
    assertEquals(3, checks.get());
    second.run();
    third.run();
  }

  @Test
  void aKeyThatNobodyUsesAnyMoreIsForgotten() throws SQLException {
    check("a").run();
    check("a").run();
    assertEquals(2, checks.get());
  }

  @Test
  void aRefusalIsNotCached() throws SQLException {
    Runnable open = check("a");
    now.addAndGet(TimeUnit.MINUTES.toNanos(6));
    assertThrows(
        SQLException.class,
        () ->
            keys.check(
                "a",
                "https://x",
                Long.MAX_VALUE,
                nanos -> {
                  throw new SQLException("no");
                }));
    check("a").run();
    assertEquals(2, checks.get());
    open.run();
  }

  @Test
  void whoComesMeanwhileWaitsForTheAnswer() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    CompletableFuture<Runnable> first =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return keys.check(
                    "a",
                    "https://x",
                    Long.MAX_VALUE,
                    nanos -> {
                      entered.countDown();
                      awaits(answer);
                      checks.incrementAndGet();
                    });
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    entered.await();
    SQLException late =
        assertThrows(
            SQLException.class, () -> keys.check("a", "https://x", 1_000_000, nanos -> {}));
    assertEquals("HYT00", late.getSQLState());
    answer.countDown();
    check("a").run();
    first.get().run();
    assertEquals(1, checks.get());
  }

  private static void awaits(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void tenConnectionsCostOneRequest() throws SQLException {
    try (Emulator emulator = Emulator.start(EmulatorOptions.demo().withScale(0.05))) {
      String url =
          "jdbc:stripe:;cache=off;checkKeyOnConnect=on;apiKey="
              + EmulatorOptions.DEMO_KEY
              + ";apiBase="
              + emulator.baseUri();
      List<Connection> pool = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        pool.add(DriverManager.getConnection(url));
      }
      assertEquals(1, emulator.requests().size());
      for (Connection connection : pool) {
        connection.close();
      }
      DriverManager.getConnection(url).close();
      assertEquals(2, emulator.requests().size());
    }
  }
}
