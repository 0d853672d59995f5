package io.stripejdbc.jdbc.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.BaseColumnMetaData;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultColumn.BaseColumn;
import io.stripejdbc.query.ResultType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ResultSetTest {
  private static void fails(String sqlState, Executable call) {
    SQLException failed = assertThrows(SQLException.class, call);
    assertEquals(sqlState, failed.getSQLState(), failed.getMessage());
  }

  private static ResultSet query(FakeConnectionContext context) throws SQLException {
    return context.connect().createStatement().executeQuery("q");
  }

  private static ResultSet numbers(Object... values) throws SQLException {
    return query(FakeConnectionContext.of(ResultType.BIGINT, values));
  }

  @Test
  void itKnowsWhereItStands() throws SQLException {
    ResultSet rows = numbers(1L, 2L);
    assertTrue(rows.isBeforeFirst());
    assertEquals(0, rows.getRow());
    assertTrue(rows.next());
    assertTrue(rows.isFirst());
    assertFalse(rows.isBeforeFirst());
    assertEquals(1, rows.getLong(1));
    assertTrue(rows.next());
    assertFalse(rows.isFirst());
    assertEquals(2, rows.getRow());
    assertFalse(rows.isAfterLast());
    assertFalse(rows.next());
    assertTrue(rows.isAfterLast());
    assertEquals(0, rows.getRow());
    assertFalse(rows.next());
  }

  @Test
  void anEmptyOneIsNeitherBeforeNorAfterItsRows() throws SQLException {
    ResultSet rows = numbers();
    assertFalse(rows.isBeforeFirst());
    assertFalse(rows.next());
    assertFalse(rows.isAfterLast());
    assertFalse(rows.isFirst());
  }

  @Test
  void gettersNeedARowAndAnExistingColumn() throws SQLException {
    ResultSet rows = numbers(1L);
    fails("24000", () -> rows.getLong(1));
    rows.next();
    fails("07009", () -> rows.getLong(0));
    fails("07009", () -> rows.getLong(2));
    fails("42S22", () -> rows.getLong("x"));
    fails("42S22", () -> rows.findColumn(null));
    rows.next();
    fails("24000", () -> rows.getLong(1));
  }

  @Test
  void columnsAreFoundInAnyCaseLabelBeforeNameFirstMatch() throws SQLException {
    FakeConnectionContext context = new FakeConnectionContext();
    context.columns =
        List.of(
            new ResultColumn(
                "B", new BaseColumn("a", "stripe", "t"), ResultType.BIGINT, 0, 0, true),
            new ResultColumn(
                "a", new BaseColumn("b", "stripe", "t"), ResultType.BIGINT, 0, 0, true),
            new ResultColumn(
                "A", new BaseColumn("c", "stripe", "t"), ResultType.BIGINT, 0, 0, true));
    ResultSet rows = query(context);
    assertEquals(2, rows.findColumn("A"));
    assertEquals(1, rows.findColumn("b"));
    assertEquals(3, rows.findColumn("C"));
  }

  @Test
  void itMovesForwardOnlyAndIsReadOnly() throws SQLException {
    ResultSet rows = numbers(1L);
    assertEquals(ResultSet.TYPE_FORWARD_ONLY, rows.getType());
    assertEquals(ResultSet.CONCUR_READ_ONLY, rows.getConcurrency());
    assertEquals(ResultSet.HOLD_CURSORS_OVER_COMMIT, rows.getHoldability());
    for (Executable call :
        List.<Executable>of(
            rows::isLast,
            rows::insertRow,
            rows::deleteRow,
            rows::updateRow,
            () -> rows.updateLong(1, 1),
            () -> rows.updateString("n", "x"))) {
      fails("0A000", call);
    }
    for (Executable move :
        List.<Executable>of(
            rows::previous,
            rows::first,
            rows::last,
            rows::beforeFirst,
            rows::afterLast,
            () -> rows.absolute(1),
            () -> rows.relative(1))) {
      fails("24000", move); // Not 0A000: pools throw a connection away for that.
    }
    assertFalse(rows.rowUpdated());
    assertFalse(rows.rowInserted());
    assertFalse(rows.rowDeleted());
  }

  @Test
  void fetchHintsAreAccepted() throws SQLException {
    ResultSet rows = numbers(1L);
    rows.setFetchSize(10_000);
    assertEquals(10_000, rows.getFetchSize());
    fails("HY024", () -> rows.setFetchSize(-1));
    rows.setFetchDirection(ResultSet.FETCH_FORWARD);
    assertNull(rows.getWarnings());
    rows.setFetchDirection(ResultSet.FETCH_REVERSE);
    assertEquals("01S02", rows.getWarnings().getSQLState());
    assertEquals(ResultSet.FETCH_FORWARD, rows.getFetchDirection());
    rows.clearWarnings();
    assertNull(rows.getWarnings());
    fails("HY024", () -> rows.setFetchDirection(5));
  }

  @Test
  void aFailureWhilePagingComesFromNextAndClosesIt() throws SQLException {
    FakeConnectionContext context = FakeConnectionContext.of(ResultType.BIGINT, 1L);
    context.failure =
        new DriverFailure(DriverError.RATE_LIMITED, "too many", 429, null).toSqlException();
    Statement statement = context.connect().createStatement();
    ResultSet rows = statement.executeQuery("q");
    assertTrue(rows.next());
    SQLException failed = assertThrows(SQLException.class, rows::next);
    assertSame(context.failure, failed);
    assertTrue(rows.isClosed());
    assertEquals(0, context.openCursors);
    fails("HY010", rows::next);
    context.failure = null;
    assertTrue(statement.executeQuery("q").next());
  }

  @Test
  void closingItReleasesTheCursorAndNothingAnswersAnyMore() throws SQLException {
    FakeConnectionContext context = FakeConnectionContext.of(ResultType.BIGINT, 1L, 2L);
    ResultSet rows = query(context);
    rows.next();
    rows.close();
    rows.close();
    assertEquals(0, context.openCursors);
    assertTrue(rows.isClosed());
    for (Executable call :
        List.<Executable>of(
            rows::next,
            rows::wasNull,
            rows::getWarnings,
            rows::getMetaData,
            rows::getStatement,
            rows::getRow,
            () -> rows.getLong(1),
            () -> rows.findColumn("v"))) {
      fails("HY010", call);
    }
  }

  @Test
  void readingToTheEndReleasesTheCursor() throws SQLException {
    FakeConnectionContext context = FakeConnectionContext.of(ResultType.BIGINT, 1L);
    ResultSet rows = query(context);
    while (rows.next()) {
      assertEquals(1, context.openCursors);
    }
    assertEquals(0, context.openCursors);
    assertEquals(1, rows.getMetaData().getColumnCount());
  }

  @Test
  void metadataTellsEverythingAboutAColumn() throws SQLException {
    FakeConnectionContext context = new FakeConnectionContext();
    context.columns =
        List.of(
            new ResultColumn(
                "total",
                new BaseColumn("amount", "stripe", "charges"),
                ResultType.BIGINT,
                0,
                0,
                false),
            new ResultColumn("x", BaseColumn.none("x"), ResultType.DECIMAL, 12, 3, true),
            new ResultColumn("t", BaseColumn.none("t"), ResultType.TIMESTAMP, 3, 0, true),
            new ResultColumn("s", BaseColumn.none("s"), ResultType.VARCHAR, 0, 0, true));
    ResultSetMetaData meta = query(context).getMetaData();
    assertEquals("total", meta.getColumnLabel(1));
    assertEquals("total", meta.getColumnName(1));
    assertEquals("amount", meta.unwrap(BaseColumnMetaData.class).getBaseColumnName(1));
    assertEquals("", meta.unwrap(BaseColumnMetaData.class).getBaseColumnName(2));
    assertEquals("charges", meta.getTableName(1));
    assertEquals("stripe", meta.getSchemaName(1));
    assertEquals("", meta.getCatalogName(1));
    assertEquals("", meta.getTableName(2));
    assertEquals(Types.BIGINT, meta.getColumnType(1));
    assertEquals("BIGINT", meta.getColumnTypeName(1));
    assertEquals(ResultSetMetaData.columnNoNulls, meta.isNullable(1));
    assertEquals(ResultSetMetaData.columnNullable, meta.isNullable(2));
    assertTrue(meta.isSigned(1));
    assertFalse(meta.isSigned(4));
    assertEquals(12, meta.getPrecision(2));
    assertEquals(3, meta.getScale(2));
    assertEquals(23, meta.getPrecision(3));
    assertEquals(3, meta.getScale(3));
    for (int i = 1; i <= 4; i++) {
      assertTrue(meta.getColumnDisplaySize(i) > 0);
      assertTrue(meta.isReadOnly(i) && meta.isSearchable(i) && meta.isCaseSensitive(i));
      assertFalse(meta.isWritable(i) || meta.isDefinitelyWritable(i));
      assertFalse(meta.isAutoIncrement(i) || meta.isCurrency(i));
    }
    fails("07009", () -> meta.getColumnLabel(0));
    fails("07009", () -> meta.isCurrency(5));
  }
}
