package io.stripejdbc.jdbc.property;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.error.SecretRedactor;
import java.sql.SQLException;

/** Makes the exceptions for properties that cannot be. */
final class PropertyFailure {
  private PropertyFailure() {}

  /** The exception of this kind, with secrets struck from its message. */
  static SQLException of(DriverError error, String message) {
    return new DriverFailure(error, SecretRedactor.redact(message)).toSqlException();
  }
}
