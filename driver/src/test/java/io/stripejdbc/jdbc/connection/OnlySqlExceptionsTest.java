package io.stripejdbc.jdbc.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.StripeDataSource;
import io.stripejdbc.StripeDriver;
import io.stripejdbc.query.ResultType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Calls every method of every JDBC object with poor arguments, open and closed. */
class OnlySqlExceptionsTest {
  private final List<String> faults = new ArrayList<>();

  private static Object poor(Class<?> type, boolean nulls) throws ReflectiveOperationException {
    if (type.isPrimitive()) {
      return nulls
          ? Array.get(Array.newInstance(type, 1), 0)
          : type == boolean.class ? (Object) true : number(type);
    }
    if (nulls) {
      return null;
    }
    if (type == String.class) {
      return "x%_\\{'\"";
    }
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 1);
    }
    return type == Class.class
        ? StringBuilder.class
        : type == Properties.class ? new Properties() : null;
  }

  private static Object number(Class<?> type) throws ReflectiveOperationException {
    Class<?> box = Array.get(Array.newInstance(type, 1), 0).getClass();
    return type == char.class
        ? (Object) 'x'
        : box.getMethod("valueOf", String.class).invoke(null, "1");
  }

  private void callEverything(Class<?> face, Object target) throws ReflectiveOperationException {
    for (Method method : face.getMethods()) {
      boolean ends = Stream.of("close", "abort").anyMatch(method.getName()::equals);
      if (!ends && !java.lang.reflect.Modifier.isStatic(method.getModifiers())) {
        call(method, target, true);
        call(method, target, false);
      }
    }
  }

  private void call(Method method, Object target, boolean nulls)
      throws ReflectiveOperationException {
    Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = poor(method.getParameterTypes()[i], nulls);
    }
    try {
      method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      boolean good = e.getCause() instanceof SQLException sql && sql.getSQLState() != null;
      // Calendars and names of default methods of java.sql itself are not ours to check.
      if (!good && !method.isDefault()) {
        faults.add(method + (nulls ? " with nulls: " : ": ") + e.getCause());
      }
    }
  }

  @Test
  void everyMethodAnswersOrThrowsAnSqlExceptionWithAState() throws Exception {
    FakeConnectionContext context = FakeConnectionContext.of(ResultType.VARCHAR, "x", "y");
    context.parameters = List.of(ResultType.VARCHAR);
    Connection connection = context.connect();
    Statement statement = connection.createStatement();
    PreparedStatement prepared = connection.prepareStatement("q");
    ResultSet fresh = connection.createStatement().executeQuery("q");
    ResultSet onRow = connection.createStatement().executeQuery("q");
    onRow.next();
    ResultSetMetaData columns = fresh.getMetaData();
    ParameterMetaData parameters = prepared.getParameterMetaData();
    DatabaseMetaData meta = connection.getMetaData();
    for (int round = 0; round < 2; round++) {
      callEverything(ResultSet.class, fresh);
      callEverything(ResultSet.class, onRow);
      callEverything(ResultSetMetaData.class, columns);
      callEverything(ParameterMetaData.class, parameters);
      callEverything(DatabaseMetaData.class, meta);
      callEverything(PreparedStatement.class, prepared);
      callEverything(Statement.class, statement);
      callEverything(Connection.class, connection);
      callEverything(Driver.class, new StripeDriver());
      callEverything(DataSource.class, new StripeDataSource());
      connection.close();
    }
    assertEquals(List.of(), faults);
    assertTrue(connection.isClosed());
  }
}
