package io.stripejdbc.scan.refresh;

import io.stripejdbc.fetch.CallControl;
import java.util.HashMap;
import java.util.Map;

/** The events of all accounts that one statement reads. Safe for use by many threads. */
public final class StatementEvents {
  private final Map<String, AccountEvents> byAccount = new HashMap<>();
  private boolean refused;

  synchronized AccountEvents of(String account) {
    return byAccount.computeIfAbsent(account, any -> new AccountEvents());
  }

  /** Whether the key may not read events, of whatever account. */
  synchronized boolean isRefused() {
    return refused;
  }

  /** The key may not read events. */
  void refuse(CallControl control, String why) {
    boolean first;
    synchronized (this) {
      first = !refused;
      refused = true;
    }
    if (first) {
      control.warn(
          "Cached rows are read again instead of being brought up to date (cacheRefresh=events): "
              + why);
    }
  }

  /** Events of one account are not read. */
  void giveUp(CallControl control, String account, String why) {
    AccountEvents events = of(account);
    if (!events.hasFailed()) {
      events.fail();
      control.warn(
          "Cached rows of account '%s' are read again instead of being brought up to date: %s"
              .formatted(account, why));
    }
  }
}
