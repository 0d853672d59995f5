package io.stripejdbc.query.session;

import io.stripejdbc.fetch.JacksonThreadBuffers;
import io.stripejdbc.query.QueryCursor;
import io.stripejdbc.query.compile.ResultValueConverter;
import io.stripejdbc.query.error.FailureBoundary;
import java.sql.SQLException;
import java.util.List;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Rows of a running plan, with the statement's row limit, its cancellation and its failures. */
final class EnumeratorCursor implements QueryCursor {
  private final Enumerator<?> rows;
  private final ResultValueConverter values;
  private final ExecutionControl control;
  private final long maxRows;
  private final Runnable onClose;
  private @Nullable Object row;
  private long delivered;
  private boolean closed;

  EnumeratorCursor(
      Enumerator<?> rows,
      ResultValueConverter values,
      ExecutionControl control,
      long maxRows,
      Runnable onClose) {
    this.rows = rows;
    this.values = values;
    this.control = control;
    this.maxRows = maxRows;
    this.onClose = onClose;
  }

  @Override
  public boolean next() throws SQLException {
    if (closed || (maxRows > 0 && delivered >= maxRows)) {
      return false;
    }
    control.networkTimeout().begins();
    try {
      control.check();
      boolean found = rows.moveNext();
      if (found) {
        control.activity().delivered(++delivered);
      }
      // Generated code computes the row here, once; what fails in it fails here.
      row = found ? rows.current() : null;
      if (!found) {
        ended("ok");
        JacksonThreadBuffers.release();
      }
      return found;
    } catch (Throwable t) {
      SQLException translated = FailureBoundary.translate(t);
      ended(String.valueOf(translated.getSQLState()));
      closeQuietly(translated);
      throw translated;
    } finally {
      control.networkTimeout().ends();
    }
  }

  @Override
  public @Nullable Object value(int column) {
    try {
      return values.value(row, column);
    } catch (RuntimeException e) {
      throw FailureBoundary.unchecked(e); // What is computed when it is read: elements of arrays.
    }
  }

  private void ended(String outcome) {
    control.activity().ended(outcome);
  }

  @Override
  public List<String> takeWarnings() {
    return control.takeWarnings();
  }

  @Override
  public void cancel() {
    control.cancel();
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
      JacksonThreadBuffers.release();
      control.memory().close();
      onClose.run();
    }
  }
}
