package io.stripejdbc.jdbc;

import io.stripejdbc.error.SecretRedactor;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** The chain of warnings on one object; safe for several threads. */
public final class WarningChain {
  /** General warning. */
  public static final String GENERAL = "01000";

  /** A key of the {@code Properties} that means nothing here. */
  public static final String UNKNOWN_KEY = "01S00";

  /** An option that was asked for and replaced by another. */
  public static final String OPTION_CHANGED = "01S02";

  private @Nullable SQLWarning first;

  public synchronized void add(String sqlState, String message) {
    SQLWarning warning = new SQLWarning(SecretRedactor.redact(message), sqlState);
    if (first == null) {
      first = warning;
    } else {
      first.setNextWarning(warning);
    }
  }

  public synchronized @Nullable SQLWarning first() {
    return first;
  }

  public synchronized void clear() {
    first = null;
  }
}
