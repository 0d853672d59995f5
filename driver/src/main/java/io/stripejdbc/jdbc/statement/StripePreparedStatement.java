package io.stripejdbc.jdbc.statement;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.jdbc.SqlExceptions;
import io.stripejdbc.jdbc.result.ResultSetColumn;
import io.stripejdbc.jdbc.result.StripeResultSetMetaData;
import io.stripejdbc.jdbc.unsupported.UnsupportedSetters;
import io.stripejdbc.jdbc.value.DecimalScale;
import io.stripejdbc.jdbc.value.SetterValueConverter;
import io.stripejdbc.jdbc.value.TemporalConverter;
import io.stripejdbc.query.PreparedQuery;
import io.stripejdbc.query.session.SessionQuery;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that was parsed and planned when it was made, with values for its parameters. */
public final class StripePreparedStatement extends StripeStatement
    implements TypedSetters, TextSetters, UnsupportedSetters {
  /** Stands in a slot whose parameter has not been set; null is a value. */
  private static final Object UNSET = new Object();

  private final PreparedQuery plan;
  private final @Nullable Object[] values;

  public StripePreparedStatement(StatementConnection connection, PreparedQuery plan) {
    super(connection);
    this.plan = plan;
    this.values = new Object[plan.parameters().size()];
    Arrays.fill(values, UNSET);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    checkOpen();
    return run(() -> plan, boundValues());
  }

  @Override
  public boolean execute() throws SQLException {
    executeQuery();
    return true;
  }

  @Override
  public int executeUpdate() throws SQLException {
    checkOpen();
    if (!(plan instanceof SessionQuery)) {
      throw noCount();
    }
    executeQuery().close();
    return 0;
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return executeUpdate();
  }

  @Override
  public void addBatch() throws SQLException {
    super.addBatch("");
  }

  @Override
  public void addBatch(@Nullable String sql) throws SQLException {
    throw notPrepared();
  }

  @Override
  public ResultSet executeQuery(@Nullable String sql) throws SQLException {
    throw notPrepared();
  }

  @Override
  public int executeUpdate(@Nullable String sql) throws SQLException {
    throw notPrepared();
  }

  private static SQLException notPrepared() {
    return SqlExceptions.of(
        DriverError.INVALID_ARGUMENT, "A prepared statement runs its own SQL and takes no other");
  }

  private synchronized List<@Nullable Object> boundValues() throws SQLException {
    List<@Nullable Object> bound = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == UNSET) {
        throw SqlExceptions.of(
            DriverError.PARAMETER_MISSING, "Parameter " + (i + 1) + " has not been set");
      }
      bound.add(values[i]);
    }
    return Collections.unmodifiableList(bound);
  }

  private synchronized void set(int parameter, @Nullable Object value) throws SQLException {
    checkOpen();
    if (parameter < 1 || parameter > values.length) {
      throw SqlExceptions.of(
          DriverError.BAD_INDEX,
          "Parameter index " + parameter + " is outside 1 to " + values.length);
    }
    values[parameter - 1] = value;
  }

  @Override
  public synchronized void clearParameters() throws SQLException {
    checkOpen();
    Arrays.fill(values, UNSET);
  }

  @Override
  public void setNull(int parameter, int sqlType) throws SQLException {
    set(parameter, null);
  }

  @Override
  public void setNull(int parameter, int sqlType, @Nullable String typeName) throws SQLException {
    set(parameter, null);
  }

  @Override
  public void setObject(int parameter, @Nullable Object value) throws SQLException {
    set(parameter, SetterValueConverter.plain(value));
  }

  @Override
  public void setObject(int parameter, @Nullable Object value, int sqlType) throws SQLException {
    set(parameter, SetterValueConverter.plain(value, sqlType));
  }

  @Override
  public void setObject(int parameter, @Nullable Object value, int sqlType, int scale)
      throws SQLException {
    Object plain = SetterValueConverter.plain(value, sqlType);
    set(
        parameter,
        plain instanceof BigDecimal number && scale >= 0 ? DecimalScale.of(number, scale) : plain);
  }

  @Override
  public void setObject(int parameter, @Nullable Object value, @Nullable SQLType type)
      throws SQLException {
    setObject(parameter, value, code(type));
  }

  @Override
  public void setObject(int parameter, @Nullable Object value, @Nullable SQLType type, int scale)
      throws SQLException {
    setObject(parameter, value, code(type), scale);
  }

  private static int code(@Nullable SQLType type) throws SQLException {
    Integer code = type == null ? null : type.getVendorTypeNumber();
    if (code == null) {
      throw SqlExceptions.of(DriverError.INVALID_ARGUMENT, "The parameter's type is null");
    }
    return code;
  }

  @Override
  public void setDate(int parameter, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    LocalDateTime reading = reading(value, calendar);
    set(parameter, reading == null ? SetterValueConverter.plain(value) : reading.toLocalDate());
  }

  @Override
  public void setTime(int parameter, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    LocalDateTime reading = reading(value, calendar);
    set(parameter, reading == null ? SetterValueConverter.plain(value) : reading.toLocalTime());
  }

  @Override
  public void setTimestamp(int parameter, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    LocalDateTime reading = reading(value, calendar);
    set(parameter, reading == null ? SetterValueConverter.plain(value) : reading);
  }

  /** What a clock in the calendar's zone shows; null when there is no value or no calendar. */
  @SuppressWarnings("JavaUtilDate") // JDBC speaks it.
  private static @Nullable LocalDateTime reading(
      java.util.@Nullable Date value, @Nullable Calendar calendar) {
    return value == null || calendar == null ? null : TemporalConverter.reading(value, calendar);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return new StripeResultSetMetaData(plan.columns().stream().map(ResultSetColumn::of).toList());
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    checkOpen();
    return new StripeParameterMetaData(plan.parameters());
  }
}
