package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.CharBuffer;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import javax.sql.rowset.serial.SerialClob;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every setter with values of every class, in the place of every type: the value or a SQLException
 * that says what is wrong, never another exception and never another number.
 */
class SettersOfEveryTypeTest extends DemoConnectionFixture {
  private static final List<String> PLACES =
      List.of(
          "SELECT ?",
          "SELECT ? + CAST(0 AS BIGINT)",
          "SELECT ? + CAST(0 AS INTEGER)",
          "SELECT ? + 0.00",
          "SELECT ? + 0e0",
          "SELECT COALESCE(?, TRUE)",
          "SELECT COALESCE(?, DATE '2026-01-01')",
          "SELECT COALESCE(?, TIME '10:00:00')",
          "SELECT COALESCE(?, TIMESTAMP '2026-01-01 00:00:00')",
          "SELECT ? || ''",
          "SELECT CAST(? AS BIGINT ARRAY)",
          "SELECT ? = ANY (ARRAY[1, 2])",
          "SELECT 1 LIMIT ?");

  private final List<String> faults = new ArrayList<>();

  private static List<@Nullable Object> values() throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(null);
    values.addAll(
        List.of(
            true,
            (byte) -128,
            (short) 7,
            Integer.MAX_VALUE,
            Long.MIN_VALUE,
            0.1f,
            Float.POSITIVE_INFINITY,
            1e300,
            -1e-300,
            Double.NaN,
            new BigDecimal("1.50"),
            new BigDecimal("1e999999999"),
            new BigDecimal("1e-999999999"),
            new BigInteger("99999999999999999999999999999999999999999"),
            "",
            " 12 ",
            "x",
            "1e999999999",
            "1e400",
            "2026-02-30",
            "2026-03-29T02:30:00+14:00",
            "{1,2}"));
    values.addAll(
        List.of(
            'c',
            UUID.randomUUID(),
            URI.create("https://stripe.com/"),
            new SerialClob("12".toCharArray()),
            CharBuffer.wrap("7"),
            Date.valueOf("9999-12-31"),
            new Date(Long.MIN_VALUE),
            new Date(Long.MAX_VALUE),
            new Time(Long.MAX_VALUE),
            new Timestamp(Long.MIN_VALUE),
            Timestamp.valueOf("2026-03-29 02:30:00"),
            java.util.Date.from(Instant.EPOCH),
            Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"))));
    values.addAll(
        List.of(
            LocalDate.MAX,
            LocalDate.MIN,
            LocalDateTime.MAX,
            LocalTime.MAX,
            Instant.MAX,
            Instant.MIN,
            OffsetDateTime.MAX,
            OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.MAX),
            ZonedDateTime.now(ZoneOffset.UTC),
            OffsetTime.MIN,
            Year.of(2026),
            Duration.ofDays(1),
            new byte[] {1},
            new int[] {1},
            new Object(),
            Types.class,
            JDBCType.DATE));
    return values;
  }

  /** A setter with its arguments but for the position. */
  private interface Setter {
    void set(PreparedStatement statement) throws Exception;
  }

  @Test
  void everySetterTakesAValueOrSaysWhyNot() throws SQLException, IllegalAccessException {
    List<Integer> types = new ArrayList<>();
    for (Field type : Types.class.getFields()) {
      types.add(type.getInt(null));
    }
    for (Object value : values()) {
      for (String sql : PLACES) {
        run(sql, value + " as itself", s -> s.setObject(1, value));
      }
      for (int type : types) {
        run("SELECT ?", value + " as " + type, s -> s.setObject(1, value, type));
        run("SELECT ?", value + " to 2 digits", s -> s.setObject(1, value, type, 2));
      }
      run(
          "SELECT ?",
          value + " to all digits",
          s -> s.setObject(1, value, Types.DECIMAL, 999999999));
    }
    for (int type : types) {
      for (String sql : PLACES) {
        run(sql, "NULL of " + type, s -> s.setNull(1, type));
      }
      run("SELECT ?", "NULL of " + type, s -> s.setNull(1, type, "name"));
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void streamsAndTheLikeAreTexts() throws SQLException {
    byte[] bytes = "12é".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    List<Setter> setters =
        List.of(
            s -> s.setCharacterStream(1, new StringReader("12")),
            s -> s.setCharacterStream(1, new StringReader("12345"), 2),
            s -> s.setCharacterStream(1, new StringReader("12345"), Long.MAX_VALUE),
            s -> s.setCharacterStream(1, new StringReader("12345"), -1),
            s -> s.setNCharacterStream(1, null),
            s -> s.setAsciiStream(1, new ByteArrayInputStream(bytes)),
            s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes)),
            s -> s.setClob(1, new StringReader("12")),
            s -> s.setClob(1, (java.sql.Clob) null),
            s -> s.setBlob(1, new ByteArrayInputStream(bytes)),
            s -> s.setBytes(1, bytes),
            s -> s.setBytes(1, null),
            s -> s.setURL(1, URI.create("https://stripe.com/").toURL()),
            s -> s.setNString(1, null),
            s -> s.setArray(1, null),
            s ->
                s.setDate(1, new Date(0), Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"))),
            s -> s.setTime(1, null, null),
            s -> s.setTimestamp(1, new Timestamp(Long.MAX_VALUE), Calendar.getInstance()));
    for (Setter setter : setters) {
      for (String sql : PLACES) {
        run(sql, "setter " + setters.indexOf(setter), setter);
      }
    }
    assertEquals(List.of(), faults);
  }

  private void run(String sql, String what, Setter setter) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setter.set(statement);
      try (ResultSet rows = statement.executeQuery()) {
        if (rows.next()) {
          String text = rows.getString(1);
          if (text != null && text.contains("Infinity") && !what.contains("Infinity")) {
            faults.add(sql + " " + what + " is " + text);
          }
        }
      }
    } catch (SQLException refused) {
      String state = String.valueOf(refused.getSQLState());
      if (!state.matches("22...|0A000|07006|42...|HY024")) {
        faults.add(sql + " " + what + ": " + state + " " + refused.getMessage());
      }
    } catch (Exception e) {
      faults.add(sql + " " + what + ": " + e);
    }
  }
}
