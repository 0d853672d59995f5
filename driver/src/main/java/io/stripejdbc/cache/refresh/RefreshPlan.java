package io.stripejdbc.cache.refresh;

import java.util.Set;

/**
 * How cached rows are brought up to date.
 *
 * @param keepTo the last second of which rows are kept, {@link Long#MAX_VALUE} where nothing newer
 *     has been made; {@link Long#MIN_VALUE} where everything is read again
 * @param lookups ids of the objects to ask for one by one
 * @param calls what it costs: look-ups, and pages of what is not kept
 */
public record RefreshPlan(long keepTo, Set<String> lookups, long calls) {
  /** Whether nothing of the rows is kept. */
  public boolean readsAll() {
    return keepTo == Long.MIN_VALUE;
  }
}
