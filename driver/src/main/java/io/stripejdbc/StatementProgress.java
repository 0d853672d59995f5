package io.stripejdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How far a statement is, while another thread runs it:
 *
 * <pre>{@code
 * StatementProgress progress = statement.unwrap(StatementProgress.class);
 * // … while another thread is in executeQuery or next:
 * StatementProgress.Snapshot now = progress.snapshot();
 * }</pre>
 *
 * <p>Every {@code Statement} and {@code PreparedStatement} of this driver unwraps to it, also
 * through the proxy of a pool. Asking costs no call to the API and never waits for the statement.
 * {@code system.queries} shows the same of all statements run with the connection's key.
 */
public interface StatementProgress {
  /**
   * The statement's execution as it is now, or as it was at its end; all zero before the first.
   *
   * @throws SQLException HY010 when the statement is closed
   */
  Snapshot snapshot() throws SQLException;

  /** What keeps calls from being sent. */
  enum Wait {
    /** The pace that the properties set, or Stripe's own limit (429). */
    RATE_LIMIT,
    /** A call failed in passing and is tried again after a while. */
    NEXT_TRY
  }

  /**
   * An execution at one moment.
   *
   * @param queryId its number in {@code system.queries} and {@code system.requests}, from 1
   * @param running whether it has neither ended nor failed; a result set that was not read to its
   *     end keeps it running until it is closed
   * @param table table that was asked for last, null before the first call
   * @param calls calls sent so far, retries included
   * @param rowsRead rows read so far, from the API and from memory; more than the result may have
   * @param rowsReturned rows given to the reader so far
   * @param accountsTotal accounts it reads, as far as they are known: connected accounts are listed
   *     while it runs; 0 when it reads none's tables
   * @param accountsLeft how many of them are not read to their end
   * @param waitedMillis milliseconds its calls have waited for the rate limit or before a retry,
   *     added up over calls that wait side by side
   * @param waitingMillis milliseconds since when there has been nothing but such waiting, 0 while a
   *     call is under way
   * @param waitingFor what the wait is for, null when {@code waitingMillis} is 0
   * @param tookMillis milliseconds since it was run, up to its end
   */
  record Snapshot(
      long queryId,
      boolean running,
      @Nullable String table,
      long calls,
      long rowsRead,
      long rowsReturned,
      int accountsTotal,
      int accountsLeft,
      long waitedMillis,
      long waitingMillis,
      @Nullable Wait waitingFor,
      long tookMillis) {}
}
