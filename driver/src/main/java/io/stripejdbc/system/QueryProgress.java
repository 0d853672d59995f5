package io.stripejdbc.system;

import io.stripejdbc.fetch.CallControl.Wait;
import org.jspecify.annotations.Nullable;

/**
 * How far a statement is.
 *
 * @param queryId {@code system.queries.query_id}
 * @param running whether it has not ended
 * @param table table of its latest call, null before the first
 * @param calls calls sent so far, retries included
 * @param rows rows so far
 * @param accounts accounts it reads
 * @param waiting what its calls have waited
 * @param tookNanos time since it was run, up to its end
 */
public record QueryProgress(
    long queryId,
    boolean running,
    @Nullable String table,
    long calls,
    Rows rows,
    Accounts accounts,
    Waiting waiting,
    long tookNanos) {

  /**
   * Rows so far.
   *
   * @param read from the API and from memory
   * @param returned given to the reader
   */
  public record Rows(long read, long returned) {}

  /**
   * Accounts that a statement reads.
   *
   * @param total as far as they are known
   * @param left how many of them are not read to their end
   */
  public record Accounts(int total, int left) {}

  /**
   * What the calls of a statement have waited.
   *
   * @param totalNanos added up over all calls
   * @param currentNanos how long there has been nothing but waiting, 0 while a call is under way
   * @param reason what the latest wait was for, null before the first
   */
  public record Waiting(long totalNanos, long currentNanos, @Nullable Wait reason) {}
}
