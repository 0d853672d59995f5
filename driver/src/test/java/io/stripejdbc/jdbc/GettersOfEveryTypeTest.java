package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every getter on values of every type: the value or a SQLException that says what is wrong, never
 * another exception and never another number.
 */
class GettersOfEveryTypeTest extends DemoConnectionFixture {
  private static final List<String> VALUES =
      List.of(
          "CAST(NULL AS INTEGER)",
          "NULL",
          "CAST(-128 AS TINYINT)",
          "CAST(32767 AS SMALLINT)",
          "CAST(-2147483648 AS INTEGER)",
          "2147483647",
          "9223372036854775807",
          "CAST(-9223372036854775807 - 1 AS BIGINT)",
          "CAST('99999999999999999999999999999999999999' AS DECIMAL(38, 0))",
          "CAST('-0.00000000000000000000000000000000000001' AS DECIMAL(38, 38))",
          "127.99",
          "-128.5",
          "CAST(0.1 AS REAL)",
          "CAST(3.4028234e38 AS REAL)",
          "1e300",
          "-1e-300",
          "CAST('NaN' AS DOUBLE)",
          "CAST('-Infinity' AS DOUBLE)",
          "9.3e18",
          "TRUE",
          "FALSE",
          "''",
          "' 12 '",
          "'1e999999999'",
          "'1e-999999999'",
          "'1e400'",
          "'99999999999999999999'",
          "'😀'",
          "'yes'",
          "'2026-01-31T10:00:00Z'",
          "'2026-02-30'",
          "'24:00:00'",
          "'https://stripe.com/x'",
          "'no url'",
          "CAST('a' AS CHAR(3))",
          "TIMESTAMP '2026-03-29 02:30:00'",
          "TIMESTAMP '0001-01-01 00:00:00'",
          "TIMESTAMP '9999-12-31 23:59:59.999'",
          "CURRENT_TIMESTAMP",
          "DATE '1582-10-10'",
          "DATE '9999-12-31'",
          "TIME '23:59:59.999'",
          "TIME '00:00:00'",
          "TIME '23:00:00' + INTERVAL '2' HOUR",
          "TIME '01:00:00' - INTERVAL '2' HOUR",
          "INTERVAL '1-2' YEAR TO MONTH",
          "INTERVAL '-1 02:03:04.5' DAY TO SECOND",
          "ARRAY[1, NULL, 3]",
          "ARRAY['a', NULL]",
          "ARRAY[ARRAY[1], NULL]",
          "CAST(ARRAY['1', NULL] AS INTEGER ARRAY)",
          "MAP['a', 1, 'b', NULL]",
          "ROW(1, 'a', NULL)",
          "ARRAY[ROW(1, DATE '2026-01-01')]",
          "X'00ff7f'",
          "X''",
          "'{\"a\":[1,null]}'",
          "json_extract('{\"a\":[1,null]}', '$.a')",
          "(SELECT 1 WHERE FALSE)",
          "GROUPING(1)");

  private static final Set<Class<?>> CLASSES =
      Set.of(
          Object.class,
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          BigInteger.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          Instant.class,
          OffsetDateTime.class,
          ZonedDateTime.class,
          java.sql.Date.class,
          java.sql.Time.class,
          java.sql.Timestamp.class,
          java.util.Date.class,
          byte[].class,
          java.sql.Array.class,
          java.util.UUID.class,
          StringBuilder.class,
          int.class);

  /** Whole numbers, with the least and the greatest of each. */
  private static final List<List<Object>> WHOLE =
      List.of(
          List.of("getByte", -128L, 127L),
          List.of("getShort", -32768L, 32767L),
          List.of("getInt", -2147483648L, 2147483647L),
          List.of("getLong", Long.MIN_VALUE, Long.MAX_VALUE));

  private final List<String> faults = new ArrayList<>();

  @Test
  void everyGetterGivesAValueOrSaysWhyNot() throws ReflectiveOperationException {
    for (String value : VALUES) {
      // As a constant, and as what a row brings.
      for (String sql : List.of("SELECT " + value, "SELECT x FROM (VALUES (" + value + ")) t(x)")) {
        read(sql);
      }
    }
    assertEquals(List.of(), faults);
  }

  private void read(String sql) throws ReflectiveOperationException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      for (Method getter : ResultSet.class.getMethods()) {
        if (getter.getName().startsWith("get")
            && getter.getParameterCount() > 0
            && getter.getParameterTypes()[0] == int.class) {
          read(sql, rows, getter);
        }
      }
    } catch (SQLException refused) {
      known(sql, refused);
    }
  }

  private void read(String sql, ResultSet rows, Method getter) throws ReflectiveOperationException {
    Class<?> second = getter.getParameterCount() == 1 ? null : getter.getParameterTypes()[1];
    if (second == null) {
      call(sql, rows, getter, 1);
    } else if (second == int.class) {
      Arrays.asList(0, 2, 50, Integer.MAX_VALUE)
          .forEach(scale -> call(sql, rows, getter, 1, scale));
    } else if (second == Calendar.class) {
      call(sql, rows, getter, 1, Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo")));
      call(sql, rows, getter, 1, null);
    } else if (second == Class.class) {
      CLASSES.forEach(target -> call(sql, rows, getter, 1, target));
    } else {
      call(sql, rows, getter, 1, new java.util.HashMap<>());
    }
  }

  private void call(String sql, ResultSet rows, Method getter, @Nullable Object... arguments) {
    String what = sql + " " + getter.getName() + Arrays.toString(arguments);
    try {
      Object result = getter.invoke(rows, arguments);
      if (result instanceof Double number && number.isInfinite() && !sql.contains("Infinity")) {
        faults.add(what + " is infinite");
      }
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException refused) {
        known(what, refused);
      } else {
        faults.add(what + ": " + e.getCause());
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /** A fault of the value, of the call or of the statement, not of the driver. */
  private void known(String what, SQLException refused) {
    String state = String.valueOf(refused.getSQLState());
    boolean ofCall =
        state.equals("HY024") && what.contains("getBigDecimal[1, " + Integer.MAX_VALUE);
    if (!ofCall && !state.matches("22...|0A000|07006|42...")) {
      faults.add(what + ": " + state + " " + refused.getMessage());
    }
  }

  @Test
  void aNumberIsGivenWholeOrNotAtAll() throws ReflectiveOperationException, SQLException {
    for (String value :
        List.of(
            "2147483648",
            "-129",
            "32768",
            "9223372036854775807",
            "1e19",
            "9.3e18",
            "1e300",
            "127.99",
            "-128.5",
            "'99999999999999999999'",
            "CAST('NaN' AS DOUBLE)",
            "CAST(123456789012345678901.5 AS DECIMAL(38, 1))")) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT " + value)) {
        rows.next();
        for (List<Object> getter : WHOLE) {
          whole(value, rows, getter);
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  private void whole(String value, ResultSet rows, List<Object> getter)
      throws ReflectiveOperationException {
    Method method = ResultSet.class.getMethod((String) getter.get(0), int.class);
    String text = value.replaceAll("[^-0-9.e]", "");
    boolean number = !value.contains("NaN") && !value.contains("CAST");
    BigDecimal exact = number ? new BigDecimal(text) : null;
    boolean fits =
        exact != null
            && exact.toBigInteger().compareTo(BigInteger.valueOf((Long) getter.get(1))) >= 0
            && exact.toBigInteger().compareTo(BigInteger.valueOf((Long) getter.get(2))) <= 0;
    try {
      long given = ((Number) method.invoke(rows, 1)).longValue();
      if (!fits || given != exact.longValue()) {
        faults.add(value + " by " + getter.get(0) + " is " + given);
      }
    } catch (InvocationTargetException e) {
      String state = ((SQLException) e.getCause()).getSQLState();
      if (fits || !state.equals("22003")) {
        faults.add(value + " by " + getter.get(0) + ": " + e.getCause().getMessage());
      }
    }
  }

  @Test
  void anElementThatCannotBeCastIsARefusalOfTheRow() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT CAST(x AS DATE ARRAY) FROM (VALUES (ARRAY['2026-01-01']), (ARRAY['x'])) t(x)")) {
      assertTrue(rows.next());
      assertEquals("[\"2026-01-01\"]", rows.getString(1));
      SQLException refused = assertThrows(SQLException.class, rows::next);
      assertEquals("22007", refused.getSQLState());
    }
  }
}
