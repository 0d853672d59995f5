package io.stripejdbc.jdbc.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.query.ResultType;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import javax.sql.rowset.serial.SerialClob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PreparedStatementTest {
  private static final LocalDateTime READING = LocalDateTime.parse("2024-05-01T12:34:56");
  private static final Instant INSTANT = READING.toInstant(ZoneOffset.UTC);

  private final FakeConnectionContext context = FakeConnectionContext.of(ResultType.BIGINT, 1L);
  private PreparedStatement statement;

  @BeforeEach
  void prepare() throws SQLException {
    context.parameters = List.of(ResultType.VARCHAR);
    statement = context.connect().prepareStatement("q ?");
  }

  private static void fails(String sqlState, Executable call) {
    SQLException failed = assertThrows(SQLException.class, call);
    assertEquals(sqlState, failed.getSQLState(), failed.getMessage());
  }

  /** The value that reaches the engine. */
  private Object bound() throws SQLException {
    statement.executeQuery();
    return context.values.get(context.values.size() - 1).get(0);
  }

  private Object bound(Object value) throws SQLException {
    statement.setObject(1, value);
    return bound();
  }

  private Object bound(Object value, int type) throws SQLException {
    statement.setObject(1, value, type);
    return bound();
  }

  @Test
  void columnsAndParametersAreKnownBeforeItRuns() throws SQLException {
    assertEquals("v", statement.getMetaData().getColumnLabel(1));
    ParameterMetaData parameters = statement.getParameterMetaData();
    assertEquals(1, parameters.getParameterCount());
    assertEquals(Types.VARCHAR, parameters.getParameterType(1));
    assertEquals("VARCHAR", parameters.getParameterTypeName(1));
    assertEquals("java.lang.String", parameters.getParameterClassName(1));
    assertEquals(ParameterMetaData.parameterModeIn, parameters.getParameterMode(1));
    assertEquals(ParameterMetaData.parameterNullable, parameters.isNullable(1));
    assertTrue(parameters.getPrecision(1) > 0);
    assertFalse(parameters.isSigned(1));
    fails("07009", () -> parameters.getParameterType(2));
    assertTrue(context.values.isEmpty());
  }

  @Test
  void anUnsetParameterIsNamed() throws SQLException {
    fails("07001", statement::executeQuery);
    statement.setNull(1, Types.VARCHAR);
    assertNull(bound());
    statement.clearParameters();
    fails("07001", statement::execute);
  }

  @Test
  void parametersOutsideTheirRangeAreRefused() {
    fails("07009", () -> statement.setInt(0, 1));
    fails("07009", () -> statement.setInt(2, 1));
  }

  @Test
  void itRunsAgainWithOtherValues() throws SQLException {
    statement.setString(1, "a");
    assertEquals("a", bound());
    statement.setString(1, "b");
    assertEquals("b", bound());
    assertEquals(1, context.prepared.size());
  }

  @Test
  void settersHandOverTheirValues() throws SQLException {
    statement.setBoolean(1, true);
    assertEquals(true, bound());
    statement.setInt(1, 1);
    assertEquals(1, bound());
    statement.setLong(1, 2);
    assertEquals(2L, bound());
    statement.setDouble(1, 1.5);
    assertEquals(1.5, bound());
    statement.setBigDecimal(1, BigDecimal.TEN);
    assertEquals(BigDecimal.TEN, bound());
    statement.setNString(1, "n");
    assertEquals("n", bound());
    statement.setDate(1, Date.valueOf("2024-05-01"));
    assertEquals(READING.toLocalDate(), bound());
    statement.setTime(1, Time.valueOf("12:34:56"));
    assertEquals(READING.toLocalTime(), bound());
    statement.setTimestamp(1, Timestamp.valueOf(READING));
    assertEquals(READING, bound());
    statement.setNull(1, Types.BIGINT, "x");
    assertNull(bound());
  }

  @SuppressWarnings("JavaUtilDate") // JDBC speaks it.
  @Test
  void everyUsualClassCanBeAParameter() throws SQLException {
    assertEquals("x", bound("x"));
    assertEquals((short) 1, bound((short) 1));
    assertEquals(BigInteger.ONE, bound(BigInteger.ONE));
    assertEquals(READING, bound(READING));
    assertEquals(LocalDate.EPOCH, bound(LocalDate.EPOCH));
    assertEquals(LocalTime.NOON, bound(LocalTime.NOON));
    assertEquals(READING, bound(INSTANT));
    assertEquals(READING, bound(OffsetDateTime.parse("2024-05-01T14:34:56+02:00")));
    assertEquals(READING, bound(ZonedDateTime.parse("2024-05-01T18:04:56+05:30[Asia/Kolkata]")));
    assertEquals(READING, bound(Timestamp.valueOf(READING)));
    assertEquals(READING, bound(new java.util.Date(Timestamp.valueOf(READING).getTime())));
    assertEquals("MONDAY", bound(DayOfWeek.MONDAY));
    assertEquals("x", bound('x'));
    UUID uuid = new UUID(1, 2);
    assertEquals(uuid.toString(), bound(uuid));
    assertNull(bound(null));
    fails("07006", () -> statement.setObject(1, new Object()));
  }

  @Test
  void aTypeConvertsTheValue() throws SQLException {
    assertEquals(5L, bound("5", Types.BIGINT));
    assertEquals("5", bound(5, Types.VARCHAR));
    assertEquals(new BigDecimal("5"), bound(5L, Types.DECIMAL));
    assertEquals(READING, bound("2024-05-01 12:34:56", Types.TIMESTAMP));
    assertEquals(READING.toLocalDate(), bound(Timestamp.valueOf(READING), Types.DATE));
    assertEquals(READING, bound(INSTANT, Types.TIMESTAMP_WITH_TIMEZONE));
    assertNull(bound(null, Types.BIGINT));
    statement.setObject(1, "1.255", Types.DECIMAL, 2);
    assertEquals(new BigDecimal("1.26"), bound());
    statement.setObject(1, 7, JDBCType.VARCHAR);
    assertEquals("7", bound());
    statement.setObject(1, "7.4", JDBCType.NUMERIC, 0);
    assertEquals(new BigDecimal("7"), bound());
    fails("22018", () -> statement.setObject(1, "x", Types.INTEGER));
    fails("22003", () -> statement.setObject(1, 5_000_000_000L, Types.INTEGER));
    fails("22003", () -> statement.setObject(1, "1.5", Types.INTEGER));
    fails("22003", () -> statement.setObject(1, 1.5, Types.BIGINT));
    statement.setObject(1, "2.0", Types.SMALLINT);
    fails("0A000", () -> statement.setObject(1, "x", Types.BLOB));
    fails("HY024", () -> statement.setObject(1, "x", (java.sql.SQLType) null));
  }

  @Test
  void aCalendarSaysWhoseClockIsMeant() throws SQLException {
    Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
    statement.setTimestamp(1, Timestamp.from(INSTANT), utc);
    assertEquals(READING, bound());
    statement.setDate(1, new Date(INSTANT.toEpochMilli()), utc);
    assertEquals(READING.toLocalDate(), bound());
    statement.setTime(1, new Time(INSTANT.toEpochMilli()), utc);
    assertEquals(READING.toLocalTime(), bound());
    statement.setTimestamp(1, null, utc);
    assertNull(bound());
  }

  @Test
  void timesMeanTheSameInEveryZone() throws SQLException {
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : List.of("UTC", "America/Los_Angeles", "Asia/Kolkata")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        assertEquals(READING, bound(Timestamp.valueOf("2024-05-01 12:34:56")), zone);
        assertEquals(READING, bound(INSTANT), zone);
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void characterStreamsAreTextAndBinaryIsRefused() throws SQLException {
    statement.setCharacterStream(1, new StringReader("abc"));
    assertEquals("abc", bound());
    statement.setCharacterStream(1, new StringReader("abc"), 2);
    assertEquals("ab", bound());
    statement.setAsciiStream(1, new ByteArrayInputStream("x".getBytes(StandardCharsets.US_ASCII)));
    assertEquals("x", bound());
    statement.setClob(1, new SerialClob("clob".toCharArray()));
    assertEquals("clob", bound());
    statement.setNClob(1, new StringReader("n"));
    assertEquals("n", bound());
    statement.setNCharacterStream(1, null);
    assertNull(bound());
    fails("HY024", () -> statement.setCharacterStream(1, new StringReader("a"), -1));
    fails("0A000", () -> statement.setBytes(1, new byte[0]));
    fails("0A000", () -> statement.setBinaryStream(1, null));
    fails("0A000", () -> statement.setBlob(1, (java.sql.Blob) null));
  }

  @Test
  void itTakesNoOtherSqlAndNoUpdate() {
    fails("HY024", () -> statement.executeQuery("q"));
    fails("HY024", () -> statement.execute("q"));
    fails("HY024", () -> statement.addBatch("q"));
    fails("42000", statement::executeUpdate);
    fails("42000", statement::executeLargeUpdate);
  }

  @Test
  void itsBatchIsRefusedAsWriting() throws SQLException {
    statement.setString(1, "x");
    statement.addBatch();
    fails("25006", statement::executeBatch);
  }
}
