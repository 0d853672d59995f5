package io.stripejdbc.attach;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;

/** Words what went wrong in another database as a failure of ours that names it. */
final class AttachmentFailures {
  private static final int LONGEST = 400;

  private final AttachmentSettings settings;

  AttachmentFailures(AttachmentSettings settings) {
    this.settings = settings;
  }

  /** It could not be reached, or did not let us in. */
  DriverFailure connecting(Throwable thrown) {
    DriverError error =
        state(thrown).startsWith("28")
            ? DriverError.ATTACHED_REFUSED
            : DriverError.ATTACHED_UNREACHABLE;
    return failure(error, "cannot be connected to", thrown);
  }

  /** It failed while something was read. */
  DriverFailure reading(String what, Throwable thrown) {
    return failure(
        isLost(thrown) ? DriverError.ATTACHED_UNREACHABLE : DriverError.ATTACHED_FAILED,
        "failed while " + what + " was read",
        thrown);
  }

  /** A value that cannot be given on as it is. */
  static DriverFailure value(String column, String reason) {
    return new DriverFailure(
        DriverError.ATTACHED_VALUE,
        "Column " + column + " has a value that cannot be given on as it is: " + reason);
  }

  private DriverFailure failure(DriverError error, String what, Throwable thrown) {
    String state = state(thrown);
    return new DriverFailure(
        error,
        "The database attached as '"
            + settings.name()
            + "' "
            + what
            + ": "
            + text(thrown)
            + (state.isEmpty() ? "" : " (its SQLState " + state + ")"));
  }

  /** On one line, and never with a secret. */
  private String text(Throwable thrown) {
    String message = thrown.getMessage();
    String text =
        message == null || message.isBlank()
            ? thrown.getClass().getSimpleName()
            : message.strip().replaceAll("\\s+", " ");
    String shown = settings.redact(text);
    return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
  }

  private static boolean isLost(Throwable thrown) {
    return state(thrown).startsWith("08")
        || thrown instanceof SQLNonTransientConnectionException
        || thrown instanceof SQLTransientConnectionException
        || thrown instanceof SQLRecoverableException;
  }

  private static String state(Throwable thrown) {
    String state = thrown instanceof SQLException sql ? sql.getSQLState() : null;
    return state == null ? "" : state;
  }
}
