package io.stripejdbc.shell.progress;

import io.stripejdbc.StatementProgress.Snapshot;
import io.stripejdbc.StatementProgress.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts into words how far a statement is; what is shown depends on nothing else. */
final class ProgressText {
  /** Most statements are over by then, and nobody has begun to wonder. */
  static final long PATIENCE_MILLIS = 500;

  /** Shorter waits are what pace looks like, and pass before they are read. */
  static final long NOTABLE_WAIT_MILLIS = 300;

  /** Fits a terminal of 80 columns without its last, where some would go on in the next line. */
  static final int WIDTH = 79;

  private ProgressText() {}

  /** The line for a statement, null for none; null when there is nothing to show. */
  static @Nullable String of(@Nullable Snapshot now) {
    if (now == null || !now.running() || now.tookMillis() < PATIENCE_MILLIS) {
      return null;
    }
    boolean waits = now.waitingMillis() >= NOTABLE_WAIT_MILLIS;
    return now.calls() > 0 || waits ? text(now, waits) : null;
  }

  private static String text(Snapshot now, boolean waits) {
    String start =
        (now.table() == null ? "" : now.table() + ": ")
            + count(now.calls(), "call")
            + ", "
            + count(now.rowsRead(), "row");
    List<String> more = new ArrayList<>();
    if (now.accountsTotal() > 1) {
      more.add(count(now.accountsLeft()) + " of " + count(now.accountsTotal()) + " accounts left");
    }
    if (waits) {
      more.add(wait(now));
    }
    // Accounts are the first to go: a wait explains why nothing moves.
    while (length(start, more) > WIDTH && !more.isEmpty()) {
      more.remove(0);
    }
    String text = start + String.join("", more.stream().map(piece -> ", " + piece).toList());
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…";
  }

  private static int length(String start, List<String> more) {
    return start.length() + more.stream().mapToInt(piece -> 2 + piece.length()).sum();
  }

  private static String wait(Snapshot now) {
    String time = String.format(Locale.ROOT, "%.1f s", now.waitingMillis() / 1000.0);
    return "waiting "
        + time
        + (now.waitingFor() == Wait.NEXT_TRY ? " to try again" : " for the rate limit");
  }

  private static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
