package io.stripejdbc.error;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/**
 * The driver's unchecked failure; it becomes a {@link SQLException} where {@code java.sql} is met.
 *
 * <p>Unchecked, because it must pass through Calcite's enumerators. The message is the one a user
 * reads: it names what was asked, of what, what came back and what to do, and never a key.
 */
public final class DriverFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final DriverError error;
  private final int vendorCode;

  /** A failure of the driver or of the SQL, with no HTTP status behind it. */
  public DriverFailure(DriverError error, String message) {
    this(error, message, 0, null);
  }

  /**
   * @param vendorCode the HTTP status that caused the failure, 0 for none
   * @param cause its cause; never something whose text has a key
   */
  public DriverFailure(
      DriverError error, String message, int vendorCode, @Nullable Throwable cause) {
    super(message, cause);
    this.error = error;
    this.vendorCode = vendorCode;
  }

  /** The heap of the program was full: MEMORY_BUDGET, of the statement that met it. */
  public static DriverFailure ofHeap() {
    return new DriverFailure(
        DriverError.MEMORY_BUDGET,
        "The query needs more memory than the program has; put conditions in it, or give the JVM"
            + " more heap.");
  }

  /** Which kind of failure this is. */
  public DriverError error() {
    return error;
  }

  /** The HTTP status behind the failure, 0 for none. */
  public int vendorCode() {
    return vendorCode;
  }

  /** This failure as the {@code java.sql} exception of its kind, with SQLState and message. */
  public SQLException toSqlException() {
    String state = error.sqlState();
    String text = SecretRedactor.keys(String.valueOf(getMessage()));
    SQLException result =
        switch (error.kind()) {
          case PLAIN -> new SQLException(text, state, vendorCode);
          case NON_TRANSIENT -> new SQLNonTransientException(text, state, vendorCode);
          case TRANSIENT -> new SQLTransientException(text, state, vendorCode);
          case NON_TRANSIENT_CONNECTION ->
              new SQLNonTransientConnectionException(text, state, vendorCode);
          case TRANSIENT_CONNECTION -> new SQLTransientConnectionException(text, state, vendorCode);
          case AUTHORIZATION -> new SQLInvalidAuthorizationSpecException(text, state, vendorCode);
          case SYNTAX -> new SQLSyntaxErrorException(text, state, vendorCode);
          case DATA -> new SQLDataException(text, state, vendorCode);
          case TIMEOUT -> new SQLTimeoutException(text, state, vendorCode);
          case UNSUPPORTED -> new SQLFeatureNotSupportedException(text, state, vendorCode);
        };
    for (Throwable attempt : getSuppressed()) {
      result.addSuppressed(attempt);
    }
    if (error == DriverError.INTERNAL && getCause() != null) {
      result.initCause(getCause());
    }
    return result;
  }
}
