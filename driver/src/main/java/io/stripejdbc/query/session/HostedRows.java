package io.stripejdbc.query.session;

import io.stripejdbc.fetch.JacksonThreadBuffers;
import io.stripejdbc.query.error.FailureBoundary;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an expression that runs inside of another Calcite's statement, with their cancellation
 * and their failures.
 *
 * <p>A failure is the {@link SQLException} that the driver would throw. An enumerator declares
 * none, but the result sets of Calcite's JDBC layer do, and let it through as it is.
 */
final class HostedRows implements Enumerator<@Nullable Object> {
  private static final Logger LOG = System.getLogger("io.stripejdbc.calcite");

  private final ExecutionControl control;
  private Enumerator<?> rows = Linq4j.emptyEnumerator();
  private @Nullable Object row;
  private long delivered;
  private boolean closed;

  HostedRows(ExecutionControl control) {
    this.control = control;
  }

  void open(Supplier<Enumerator<?>> opening) {
    try {
      rows = opening.get();
    } catch (Throwable t) { // Whatever it is, nobody else would give back what it holds.
      throw failed(t);
    }
  }

  @Override
  public boolean moveNext() {
    if (closed) {
      return false;
    }
    try {
      control.check();
      boolean found = rows.moveNext();
      row = found ? rows.current() : null;
      control.takeWarnings().forEach(warning -> LOG.log(Level.WARNING, warning));
      if (found) {
        control.activity().delivered(++delivered);
      } else {
        end("ok");
      }
      return found;
    } catch (Throwable t) { // Generated code throws Errors too; the boundary sorts them.
      throw failed(t);
    }
  }

  private RuntimeException failed(Throwable thrown) {
    SQLException failure = FailureBoundary.translate(thrown);
    end(String.valueOf(failure.getSQLState()));
    return unchecked(failure);
  }

  /** Throws it as it is, where no checked exception is declared. */
  static RuntimeException unchecked(SQLException failure) {
    return HostedRows.<RuntimeException>thrown(failure);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // See above.
  private static <E extends Throwable> RuntimeException thrown(Throwable failure) throws E {
    throw (E) failure;
  }

  private void end(String outcome) {
    if (closed) {
      return;
    }
    closed = true;
    control.activity().ended(outcome);
    try {
      rows.close();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "rows could not be closed", e);
    } finally {
      JacksonThreadBuffers.release();
      control.memory().close();
    }
  }

  @Override
  public @Nullable Object current() {
    return row;
  }

  @Override
  public void reset() {
    throw new UnsupportedOperationException("rows that are read as they come cannot be rewound");
  }

  @Override
  public void close() {
    end("closed early");
  }
}
