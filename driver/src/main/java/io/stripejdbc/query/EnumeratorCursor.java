package io.stripejdbc.query;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.List;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Rows of a running plan, with the statement's row limit, its stop button and its failures. */
final class EnumeratorCursor implements QueryCursor {
  private final Enumerator<?> rows;
  private final List<ResultColumn> columns;
  private final ExecutionControl control;
  private final long maxRows;
  private final Runnable onClose;
  private @Nullable Object row;
  private long delivered;
  private boolean closed;

  EnumeratorCursor(
      Enumerator<?> rows,
      List<ResultColumn> columns,
      ExecutionControl control,
      long maxRows,
      Runnable onClose) {
    this.rows = rows;
    this.columns = columns;
    this.control = control;
    this.maxRows = maxRows;
    this.onClose = onClose;
  }

  @Override
  public boolean next() throws SQLException {
    if (closed || (maxRows > 0 && delivered >= maxRows)) {
      return false;
    }
    try {
      control.check();
      boolean found = rows.moveNext();
      delivered += found ? 1 : 0;
      // Generated code computes the row here, once; what fails in it fails here.
      row = found ? rows.current() : null;
      if (!found) {
        ended("ok");
      }
      return found;
    } catch (Throwable t) {
      SQLException translated = FailureBoundary.translate(t);
      ended(String.valueOf(translated.getSQLState()));
      closeQuietly(translated);
      throw translated;
    }
  }

  @Override
  public @Nullable Object value(int column) {

    Object value = row instanceof Object[] array ? array[column] : row;
    return value instanceof BigDecimal decimal ? scaled(decimal, columns.get(column)) : value;
  }

  /** Generated arithmetic leaves any scale; the column's own is what a client was promised. */
  private static BigDecimal scaled(BigDecimal value, ResultColumn column) {
    return column.type() == ResultType.DECIMAL
        ? value.setScale(column.scale(), RoundingMode.HALF_UP)
        : value;
  }

  private void ended(String outcome) {
    control.activity().ended(outcome, delivered, control.nanosTaken());
  }

  @Override
  public List<String> takeWarnings() {
    return control.takeWarnings();
  }

  @Override
  public void cancel() {
    control.stop(new DriverFailure(DriverError.CANCELLED, "The query was cancelled."));
  }

  private void closeQuietly(SQLException primary) {
    try {
      close();
    } catch (SQLException e) {
      primary.addSuppressed(e);
    }
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    ended(maxRows > 0 && delivered >= maxRows ? "ok" : "closed early");
    try {
      rows.close();
    } catch (Throwable t) {
      throw FailureBoundary.translate(t);
    } finally {
      onClose.run();
    }
  }
}
