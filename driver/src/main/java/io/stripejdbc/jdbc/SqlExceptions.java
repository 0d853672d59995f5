package io.stripejdbc.jdbc;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.error.SecretRedactor;
import java.sql.SQLException;

/** Makes the exceptions of the JDBC classes; none of them is unchecked, each has a SQLState. */
public final class SqlExceptions {
  private SqlExceptions() {}

  /** The exception of this kind, with secrets struck from its message. */
  public static SQLException of(DriverError error, String message) {
    return new DriverFailure(error, SecretRedactor.redact(message)).toSqlException();
  }

  /** Something JDBC offers and this driver does not. */
  public static SQLException unsupported(String what) {
    return of(DriverError.UNSUPPORTED, "Not supported: " + what);
  }

  /**
   * A fault of the driver itself, or a failure that was thrown without becoming an SQLException.
   */
  public static SQLException unexpected(Throwable fault) {
    if (fault instanceof DriverFailure failure) {
      return failure.toSqlException();
    }
    String message = "Internal error of the driver: " + fault.getClass().getSimpleName();
    return new DriverFailure(DriverError.INTERNAL, message, 0, fault).toSqlException();
  }
}
