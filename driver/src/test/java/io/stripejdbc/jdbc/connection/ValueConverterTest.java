package io.stripejdbc.jdbc.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultColumn.BaseColumn;
import io.stripejdbc.query.ResultType;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Getters over every kind of value; the suite also runs in other time zones and locales. */
class ValueConverterTest {
  private static final long NOON = Instant.parse("2024-05-01T12:34:56Z").toEpochMilli();

  /** A result set on its only row, with the value in its only column. */
  private static ResultSet row(ResultType type, Object value) throws SQLException {
    ResultSet rows =
        FakeConnectionContext.of(type, value).connect().createStatement().executeQuery("q");
    assertTrue(rows.next());
    return rows;
  }

  private static ResultSet text(String value) throws SQLException {
    return row(ResultType.VARCHAR, value);
  }

  private static void fails(String sqlState, Executable getter) {
    SQLException failed = assertThrows(SQLException.class, getter);
    assertEquals(sqlState, failed.getSQLState(), failed.getMessage());
  }

  @Test
  void everythingIsText() throws SQLException {
    assertEquals("7", row(ResultType.BIGINT, 7L).getString(1));
    assertEquals("true", row(ResultType.BOOLEAN, true).getString(1));
    assertEquals("1.5", row(ResultType.DOUBLE, 1.5).getString(1));
    assertEquals("2024-05-01", row(ResultType.DATE, 19844).getString(1));
    assertEquals("12:34:56", row(ResultType.TIME, 45_296_000).getString(1));
    assertEquals("12:34:56.007", row(ResultType.TIME, 45_296_007).getString(1));
    assertEquals("2024-05-01 12:34:56", row(ResultType.TIMESTAMP, NOON).getString(1));
    assertEquals("2024-05-01 12:34:56.007", row(ResultType.TIMESTAMP, NOON + 7).getString("V"));
    assertEquals("1969-12-31 23:59:59.999", row(ResultType.TIMESTAMP, -1L).getString(1));
    assertEquals("[1, 2]", row(ResultType.OTHER, "[1, 2]").getNString(1));
    assertEquals("0aff", row(ResultType.VARBINARY, new byte[] {10, -1}).getString(1));
  }

  @Test
  void decimalsAreNeverWrittenWithAnExponent() throws SQLException {
    FakeConnectionContext context =
        FakeConnectionContext.of(ResultType.DECIMAL, new BigDecimal("0E+1"));
    context.columns =
        List.of(new ResultColumn("v", BaseColumn.none("v"), ResultType.DECIMAL, 19, 2, true));
    ResultSet rows = context.connect().createStatement().executeQuery("q");
    rows.next();
    assertEquals("0", rows.getString(1));
    assertEquals(new BigDecimal("0"), rows.getBigDecimal(1));
    assertEquals(new BigDecimal("0"), rows.getObject(1));
  }

  @Test
  void wholeNumbersComeFromNumbersTextAndTruth() throws SQLException {
    assertEquals(7, row(ResultType.BIGINT, 7L).getInt(1));
    assertEquals(7, row(ResultType.BIGINT, 7L).getShort(1));
    assertEquals(7, row(ResultType.BIGINT, 7L).getByte(1));
    assertEquals(7, row(ResultType.INTEGER, 7).getLong(1));
    assertEquals(-7, row(ResultType.DOUBLE, -7.9).getLong(1));
    assertEquals(12, text(" 12 ").getInt(1));
    assertEquals(1, row(ResultType.BOOLEAN, true).getInt(1));
    assertEquals(BigInteger.TEN, row(ResultType.BIGINT, 10L).getObject(1, BigInteger.class));
  }

  @Test
  void numbersNeverWrap() throws SQLException {
    ResultSet big = row(ResultType.BIGINT, 3_000_000_000L);
    fails("22003", () -> big.getInt(1));
    fails("22003", () -> big.getShort(1));
    fails("22003", () -> big.getByte(1));
    fails("22003", () -> text("9223372036854775808").getLong(1));
    fails("22003", () -> row(ResultType.DOUBLE, 1e30).getLong(1));
    fails("22003", () -> row(ResultType.DOUBLE, Double.NaN).getInt(1));
    fails("22003", () -> row(ResultType.DOUBLE, 1e300).getFloat(1));
    fails("22003", () -> text("1e999999999").getLong(1));
    assertInstanceOf(SQLDataException.class, assertThrows(SQLException.class, () -> big.getInt(1)));
  }

  @Test
  void floatingNumbersAndDecimalsComeFromNumbersAndText() throws SQLException {
    assertEquals(1.25, text("1.25").getDouble(1));
    assertEquals(1.25f, text("1.25").getFloat(1));
    assertEquals(7.0, row(ResultType.BIGINT, 7L).getDouble(1));
    assertEquals(new BigDecimal("1.250"), scaled(text("1.25")));
    assertEquals(new BigDecimal("7"), row(ResultType.BIGINT, 7L).getBigDecimal(1));
  }

  @SuppressWarnings("deprecation")
  private static BigDecimal scaled(ResultSet row) throws SQLException {
    return row.getBigDecimal(1, 3);
  }

  @Test
  void textThatIsNoNumberOrTruthFailsWithoutShowingIt() throws SQLException {
    fails("22018", () -> text("secret").getInt(1));
    fails("22018", () -> text("secret").getBigDecimal(1));
    SQLException failed = assertThrows(SQLException.class, () -> text("secret").getBoolean(1));
    assertEquals("22018", failed.getSQLState());
    assertEquals(
        "Column 'v' (VARCHAR) holds a text that is neither true nor false", failed.getMessage());
  }

  @Test
  void truthComesFromTextAndNumbers() throws SQLException {
    for (String yes : List.of("true", "TRUE", "1", "t", "YES")) {
      assertTrue(text(yes).getBoolean(1), yes);
    }
    for (String no : List.of("false", "0", "No")) {
      assertFalse(text(no).getBoolean(1), no);
    }
    assertTrue(row(ResultType.BIGINT, 2L).getBoolean(1));
    assertFalse(row(ResultType.DECIMAL, BigDecimal.ZERO).getBoolean(1));
  }

  @Test
  void nullIsNullZeroOrFalseAndSaysSo() throws SQLException {
    ResultSet row = row(ResultType.BIGINT, null);
    assertEquals(0, row.getInt(1));
    assertTrue(row.wasNull());
    assertEquals(0d, row.getDouble("v"));
    assertFalse(row.getBoolean(1));
    assertNull(row.getString(1));
    assertNull(row.getTimestamp(1));
    assertNull(row.getObject(1));
    assertNull(row.getObject(1, LocalDate.class));
    assertNull(row.getClob(1));
    assertTrue(row.wasNull());
    ResultSet present = row(ResultType.BIGINT, 1L);
    assertEquals(1, present.getInt(1));
    assertFalse(present.wasNull());
  }

  @Test
  void objectsAreOfThePromisedClass() throws Exception {
    Map<ResultType, Object> values =
        Map.of(
            ResultType.VARCHAR,
            "x",
            ResultType.BOOLEAN,
            true,
            ResultType.INTEGER,
            1,
            ResultType.BIGINT,
            1L,
            ResultType.DECIMAL,
            BigDecimal.ONE,
            ResultType.DOUBLE,
            1d,
            ResultType.DATE,
            1,
            ResultType.TIME,
            1,
            ResultType.TIMESTAMP,
            1L,
            ResultType.VARBINARY,
            new byte[0]);
    for (var entry : values.entrySet()) {
      ResultSet row = row(entry.getKey(), entry.getValue());
      Class<?> promised = Class.forName(row.getMetaData().getColumnClassName(1));
      assertInstanceOf(promised, row.getObject(1), entry.getKey().name());
      assertEquals(row.getObject(1, promised).getClass(), row.getObject(1, Map.of()).getClass());
    }
  }

  @SuppressWarnings("JavaUtilDate") // JDBC speaks it.
  @Test
  void aTimestampIsAskedForInEveryClass() throws SQLException {
    ResultSet row = row(ResultType.TIMESTAMP, NOON);
    LocalDateTime reading = LocalDateTime.parse("2024-05-01T12:34:56");
    assertEquals(reading, row.getObject(1, LocalDateTime.class));
    assertEquals(reading.toLocalDate(), row.getObject(1, LocalDate.class));
    assertEquals(reading.toLocalTime(), row.getObject(1, LocalTime.class));
    assertEquals(Instant.ofEpochMilli(NOON), row.getObject(1, Instant.class));
    assertEquals(
        OffsetDateTime.of(reading, ZoneOffset.UTC), row.getObject(1, OffsetDateTime.class));
    assertEquals(ZonedDateTime.of(reading, ZoneOffset.UTC), row.getObject(1, ZonedDateTime.class));
    assertEquals(Timestamp.valueOf(reading), row.getObject(1, Timestamp.class));
    assertEquals(Date.valueOf("2024-05-01"), row.getDate(1));
    assertEquals(Time.valueOf("12:34:56"), row.getTime(1));
    assertEquals(
        Timestamp.valueOf(reading).getTime(), row.getObject(1, java.util.Date.class).getTime());
  }

  @Test
  void getTimestampShowsTheSameTextInEveryTimeZone() throws SQLException {
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone :
          List.of(
              "UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Chatham", "Europe/Berlin")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        ResultSet row = row(ResultType.TIMESTAMP, NOON);
        assertEquals("2024-05-01 12:34:56.0", row.getTimestamp(1).toString(), zone);
        assertEquals("2024-05-01 12:34:56", row.getString(1), zone);
        assertEquals("2024-05-01", row.getDate(1).toString(), zone);
        assertEquals("12:34:56", row.getTime(1).toString(), zone);
        Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        assertEquals(NOON, row.getTimestamp(1, utc).getTime(), zone);
        assertEquals(NOON, row.getObject(1, Instant.class).toEpochMilli(), zone);
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  /** 02:30 does not exist in Berlin that night; java.sql.Timestamp moves on, all else is exact. */
  @Test
  void aReadingInAGapOfDaylightSavingIsExactExceptAsTimestampWithoutCalendar() throws SQLException {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      Instant gap = Instant.parse("2024-03-31T02:30:00Z");
      ResultSet row = row(ResultType.TIMESTAMP, gap.toEpochMilli());
      assertEquals("2024-03-31 02:30:00", row.getString(1));
      assertEquals(LocalDateTime.parse("2024-03-31T02:30"), row.getObject(1, LocalDateTime.class));
      assertEquals(gap, row.getObject(1, Instant.class));
      Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
      assertEquals(gap, row.getTimestamp(1, utc).toInstant());
      assertEquals("2024-03-31 03:30:00.0", row.getTimestamp(1).toString());
      assertEquals("2024-03-31", row.getDate(1).toString());
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void aCalendarSaysInWhichZoneTheReadingIsTaken() throws SQLException {
    Calendar kolkata = Calendar.getInstance(TimeZone.getTimeZone("Asia/Kolkata"));
    ResultSet row = row(ResultType.TIMESTAMP, NOON);
    assertEquals(Instant.parse("2024-05-01T07:04:56Z"), row.getTimestamp("v", kolkata).toInstant());
    assertEquals(
        Instant.parse("2024-04-30T18:30:00Z").toEpochMilli(), row.getDate(1, kolkata).getTime());
    assertEquals(
        Instant.parse("1970-01-01T07:04:56Z").toEpochMilli(), row.getTime(1, kolkata).getTime());
    assertEquals(row.getTimestamp(1), row.getTimestamp(1, null));
  }

  @Test
  void isoTextIsReadAsDateAndTime() throws SQLException {
    assertEquals("2024-05-01 12:34:56.5", text("2024-05-01T12:34:56.5").getTimestamp(1).toString());
    assertEquals("2024-05-01 00:00:00.0", text("2024-05-01").getTimestamp(1).toString());
    assertEquals(
        "2024-05-01 10:34:56.0", text("2024-05-01T12:34:56+02:00").getTimestamp(1).toString());
    assertEquals("2024-05-01", text("2024-05-01 12:34:56").getDate(1).toString());
    assertEquals("12:34:56", text("12:34:56").getTime(1).toString());
    fails("22007", () -> text("yesterday").getTimestamp(1));
    fails("22007", () -> text("25:00:00").getTime(1));
  }

  @Test
  void textIsReadAsStreamsAndClob() throws SQLException, IOException {
    StringWriter copy = new StringWriter();
    text("Grüße").getCharacterStream(1).transferTo(copy);
    assertEquals("Grüße", copy.toString());
    try (InputStream bytes = text("Grüße").getBinaryStream("v")) {
      assertEquals("Grüße", new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertArrayEquals("ü".getBytes(StandardCharsets.UTF_8), text("ü").getBytes(1));
    assertEquals("rüß", text("Grüße").getClob(1).getSubString(2, 3));
    assertEquals("https://x.example/y", text("https://x.example/y").getURL(1).toString());
    fails("22018", () -> text("no url").getURL(1));
  }

  @Test
  void whatCanNeverBeIsAWrongType() throws SQLException {
    fails("07006", () -> row(ResultType.BOOLEAN, true).getTimestamp(1));
    fails("07006", () -> row(ResultType.BIGINT, 1L).getDate(1));
    fails("07006", () -> row(ResultType.TIMESTAMP, 1L).getInt(1));
    fails("07006", () -> row(ResultType.TIMESTAMP, 1L).getBoolean(1));
    fails("07006", () -> row(ResultType.DATE, 1).getTime(1));
    fails("07006", () -> row(ResultType.TIME, 1).getDate(1));
    fails("07006", () -> row(ResultType.BIGINT, 1L).getBytes(1));
    fails("07006", () -> row(ResultType.BIGINT, 1L).getObject(1, List.class));
    fails("HY024", () -> row(ResultType.BIGINT, 1L).getObject(1, (Class<?>) null));
  }

  @Test
  void kindsThatNoColumnHasAreUnsupported() throws SQLException {
    ResultSet row = text("x");
    for (Executable getter :
        List.<Executable>of(
            () -> row.getArray(1),
            () -> row.getBlob("v"),
            () -> row.getRef(1),
            () -> row.getRowId(1),
            () -> row.getSQLXML(1),
            () -> row.getNClob(1))) {
      assertInstanceOf(
          SQLFeatureNotSupportedException.class, assertThrows(SQLException.class, getter));
      fails("0A000", getter);
    }
  }
}
