package io.stripejdbc.shell.progress;

import io.stripejdbc.StatementProgress.Snapshot;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows every now and then how far the statement is, until it is closed. */
public final class ProgressTicker {
  private static final long EVERY_MILLIS = 200;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final ProgressLine line;
  private final Supplier<@Nullable Snapshot> progress;

  private ProgressTicker(ProgressLine line, Supplier<@Nullable Snapshot> progress) {
    this.line = line;
    this.progress = progress;
  }

  /** Begins to show it. */
  public static ProgressTicker start(ProgressLine line, Supplier<@Nullable Snapshot> progress) {
    ProgressTicker ticker = new ProgressTicker(line, progress);
    Thread thread = new Thread(ticker::run, "stripe-jdbc-progress");
    thread.setDaemon(true);
    thread.start();
    return ticker;
  }

  private void run() {
    try {
      while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        line.show(ProgressText.of(progress.get()));
      }
    } catch (InterruptedException end) {
      line.close();
    }
  }

  /** Takes the line away and ends. */
  public void close() {
    closed.countDown();
    line.close();
  }
}
