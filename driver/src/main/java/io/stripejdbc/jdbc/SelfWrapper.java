package io.stripejdbc.jdbc;

import io.stripejdbc.error.DriverError;
import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/** An object of the driver that is not wrapped: it unwraps to the types it has itself. */
public interface SelfWrapper extends Wrapper {
  @Override
  default <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    if (type == null || !type.isInstance(this)) {
      String wanted = type == null ? "null" : type.getName();
      throw SqlExceptions.of(DriverError.INVALID_ARGUMENT, "Not a wrapper for " + wanted);
    }
    return type.cast(this);
  }

  @Override
  default boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
    return type != null && type.isInstance(this);
  }
}
