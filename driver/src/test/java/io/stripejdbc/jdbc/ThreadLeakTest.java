package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a JVM has after the last connection is what it had before the first. */
@Timeout(120)
class ThreadLeakTest {
  /** Longer than any idle thread waits for work; only a leak takes so long. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(75);

  private static Set<Thread> threads() {
    Set<Thread> alive = new HashSet<>(Thread.getAllStackTraces().keySet());
    // The JVM's own pool and its helpers belong to nobody.
    alive.removeIf(
        thread ->
            thread.getName().startsWith("ForkJoinPool.commonPool")
                || thread.getName().startsWith("junit")
                || thread.getThreadGroup() == null
                || thread.getThreadGroup().getName().equals("InnocuousThreadGroup"));
    return alive;
  }

  private static void read(Connection connection, String sql, int rows) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      for (int i = 0; i < rows && result.next(); i++) {
        assertTrue(result.getString(1).length() > 1);
      }
    }
  }

  @Test
  void noThreadOutlivesTheLastConnection() throws Exception {
    Set<Thread> before = threads();
    try (Connection one = DriverManager.getConnection("jdbc:stripe:demo;cache=off");
        Connection other = DriverManager.getConnection("jdbc:stripe:demo;cache=off")) {
      read(one, "SELECT id FROM payouts", Integer.MAX_VALUE);
      read(other, "SELECT id FROM charges", 3);
      Statement forgotten = other.createStatement();
      assertTrue(forgotten.executeQuery("SELECT id FROM customers").next());
    }
    List<String> left = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (Thread thread : threads()) {
      if (!before.contains(thread)) {
        thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        if (thread.isAlive()) {
          left.add(thread.getName() + (thread.isDaemon() ? "" : ", not a daemon"));
        }
      }
    }
    assertEquals(List.of(), left);
  }
}
