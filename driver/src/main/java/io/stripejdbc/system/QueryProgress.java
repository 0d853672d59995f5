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
 * @param rowsRead rows read so far, from the API and from memory
 * @param rowsReturned rows given to the reader so far
 * @param accountsTotal accounts it reads, as far as they are known
 * @param accountsLeft how many of them are not read to their end
 * @param waitedNanos time its calls have waited, added up
 * @param heldNanos how long there has been nothing but waiting, 0 while a call is under way
 * @param heldBy what the latest wait was for, null before the first
 * @param tookNanos time since it was run, up to its end
 */
public record QueryProgress(
    long queryId,
    boolean running,
    @Nullable String table,
    long calls,
    long rowsRead,
    long rowsReturned,
    int accountsTotal,
    int accountsLeft,
    long waitedNanos,
    long heldNanos,
    @Nullable Wait heldBy,
    long tookNanos) {}
