package io.stripejdbc.jdbc.statement;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.jdbc.SelfWrapper;
import io.stripejdbc.jdbc.SqlExceptions;
import io.stripejdbc.jdbc.value.JdbcType;
import io.stripejdbc.query.ResultType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** What is known of the {@code ?} of a statement. */
final class StripeParameterMetaData implements ParameterMetaData, SelfWrapper {
  private final List<JdbcType> types;

  StripeParameterMetaData(List<ResultType> types) {
    this.types = types.stream().map(JdbcType::of).toList();
  }

  private JdbcType at(int parameter) throws SQLException {
    if (parameter < 1 || parameter > types.size()) {
      throw SqlExceptions.of(
          DriverError.BAD_INDEX,
          "Parameter index " + parameter + " is outside 1 to " + types.size());
    }
    return types.get(parameter - 1);
  }

  @Override
  public int getParameterCount() {
    return types.size();
  }

  @Override
  public int isNullable(int parameter) throws SQLException {
    at(parameter);
    return parameterNullable;
  }

  @Override
  public boolean isSigned(int parameter) throws SQLException {
    return at(parameter).isNumber();
  }

  @Override
  public int getPrecision(int parameter) throws SQLException {
    return at(parameter).size(0);
  }

  @Override
  public int getScale(int parameter) throws SQLException {
    at(parameter);
    return 0;
  }

  @Override
  public int getParameterType(int parameter) throws SQLException {
    return at(parameter).code();
  }

  @Override
  public String getParameterTypeName(int parameter) throws SQLException {
    return at(parameter).name();
  }

  @Override
  public String getParameterClassName(int parameter) throws SQLException {
    return at(parameter).javaClass().getName();
  }

  @Override
  public int getParameterMode(int parameter) throws SQLException {
    at(parameter);
    return parameterModeIn;
  }
}
