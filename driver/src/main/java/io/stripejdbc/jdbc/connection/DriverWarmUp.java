package io.stripejdbc.jdbc.connection;

import io.stripejdbc.query.compile.JaninoWarmup;
import io.stripejdbc.query.direct.DirectSelect;
import io.stripejdbc.stripe.StripeTransport;
import io.stripejdbc.stripe.TransportSettings;
import java.util.List;

/**
 * Loads on another thread what the end of a first statement needs while its beginning is at work:
 * for programs that live for one statement, as the shell does. What it loads has no class in common
 * with what the planner starts with.
 */
public final class DriverWarmUp {
  private static final int NEVER_USED_MILLIS = 1000;

  private DriverWarmUp() {}

  /**
   * Begins; the thread ends by itself, and what goes wrong on it the statement will tell.
   *
   * @param statements that will be run, empty where they are not known
   */
  public static void inBackground(List<String> statements) {
    boolean direct = !statements.isEmpty() && statements.stream().allMatch(DirectSelect::mayBe);
    Thread thread = new Thread(() -> load(!direct), "stripe-jdbc-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load(boolean compiler) {
    try {
      if (compiler) {
        JaninoWarmup.warmUp();
      }
      TransportSettings nowhere =
          new TransportSettings(
              "sk_test_none",
              "http://127.0.0.1:1",
              "none",
              NEVER_USED_MILLIS,
              NEVER_USED_MILLIS,
              false,
              null);
      try (StripeTransport transport = new StripeTransport(nowhere)) {
        transport.warmUp();
      }
    } catch (RuntimeException | Error e) {
      System.getLogger("io.stripejdbc.jdbc").log(System.Logger.Level.DEBUG, "No warm-up", e);
    }
  }
}
