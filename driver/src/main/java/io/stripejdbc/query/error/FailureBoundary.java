package io.stripejdbc.query.error;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.runtime.CalciteException;
import org.jspecify.annotations.Nullable;

/**
 * The one place where whatever was thrown below becomes a {@link SQLException} with a SQLState.
 *
 * <p>Planner exceptions contain plan dumps and generated code; of these only the first line of the
 * deepest cause is shown, and the rest goes to the log.
 */
public final class FailureBoundary {
  private static final Logger LOG = System.getLogger("io.stripejdbc.query");

  private FailureBoundary() {}

  /** The exception a client gets for anything thrown while a statement was prepared or run. */
  public static SQLException translate(Throwable thrown) {
    SQLException known = known(thrown);
    if (known != null) {
      return known;
    }
    LOG.log(Level.DEBUG, "unexpected failure of a statement", thrown);
    Throwable root = root(thrown);
    DriverFailure failure =
        new DriverFailure(
            DriverError.INTERNAL,
            "The driver failed: " + root.getClass().getSimpleName() + ": " + firstLine(root),
            0,
            root);
    return failure.toSqlException();
  }

  /** The same as an unchecked exception, for what has no other. */
  public static DriverFailure unchecked(RuntimeException thrown) {
    DriverFailure failure = failure(thrown);
    return failure != null
        ? failure
        : new DriverFailure(
            DriverError.INTERNAL,
            "The driver failed: " + thrown.getClass().getSimpleName() + ": " + firstLine(thrown),
            0,
            thrown);
  }

  private static @Nullable SQLException known(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql;
      }
      DriverFailure failure = failure(t);
      if (failure != null) {
        return failure.toSqlException();
      }
    }
    return null;
  }

  private static @Nullable DriverFailure failure(Throwable t) {
    if (t instanceof DriverFailure failure) {
      return failure;
    }
    if (t instanceof OutOfMemoryError) {
      return DriverFailure.ofHeap();
    }
    if (t instanceof StackOverflowError) {
      return new DriverFailure(DriverError.INVALID_SQL, "The statement is nested too deeply.");
    }
    if (t instanceof ArithmeticException || t instanceof NumberFormatException) {
      return RuntimeErrors.arithmetic(t);
    }
    if (t instanceof SQLException && isOf("org.apache.calcite.runtime.", t)) {
      return RuntimeErrors.ofFormat(t); // Of its date parsers.
    }
    DriverFailure ofValue = RuntimeErrors.ofValue(t);
    if (ofValue != null) {
      return ofValue;
    }
    boolean form = t instanceof RelOptPlanner.CannotPlanException || isCheckOfCalcite(t);
    if (form || t instanceof CodeGenerationFailure) {
      LOG.log(Level.DEBUG, "a statement that cannot be run", t);
      return new DriverFailure(
          DriverError.UNSUPPORTED,
          "The query uses a form that is read but cannot be run; docs/sql.md has what can.",
          0,
          t);
    }
    return t instanceof CalciteException && t.getCause() == null ? RuntimeErrors.calcite(t) : null;
  }

  /** A function of Calcite's that was given arguments it does not expect says so by these. */
  private static boolean isCheckOfCalcite(Throwable t) {
    return (t instanceof AssertionError || t instanceof UnsupportedOperationException)
        && isOf("org.apache.calcite.", t);
  }

  /** Whether it was thrown by a class of these packages. */
  private static boolean isOf(String packages, Throwable t) {
    StackTraceElement[] places = t.getStackTrace();
    return places.length > 0 && places[0].getClassName().startsWith(packages);
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable next = root.getCause(); next != null; next = root.getCause()) {
      root = next;
    }
    return root;
  }

  public static String firstLine(Throwable t) {
    String message = String.valueOf(t.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
